import type { ReplyFrame } from '../../src-shared/contract/index.ts';
import { type Clock, type ErrorShape, errorShape, systemClock } from '../../src-shared/kernel/index.ts';
import { Core } from './core.ts';
import type { Notice } from './notices.ts';

/** Host → core process. `start` comes first and once. */
export type ToCore =
  | { type: 'start'; profileFolder: string; serverUrl: string | null; signIn: { email: string; password: string } | null }
  | { type: 'frame'; client: number; frame: unknown }
  | { type: 'secret'; id: number; value: string | null }
  | { type: 'stop' };

/** Core process → host. A reply goes to one client, an event to all (`client` null). */
export type FromCore =
  | { type: 'started' }
  | { type: 'frame'; client: number | null; frame: ReplyFrame }
  | { type: 'secret-get'; id: number; name: string }
  | { type: 'secret-set'; id: number; name: string; value: string | null }
  | { type: 'fault'; message: string }
  | { type: 'notice'; notice: Notice }
  /** Address of the server, as soon as it is known and whenever it changes. */
  | { type: 'server'; url: string }
  /** The core cannot run; `detail` is for the log. */
  | { type: 'failed'; error: ErrorShape; detail: string }
  | { type: 'stopped' };

/** The message port of a worker thread or of an Electron utility process. */
export interface CorePort {
  post(message: FromCore): void;
  onMessage(listener: (message: ToCore) => void): void;
}

/** Runs the core off the UI's thread, behind a message port. */
export function runCore(port: CorePort, clock: Clock = systemClock): void {
  const secrets = secretsOverPort(port);
  let core: Core | null = null;
  const report = (error: unknown) => port.post({ type: 'fault', message: detail(error) });
  const start = async (message: Extract<ToCore, { type: 'start' }>) => {
    core = new Core({
      profileFolder: message.profileFolder,
      serverUrl: message.serverUrl,
      secrets,
      clock,
      broadcast: (frame) => port.post({ type: 'frame', client: null, frame }),
      report,
      notify: (notice) => port.post({ type: 'notice', notice }),
      serverChanged: (url) => port.post({ type: 'server', url }),
    });
    await core.start();
    // Not being let in is no reason not to start: the user can sign in himself.
    if (message.signIn && !core.userId) await core.signIn(message.signIn.email, message.signIn.password).catch(report);
    port.post({ type: 'started' });
  };
  port.onMessage((message) => {
    if (message.type === 'start')
      void start(message).catch((error) => port.post({ type: 'failed', error: errorShape(error), detail: detail(error) }));
    else if (message.type === 'secret') secrets.answer(message.id, message.value);
    else if (message.type === 'frame')
      void core?.handle(message.frame).then((frame) => port.post({ type: 'frame', client: message.client, frame }));
    else void (core?.stop() ?? Promise.resolve()).catch(report).finally(() => port.post({ type: 'stopped' }));
  });
}

const detail = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function secretsOverPort(port: CorePort) {
  const waiting = new Map<number, (value: string | null) => void>();
  let last = 0;
  const ask = (message: (id: number) => FromCore) =>
    new Promise<string | null>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      port.post(message(last));
    });
  return {
    get: (name: string) => ask((id) => ({ type: 'secret-get', id, name })),
    set: async (name: string, value: string | null) => {
      await ask((id) => ({ type: 'secret-set', id, name, value }));
    },
    answer(id: number, value: string | null) {
      waiting.get(id)?.(value);
      waiting.delete(id);
    },
  };
}
