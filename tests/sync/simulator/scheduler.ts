import { setImmediate } from 'node:timers/promises';
import type { Timers } from '../../../src-main/sync/timers.ts';
import type { Clock } from '../../../src-shared/kernel/index.ts';

interface Event {
  at: number;
  /** Order of planning, which decides between events of one moment. */
  place: number;
  run: () => void;
  cancelled: boolean;
}

/**
 * Virtual time. Everything that waits (timers, the network) is an event here, and events run one at a time in one order
 * only; after each, all that follows from it at once runs to its end. So a schedule is the same on every repeat.
 */
export class Scheduler implements Clock, Timers {
  private time = Date.parse('2026-03-10T08:00:00Z');
  private places = 0;
  private events: Event[] = [];
  /** Work under way outside this process (a database server), during which virtual time stands still. */
  private outside = 0;
  private onReturn: () => void = () => undefined;

  now(): Date {
    return new Date(this.time);
  }

  /** Plans something. Returns the way to call it off. */
  after(ms: number, run: () => void): () => void {
    this.places += 1;
    const event: Event = { at: this.time + ms, place: this.places, run, cancelled: false };
    let low = 0;
    let high = this.events.length;
    // Latest first, so that the next event is taken from the end.
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.events[middle] as Event;
      if (other.at > event.at || (other.at === event.at && other.place > event.place)) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, event);
    return () => {
      event.cancelled = true;
    };
  }

  every(ms: number, body: () => void, signal: AbortSignal): void {
    const tick = () => {
      if (signal.aborted) return;
      body();
      this.after(ms, tick);
    };
    this.after(ms, tick);
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const cancel = this.after(ms, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }

  /** A pause in the middle of work that {@link leaves}: time goes on meanwhile. */
  async sleepInside(ms: number): Promise<void> {
    this.returned();
    await new Promise<void>((resolve) => {
      this.after(ms, resolve);
    });
    this.outside += 1;
  }

  /** Says of a piece of work that it may leave this process; time waits for it. */
  async leaves<T>(work: () => Promise<T>): Promise<T> {
    this.outside += 1;
    try {
      return await work();
    } finally {
      this.returned();
    }
  }

  private returned(): void {
    this.outside -= 1;
    if (this.outside === 0) this.onReturn();
  }

  /** Lets everything run that needs no event: the microtask queue, and what is outside. */
  private async settled(): Promise<void> {
    for (await setImmediate(); this.outside > 0; await setImmediate()) {
      await new Promise<void>((resolve) => {
        this.onReturn = resolve;
      });
    }
  }

  async runFor(ms: number): Promise<void> {
    const until = this.time + ms;
    await this.settled();
    for (;;) {
      const event = this.events.at(-1);
      if (!event || event.at > until) break;
      this.events.pop();
      if (event.cancelled) continue;
      this.time = event.at;
      event.run();
      await this.settled();
    }
    this.time = until;
  }

  /** Runs until the promise is settled, and gives its value. */
  async until<T>(promise: Promise<T>, withinMs = 120_000): Promise<T> {
    let done = false;
    const watched = promise.finally(() => {
      done = true;
    });
    watched.catch(() => undefined);
    for (const end = this.time + withinMs; !done; ) {
      await this.settled();
      const event = this.events.at(-1);
      if (done || !event || event.at > end) break;
      await this.runFor(event.at - this.time);
    }
    if (!done) throw new Error('nothing settles what is waited for');
    return watched;
  }

  /** All machines sleep for a while: nothing runs, and what was planned comes that much later. */
  leap(ms: number): void {
    this.time += ms;
    for (const event of this.events) event.at += ms;
  }
}
