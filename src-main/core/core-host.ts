import type { ReplyFrame } from '../../src-shared/contract/index.ts';
import type { Secrets } from '../ports/index.ts';
import type { FromCore, ToCore } from './core-process.ts';

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
  /** A frame for one client, or for all when `client` is null. */
  deliver(client: number | null, frame: ReplyFrame): void;
  report(message: string): void;
}

/** The host's end of the core: starts it, carries frames, answers its ports. Shared by both hosts. */
export class CoreHost {
  private readonly channel: CoreChannel;
  private stopped: (() => void) | null = null;

  private constructor(channel: CoreChannel) {
    this.channel = channel;
  }

  /** Resolves when the core answers; rejects with its fault when it cannot start. */
  static start(channel: CoreChannel, options: CoreHostOptions): Promise<CoreHost> {
    const host = new CoreHost(channel);
    return new Promise((resolve, reject) => {
      let running = false;
      channel.onExit((code) => {
        if (host.stopped) host.stopped();
        else if (running) options.report(`the core stopped unexpectedly (exit code ${code})`);
        reject(new Error(`the core could not start (exit code ${code})`));
      });
      channel.onMessage((message) => {
        if (message.type === 'started') {
          running = true;
          resolve(host);
        } else if (message.type === 'frame') options.deliver(message.client, message.frame);
        else if (message.type === 'secret-get')
          void options.secrets.get(message.name).then((value) => channel.post({ type: 'secret', id: message.id, value }));
        else if (message.type === 'secret-set')
          void options.secrets.set(message.name, message.value).then(() => channel.post({ type: 'secret', id: message.id, value: null }));
        else if (message.type === 'stopped') host.stopped?.();
        else if (running) options.report(message.message);
        else reject(new Error(message.message));
      });
      channel.post({ type: 'start', profileFolder: options.profileFolder, serverUrl: options.serverUrl, signIn: options.signIn });
    });
  }

  send(client: number, frame: unknown): void {
    this.channel.post({ type: 'frame', client, frame });
  }

  /** Resolves when the core has closed its files. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.stopped = resolve;
      this.channel.post({ type: 'stop' });
    });
  }
}
