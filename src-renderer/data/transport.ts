import type { ReplyFrame, RequestFrame } from '../../src-shared/contract/index.ts';

/** How frames reach the core: Electron's bridge or the web host's socket. */
export interface Transport {
  /** False when there is no way to the core now; the frame has then not been taken. */
  send(frame: RequestFrame): boolean;
  onFrame(listener: (frame: ReplyFrame) => void): () => void;
  /** Tells of the way to the core being lost (frames in flight will not be answered) and found again. */
  onState(listener: (state: 'open' | 'closed') => void): () => void;
}

/** A set of listeners and how to leave it again. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  add(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
