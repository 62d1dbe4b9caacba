import { Core } from '../../src-main/core/core.ts';
import type { CommandInput, CommandName } from '../../src-shared/commands/index.ts';
import { type QueryArgs, type QueryName, type QueryResult, queries } from '../../src-shared/contract/index.ts';
import { fixedClock } from '../../src-shared/kernel/index.ts';
import type { BigCache } from './big-cache.ts';

/** A desktop core that is offline and lives on a cache that was filled before, asked through its contract. */
export class CacheDesktop {
  readonly core: Core;
  readonly big: BigCache;
  private lastId = 0;

  constructor(folder: string, big: BigCache) {
    this.big = big;
    this.core = new Core({
      profileFolder: folder,
      // Nobody listens there.
      serverUrl: 'http://127.0.0.1:1',
      secrets: { get: async () => null, set: async () => undefined },
      clock: fixedClock(`${big.today}T12:00:00Z`),
      broadcast: () => undefined,
      report: (error) => {
        throw error;
      },
    });
    this.core.profile.update({ userId: big.userId });
    this.core.server.token = 'of no server';
  }

  /** The answer as it goes to the screen. */
  async query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<unknown> {
    return this.request('query', name, args);
  }

  /** The answer, checked against the contract. */
  async checked<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryResult<N>> {
    return queries[name].result.parse(await this.query(name, args)) as QueryResult<N>;
  }

  async command<N extends CommandName>(name: N, args: CommandInput<N>): Promise<void> {
    await this.request('command', name, args);
  }

  private async request(kind: 'query' | 'command', name: string, args: unknown): Promise<unknown> {
    this.lastId += 1;
    const reply = await this.core.handle({ id: this.lastId, kind, name, args });
    if (reply.kind !== 'reply' || !reply.ok) throw new Error(JSON.stringify(reply));
    return reply.value;
  }
}
