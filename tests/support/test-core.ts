import { onTestFinished } from 'vitest';
import { Core } from '../../src-main/core/core.ts';
import type { Notice } from '../../src-main/core/notices.ts';
import type { Secrets } from '../../src-main/ports/index.ts';
import type { CommandInput, CommandName } from '../../src-shared/commands/index.ts';
import type { EventName, QueryArgs, QueryName, QueryResult, ReplyFrame } from '../../src-shared/contract/index.ts';
import { queries } from '../../src-shared/contract/index.ts';
import { type Clock, fixedClock, fromErrorShape } from '../../src-shared/kernel/index.ts';
import { tempDir } from './temp-dir.ts';
import { PASSWORD, TODAY } from './test-server.ts';

export function memorySecrets(): Secrets {
  const values = new Map<string, string>();
  return {
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => {
      if (value === null) values.delete(name);
      else values.set(name, value);
    },
  };
}

/** A desktop core driven through its contract, as a UI would. */
export class TestCore {
  readonly core: Core;
  readonly frames: ReplyFrame[] = [];
  readonly faults: unknown[] = [];
  /** Messages for the operating system to show. */
  readonly notices: Notice[] = [];
  private readonly waiting = new Set<() => void>();
  private lastId = 0;

  constructor(serverUrl: string, options: { folder?: string; secrets?: Secrets; clock?: Clock } = {}) {
    this.core = new Core({
      profileFolder: options.folder ?? tempDir(),
      serverUrl,
      secrets: options.secrets ?? memorySecrets(),
      clock: options.clock ?? fixedClock(`${TODAY}T12:00:00Z`),
      broadcast: (frame) => {
        this.frames.push(frame);
        for (const wake of this.waiting) wake();
      },
      report: (error) => this.faults.push(error),
      notify: (notice) => this.notices.push(notice),
    });
    onTestFinished(() => this.core.stop().catch(() => undefined));
  }

  async signIn(email: string, password = PASSWORD): Promise<this> {
    await this.core.start();
    await this.request('call', 'auth.sign-in', { email, password });
    return this;
  }

  /** Asks a query and checks its answer against the contract. */
  async query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryResult<N>> {
    return queries[name].result.parse(await this.request('query', name, args)) as QueryResult<N>;
  }

  async command<N extends CommandName>(name: N, args: CommandInput<N>, expected: { table: string; id: string; version: number }[] = []) {
    return (await this.request('command', name, args, expected)) as { commandId: string; state: string; value: unknown };
  }

  async request(kind: 'query' | 'call' | 'command', name: string, args: unknown, expected?: unknown): Promise<unknown> {
    this.lastId += 1;
    const reply = await this.core.handle({ id: this.lastId, kind, name, args, expected });
    if (reply.kind !== 'reply') throw new Error('no reply');
    if (!reply.ok) throw fromErrorShape(reply.error);
    return reply.value;
  }

  /** Resolves when the condition holds after some event; the events so far count too. */
  until(condition: () => boolean | Promise<boolean>): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        Promise.resolve(condition())
          .then((holds) => {
            if (!holds) return;
            this.waiting.delete(check);
            resolve();
          })
          .catch(reject);
      };
      this.waiting.add(check);
      check();
    });
  }

  events(name: EventName): unknown[] {
    return this.frames.flatMap((frame) => (frame.kind === 'event' && frame.name === name ? [frame.data] : []));
  }
}
