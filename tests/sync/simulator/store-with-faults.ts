import type { ReadTx, Store, WriteTx } from '../../../portal-server/storage/store.ts';
import { AppError } from '../../../src-shared/kernel/index.ts';
import { PowerCut } from './disk.ts';
import type { Scheduler } from './scheduler.ts';

/** What goes wrong with a write: the disk is busy, or the process dies before or after the commit. */
export type WriteFault = 'busy' | 'crash-before-commit' | 'crash-after-commit';

/** Any store, for whose work virtual time waits, with faults at its write door. */
export class StoreWithFaults implements Store {
  nextFault: WriteFault | null = null;
  onCrash: () => void = () => undefined;
  private readonly store: Store;
  private readonly scheduler: Scheduler;

  constructor(store: Store, scheduler: Scheduler) {
    this.store = store;
    this.scheduler = scheduler;
  }

  get engine(): Store['engine'] {
    return this.store.engine;
  }

  epoch(): Promise<string> {
    return this.scheduler.leaves(() => this.store.epoch());
  }

  read<T>(body: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.scheduler.leaves(() => this.store.read(body));
  }

  async write<T>(body: (tx: WriteTx) => Promise<T>): Promise<T> {
    const fault = this.nextFault;
    this.nextFault = null;
    if (fault === 'busy') throw new AppError('store.busy', {}, { retry: true });
    const result = await this.scheduler.leaves(() =>
      this.store.write(async (tx) => {
        const inner = await body(tx);
        if (fault === 'crash-before-commit') throw this.crash();
        return inner;
      }),
    );
    if (fault === 'crash-after-commit') throw this.crash();
    return result;
  }

  onCommit(listener: (version: number) => void): () => void {
    return this.store.onCommit(listener);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private crash(): PowerCut {
    this.onCrash();
    return new PowerCut();
  }
}
