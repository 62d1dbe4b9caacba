import type { ReplyFrame } from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Notifications, Secrets } from '../ports/index.ts';
import type { FromCore, ToCore } from './core-process.ts';

const STOP_WITHIN_MS = 10_000;

/** A running core process as its host sees it, whatever kind of process it is. */
export interface CoreChannel {
  post(message: ToCore): void;
  onMessage(listener: (message: FromCore) => void): void;
  onExit(listener: (code: number) => void): void;
}

export interface CoreHostOptions {
  profileFolder: string;
  serverUrl: string | null;
  signIn: { email: string; password: string } | null;
  secrets: Secrets;
  /** Null where the page itself is all there is. */
  notifications: Notifications | null;
  /** A frame for one client, or for all when `client` is null. */
  deliver(client: number | null, frame: ReplyFrame): void;
  report(message: string): void;
  /** The core process ended although nobody asked it to; nothing is answered any more. */
  crashed(code: number): void;
  /** The server's address is known, or is another one now. */
  serverChanged?(url: string): void;
}

/** The host's end of the core: starts it, carries frames, answers its ports. Shared by both hosts. */
export class CoreHost {
  private readonly channel: CoreChannel;
  private stopped: (() => void) | null = null;

  private constructor(channel: CoreChannel) {
    this.channel = channel;
  }

  /** Resolves when the core answers. @throws AppError why it cannot start (`profile.malformed`, `cache.…`, `internal`) */
  static start(channel: CoreChannel, options: CoreHostOptions): Promise<CoreHost> {
    const host = new CoreHost(channel);
    return new Promise((resolve, reject) => {
      let running = false;
      channel.onExit((code) => {
        if (host.stopped) host.stopped();
        else if (running) options.crashed(code);
        reject(new Error(`the core could not start (exit code ${code})`));
      });
      channel.onMessage((message) => {
        if (message.type === 'started') {
          running = true;
          resolve(host);
        } else if (message.type === 'frame') options.deliver(message.client, message.frame);
        else if (message.type === 'secret-get' || message.type === 'secret-set') void answerSecret(channel, options, message);
        else if (message.type === 'stopped') host.stopped?.();
        else if (message.type === 'notice') options.notifications?.show(message.notice);
        else if (message.type === 'server') options.serverChanged?.(message.url);
        else if (message.type === 'failed') {
          reject(new AppError(message.error.code, message.error.params, { cause: new Error(message.detail) }));
        } else options.report(message.message);
      });
      channel.post({ type: 'start', profileFolder: options.profileFolder, serverUrl: options.serverUrl, signIn: options.signIn });
    });
  }

  send(client: number, frame: unknown): void {
    this.channel.post({ type: 'frame', client, frame });
  }

  /** Resolves when the core has closed its files; a core that does not answer is not waited for, as the outbox is on the disk. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.stopped = resolve;
      setTimeout(resolve, STOP_WITHIN_MS).unref();
      this.channel.post({ type: 'stop' });
    });
  }
}

type SecretRequest = Extract<FromCore, { type: 'secret-get' | 'secret-set' }>;

/** A key store that fails is as good as none: the user signs in again, and the fault is reported. */
async function answerSecret(channel: CoreChannel, { secrets, report }: CoreHostOptions, message: SecretRequest): Promise<void> {
  let value: string | null = null;
  try {
    if (message.type === 'secret-get') value = await secrets.get(message.name);
    else await secrets.set(message.name, message.value);
  } catch (error) {
    report(`secret ${message.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  channel.post({ type: 'secret', id: message.id, value });
}
