import { setTimeout } from 'node:timers/promises';
import type { CommandArgs } from '../../src-shared/commands/index.ts';
import { AppError, newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import type { Mailer } from '../mail/mailer.ts';
import { openMailer } from '../mail/open-mailer.ts';
import { type FileLock, tryFileLock } from '../storage/file-lock.ts';
import { serverLock } from '../storage/in-use.ts';
import { giveCommand } from '../sync/execute.ts';
import {
  dueRows,
  giveBack,
  isGivenUp,
  isStillLeased,
  type LeasedMessage,
  leaseDue,
  putOff,
  releaseLeases,
  renewLeases,
} from './outbox-rows.ts';

/** Messages that are sent at the same time, each over a connection of its own. */
const CONCURRENCY = 5;
const BATCH = 20;
/** How often to look for what is due again or was queued by another process, ms. */
const INTERVAL = 10_000;
/** Rest after the mail server could not be used at all, ms. */
const PAUSE = 30_000;
const RECORD_ATTEMPTS = 60;
const RECORD_WAIT = 1_000;

type Delivery = CommandArgs<'record-delivery'>['deliveries'][number];

export interface DrainSummary {
  sent: number;
  caught: number;
  failed: number;
  /** Put off: to be tried again later. */
  waiting: number;
  /** True when another process of this data folder does the sending. */
  elsewhere: boolean;
}

export interface OutboxOptions {
  /** Opens the way out for one drain; by default as the settings say. */
  openMailer?: (connections: number) => Promise<Mailer>;
}

/**
 * Sends what committed transactions have promised to send.
 *
 * Each message is leased in a short write, sent outside any transaction, and its end recorded as soon as the mail
 * server has answered. On SQLite one process at a time drains a data folder; it holds a lock that the operating system
 * lets go of with the process, so rows found "sending" after taking the lock belong to a dead process and are sent again.
 * On PostgreSQL processes drain side by side, each what it has leased. A lease is renewed for as long as its process lives;
 * when that dies, its rows are taken over after the lease's length.
 *
 * Sent twice: only what a mail server accepted in the moment between its answer and our commit (a few milliseconds, at
 * most {@link CONCURRENCY} messages), when the process or the machine dies right there, or when the connection breaks after
 * the last byte and before the answer. Nobody but the mail server knows then whether it has the message. The repeat has
 * the same Message-ID, date and bytes, as long as nobody changed the sender in between, so that receivers can drop it.
 * Never sent: nothing; a message leaves the outbox only with an answer.
 */
export class Outbox {
  private readonly services: Services;
  private readonly openMailer: (connections: number) => Promise<Mailer>;
  /** Outbox rows this process has leased, so that it never takes one of its own for a dead process's. */
  private readonly ours = new Map<string, Row<'outbox'>>();
  private lock: FileLock | null = null;
  private draining: Promise<DrainSummary> | null = null;
  private wanted = false;
  private stopping = false;
  private pausedUntil = 0;
  private endListening: () => void = () => undefined;

  constructor(services: Services, options: OutboxOptions = {}) {
    this.services = services;
    this.openMailer = options.openMailer ?? ((connections) => openMailer(services, connections));
  }

  /** Drains now, after every commit and at times, until {@link stop}. */
  start(): void {
    const unlisten = this.services.store.onCommit(() => this.wake());
    const timer = setInterval(() => this.wake(), Math.min(INTERVAL, this.leaseMs / 2));
    this.endListening = () => {
      unlisten();
      clearInterval(timer);
    };
    this.wake();
  }

  /** Looks for work soon; never throws and never waits. */
  wake(): void {
    this.wanted = true;
    if (this.draining || this.stopping || performance.now() < this.pausedUntil) return;
    this.drainOnce().then(
      () => {
        if (this.wanted) setImmediate(() => this.wake());
      },
      (error: unknown) => {
        this.pausedUntil = performance.now() + PAUSE;
        this.services.log.error({ err: error }, 'outbox: drain failed');
      },
    );
  }

  /** Finishes what is under way, gives back the rest and stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.endListening();
    await this.draining?.catch(() => undefined);
    this.lock?.release();
    this.lock = null;
  }

  /** Sends everything that is due and returns when nothing is any more. A call during a drain waits for that one and drains again. */
  async drainOnce(): Promise<DrainSummary> {
    while (this.draining) await this.draining.catch(() => undefined);
    this.wanted = false;
    this.draining = this.drain();
    try {
      return await this.draining;
    } finally {
      this.draining = null;
    }
  }

  private async drain(): Promise<DrainSummary> {
    const summary: DrainSummary = { sent: 0, caught: 0, failed: 0, waiting: 0, elsewhere: false };
    if (!(await this.takeLock())) return { ...summary, elsewhere: true };
    let mailer: Mailer | null = null;
    try {
      // Most wakes find nothing: those take neither the write door nor a connection.
      while (!this.stopping && (await this.hasDue())) {
        mailer ??= await this.openMailer(CONCURRENCY);
        const batch = await this.services.store.write((tx) => leaseDue(tx, this.services, BATCH, this.ourIds));
        if (!(await this.sendBatch(batch, mailer, summary))) break;
      }
    } finally {
      mailer?.close();
    }
    return summary;
  }

  private get leaseMs(): number {
    return this.services.config.leaseSeconds * 1_000;
  }

  private get ourIds(): ReadonlySet<string> {
    return new Set(this.ours.keys());
  }

  private async takeLock(): Promise<boolean> {
    const { store, dataDir, log } = this.services;
    // On PostgreSQL several processes drain side by side, kept apart by their leases alone.
    if (this.lock || store.engine !== 'sqlite') return true;
    this.lock = tryFileLock(serverLock(dataDir));
    if (!this.lock) return false;
    const released = await store.write(releaseLeases);
    if (released) log.warn({ released }, 'outbox: sending again what an earlier process left unfinished');
    return true;
  }

  private hasDue(): Promise<boolean> {
    return this.services.store.read(async (tx) => (await dueRows(tx, this.services.clock.now(), 1, this.ourIds)).length > 0);
  }

  /** Returns false when there is no point in going on now. */
  private async sendBatch(batch: LeasedMessage[], mailer: Mailer, summary: DrainSummary): Promise<boolean> {
    const queue = [...batch];
    for (const { row } of batch) this.ours.set(row.id, row);
    const leases = this.keepLeases();
    let usable = true;
    const recorder = new Recorder((deliveries) => this.record(deliveries));
    const worker = async (): Promise<void> => {
      for (;;) {
        const next = usable && !this.stopping && leases.hold() ? queue.shift() : undefined;
        if (!next) return;
        const result = await this.attempt(next, mailer, recorder);
        this.ours.delete(next.row.id);
        summary[result.outcome] += 1;
        if (result.unusable) usable = false;
      }
    };
    const settled = await Promise.allSettled(Array.from({ length: CONCURRENCY }, worker));
    const left = queue.map(({ row }) => row);
    try {
      if (left.length) await this.services.store.write((tx) => giveBack(tx, left));
    } finally {
      await leases.stop();
      this.ours.clear();
    }
    for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
    if (!usable) this.pausedUntil = performance.now() + PAUSE;
    return usable;
  }

  /** Renews the leases of all that is ours while it is being sent; what could not be renewed in time is not begun any more. */
  private keepLeases(): { hold(): boolean; stop(): Promise<void> } {
    const { store, log } = this.services;
    let renewedAt = performance.now();
    let renewing: Promise<void> = Promise.resolve();
    const renew = async (): Promise<void> => {
      const at = performance.now();
      try {
        await store.write((tx) => renewLeases(tx, this.services, [...this.ours.values()]));
        renewedAt = at;
      } catch (error) {
        log.warn({ err: error }, 'outbox: leases not renewed');
      }
    };
    const timer = setInterval(() => {
      renewing = renewing.then(renew);
    }, this.leaseMs / 3);
    return {
      hold: () => performance.now() - renewedAt < this.leaseMs * 0.8,
      async stop() {
        clearInterval(timer);
        await renewing;
      },
    };
  }

  private async attempt(
    { row, message, outgoing }: LeasedMessage,
    mailer: Mailer,
    recorder: Recorder,
  ): Promise<{ outcome: 'sent' | 'caught' | 'failed' | 'waiting'; unusable: boolean }> {
    const { clock, log, store } = this.services;
    const result = await mailer.send(outgoing);
    const at = clock.now().toISOString();
    if (result.state !== 'refused') {
      await recorder.add({ messageId: message.id, state: result.state, at, error: '', bounced: false });
      return { outcome: result.state, unusable: false };
    }
    const { kind, reason, bounced = false } = result;
    // The answer itself may hold the debtor's address, so the log has only its kind.
    log.warn({ messageId: message.id, kind, attempts: row.attempts }, 'outbox: message not accepted');
    if (kind === 'message' || (kind === 'later' && isGivenUp(message, clock.now()))) {
      await recorder.add({ messageId: message.id, state: 'failed', at, error: reason.slice(0, 2_000), bounced });
      return { outcome: 'failed', unusable: false };
    }
    await store.write(async (tx) => {
      if (await isStillLeased(tx, row)) await putOff(tx, this.services, row, message, reason);
    });
    return { outcome: 'waiting', unusable: kind === 'setup' };
  }

  /** The mail has left, so a store that is busy for a while must not make us forget it. */
  private async record(deliveries: Delivery[]): Promise<void> {
    const actor = { kind: 'system' as const, name: 'outbox' };
    const commandId = newId(this.services.clock.now());
    for (let attempt = 1; ; attempt += 1) {
      try {
        await giveCommand(this.services, { commandId, name: 'record-delivery', args: { deliveries }, actor });
        return;
      } catch (error) {
        if (!(error instanceof AppError) || !error.retry || attempt === RECORD_ATTEMPTS) throw error;
        await setTimeout(RECORD_WAIT);
      }
    }
  }
}

/** Records results at once, and those that come in during a write together in the next: safe first, then fast. */
class Recorder {
  private readonly write: (deliveries: Delivery[]) => Promise<void>;
  private pending: Delivery[] = [];
  private running: Promise<void> = Promise.resolve();

  constructor(write: (deliveries: Delivery[]) => Promise<void>) {
    this.write = write;
  }

  /** Resolves when the delivery is committed. */
  add(delivery: Delivery): Promise<void> {
    this.pending.push(delivery);
    this.running = this.running.then(() => this.flush());
    return this.running;
  }

  private async flush(): Promise<void> {
    const deliveries = this.pending;
    this.pending = [];
    if (deliveries.length) await this.write(deliveries);
  }
}
