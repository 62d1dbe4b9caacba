import { Core } from '../../src-main/core/core.ts';
import type { CommandInput, CommandName } from '../../src-shared/commands/index.ts';
import type { EventData, QueryArgs, QueryName, QueryResult, ReplyFrame, Status } from '../../src-shared/contract/index.ts';
import { systemClock } from '../../src-shared/kernel/index.ts';

/** A desktop core that is signed in at a server, for use outside the test runner. */
export class LiveDesktop {
  readonly core: Core;
  private readonly listeners = new Set<(change: EventData<'changed'>) => void>();
  private readonly statusListeners = new Set<() => void>();
  private lastId = 0;

  constructor(folder: string, serverUrl: string) {
    const secrets = new Map<string, string | null>();
    this.core = new Core({
      profileFolder: folder,
      serverUrl,
      secrets: { get: async (name) => secrets.get(name) ?? null, set: async (name, value) => void secrets.set(name, value) },
      clock: systemClock,
      broadcast: (frame) => this.heard(frame),
      report: (error) => {
        throw error;
      },
    });
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.core.start();
    await this.request('call', 'auth.sign-in', { email, password });
  }

  async query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryResult<N>> {
    return (await this.request('query', name, args)) as QueryResult<N>;
  }

  async command<N extends CommandName>(name: N, args: CommandInput<N>): Promise<void> {
    await this.request('command', name, args);
  }

  /** Resolves when the condition holds, which is looked at after every change that reaches this desktop. */
  changedUntil(condition: () => Promise<boolean>): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        condition().then((holds) => {
          if (!holds) return;
          this.listeners.delete(look);
          resolve();
        }, reject);
      };
      this.listeners.add(look);
    });
  }

  /** Resolves when the desktop's status is such, now or later. */
  statusUntil(holds: (status: Status) => boolean): Promise<void> {
    if (holds(this.core.status())) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds(this.core.status())) return;
        this.statusListeners.delete(look);
        resolve();
      };
      this.statusListeners.add(look);
    });
  }

  private heard(frame: ReplyFrame): void {
    if (frame.kind === 'event' && frame.name === 'status') for (const look of this.statusListeners) look();
    if (frame.kind !== 'event' || frame.name !== 'changed') return;
    for (const listener of this.listeners) listener(frame.data as EventData<'changed'>);
  }

  private async request(kind: 'query' | 'call' | 'command', name: string, args: unknown): Promise<unknown> {
    this.lastId += 1;
    const reply = await this.core.handle({ id: this.lastId, kind, name, args });
    if (reply.kind !== 'reply' || !reply.ok) throw new Error(JSON.stringify(reply));
    return reply.value;
  }
}
