import { AppError, type Clock, newId } from '../../src-shared/kernel/index.ts';
import type { Store } from './store.ts';

export interface LeaseServices {
  store: Store;
  clock: Clock;
  config: { leaseSeconds: number };
}

/**
 * The right to do what one process at a time may do, of all that share a PostgreSQL database. It is a row that the holder
 * renews; when the holder dies, another process has it after the lease's length. On SQLite there is one server process.
 */
export class Lease {
  private readonly services: LeaseServices;
  private readonly key: string;
  private readonly owner = newId();

  constructor(services: LeaseServices, key: string) {
    this.services = services;
    this.key = key;
  }

  /** True when the right is ours for at least half a lease from now; to be asked before every piece of work. */
  async hold(): Promise<boolean> {
    const { store, clock, config } = this.services;
    if (store.engine === 'sqlite') return true;
    const now = clock.now().getTime();
    const length = config.leaseSeconds * 1_000;
    const at = (ms: number): string => new Date(ms).toISOString();
    const isFree = (row: { leasedBy: string | null; leasedUntil: string | null } | undefined): boolean =>
      row?.leasedBy === this.owner || (row?.leasedUntil ?? '') < at(now);
    const seen = await store.read((tx) => tx.get('jobs', this.key));
    if (!isFree(seen)) return false;
    if (seen?.leasedBy === this.owner && (seen.leasedUntil ?? '') > at(now + length / 2)) return true;
    return store.write(async (tx) => {
      if (!isFree(await tx.get('jobs', this.key))) return false;
      await tx.put('jobs', {
        id: this.key,
        kind: 'lease',
        key: this.key,
        payload: {},
        state: 'running',
        runAt: at(now),
        leasedBy: this.owner,
        leasedUntil: at(now + length),
      });
      return true;
    });
  }

  /** Lets the next process have it at once. A store that cannot be reached lets it have it when the lease has run out. */
  async release(): Promise<void> {
    const { store } = this.services;
    if (store.engine === 'sqlite') return;
    try {
      await store.write(async (tx) => {
        if ((await tx.get('jobs', this.key))?.leasedBy === this.owner) await tx.remove('jobs', this.key);
      });
    } catch (error) {
      if (!(error instanceof AppError) || !error.retry) throw error;
    }
  }
}
