import type { NewRow } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';

type CallbackRow = NewRow<'providerCallbacks'>;

interface Waiting {
  rows: readonly CallbackRow[];
  written(): void;
  failed(error: unknown): void;
}

/**
 * The journal of callbacks. Rows are written at once; those that come in during a write go together in the next, so that a
 * flood costs one transaction for many. A promise resolves when its rows are on disk.
 */
export class CallbackJournal {
  private readonly store: Services['store'];
  private waiting: Waiting[] = [];
  private running = false;

  constructor(store: Services['store']) {
    this.store = store;
  }

  put(...rows: readonly CallbackRow[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ rows, written: resolve, failed: reject });
      if (!this.running) void this.write();
    });
  }

  /** Never throws: whoever waits for a row is told what became of it. */
  private async write(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.store.write(async (tx) => {
          for (const { rows } of batch) for (const row of rows) await tx.put('providerCallbacks', row);
        });
        for (const { written } of batch) written();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.running = false;
  }
}
