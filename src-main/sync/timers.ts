import { setTimeout as wait } from 'node:timers/promises';

/** The passing of time, so that tests can let weeks go by in a moment. */
export interface Timers {
  /** Calls the body regularly until the signal aborts. */
  every(ms: number, body: () => void, signal: AbortSignal): void;
  /** Resolves after a time, or as soon as the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemTimers: Timers = {
  every(ms, body, signal) {
    const timer = setInterval(body, ms);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  },
  async wait(ms, signal) {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
};
