import type { Status } from '../../src-shared/contract/index.ts';
import { AppError, type Clock, type ErrorShape, errorShape, instant } from '../../src-shared/kernel/index.ts';
import type { Poke, PullLine } from '../../src-shared/protocol/index.ts';
import type { ActorOn, LocalStore } from '../cache/local-store.ts';
import type { RefusedCommand } from '../cache/outbox.ts';
import type { SyncServer } from './server.ts';
import { systemTimers, type Timers } from './timers.ts';

const PUSH_BATCH = 100;
const PROGRESS_EVERY_MS = 150;
/** A lost poke costs at most this long. */
const PULL_EVERY_MS = 30_000;
/** The first attempts follow soon: most servers that go are back within seconds. Each wait is half as long again. */
const RECONNECT_MS = { first: 250, growth: 1.5, longest: 15_000 };
/** Client id, number and history may each be out of step once; more than that is no progress. */
const MAX_DETOURS = 5;

export interface SyncEvents {
  changed(tables: string[]): void;
  refused(command: RefusedCommand): void;
  status(): void;
  /** The server no longer knows this session. */
  signedOut(): void;
  /** Not the network: the cache or the code. */
  fault(error: unknown): void;
}

export interface SyncParts {
  store: LocalStore;
  server: SyncServer;
  clock: Clock;
  events: SyncEvents;
  actor: ActorOn;
  timers?: Timers;
}

/** Keeps the cache and the server alike: pushes the outbox, pulls changes, listens for pokes, and reconnects. */
export class SyncEngine {
  connection: Status['connection'] = 'offline';
  updatedAt: string | null = null;
  progress: Status['progress'] = null;
  /** Why nothing moves although the network may be there; null while all is well. */
  problem: ErrorShape | null = null;
  private readonly parts: SyncParts;
  private readonly timers: Timers;
  private stopper = new AbortController();
  private running: Promise<void> | null = null;
  private wanted = false;
  /** The last poke since the present round began. */
  private poked: Poke | null = null;
  private progressToldAt = Number.NEGATIVE_INFINITY;

  constructor(parts: SyncParts) {
    this.parts = parts;
    this.timers = parts.timers ?? systemTimers;
  }

  start(): void {
    this.stopper = new AbortController();
    void this.listen(this.stopper.signal);
  }

  async stop(): Promise<void> {
    this.stopper.abort();
    await this.running;
  }

  /**
   * Pushes what waits and pulls what is new. Calls while one is under way are folded into one more round after it.
   * Failing to reach the server is a state, not an error: the status says so and the next round tries again.
   */
  sync(): Promise<void> {
    this.wanted = true;
    return this.run();
  }

  private run(): Promise<void> {
    this.running ??= this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<void> {
    // What the server pokes about while a round is under way is mostly in that very round: looked at when it is done.
    while ((this.wanted || this.isNews(this.poked)) && !this.stopper.signal.aborted) {
      this.wanted = false;
      this.poked = null;
      try {
        await this.pushAll();
        await this.pullOnce();
        this.setState('online', null);
      } catch (error) {
        this.fail(error);
        return;
      }
    }
  }

  private fail(error: unknown): void {
    if (this.stopper.signal.aborted) return;
    if (error instanceof AppError && error.code === 'auth.session-ended') {
      this.stopper.abort();
      this.setState('signed-out', null);
      this.parts.events.signedOut();
      return;
    }
    if (!(error instanceof AppError)) this.parts.events.fault(error);
    const unreachable = error instanceof AppError && error.code === 'network.unreachable';
    this.setState('offline', unreachable ? null : errorShape(error));
  }

  private async pushAll(): Promise<void> {
    const { store, server } = this.parts;
    const { outbox } = store;
    for (let detours = 0; ; ) {
      const commands = outbox.pending(0, PUSH_BATCH).map(({ createdAt: _here, ...command }) => command);
      if (commands.length === 0) return;
      const reply = await server.push({ clientId: outbox.clientId, epoch: outbox.epoch, commands });
      this.tellRefused(outbox.settle(reply.results, instant(this.parts.clock)));
      this.parts.events.status();
      if (reply.epoch !== undefined) outbox.offerAgain(reply.epoch);
      else if (reply.clientIdTaken) outbox.newClientId();
      else if (reply.resendFrom !== undefined) outbox.renumber(reply.resendFrom);
      else continue;
      detours += 1;
      if (detours > MAX_DETOURS) throw new AppError('sync.cannot-renumber', {}, { retry: true });
    }
  }

  private async pullOnce(): Promise<void> {
    const { store, server, actor, clock, events } = this.parts;
    const { cache, outbox } = store;
    const [first] = outbox.pending(0, 1);
    const lines = server.pull(
      {
        clientId: outbox.clientId,
        epoch: cache.meta('epoch'),
        version: Number(cache.meta('version') ?? 0),
        scopes: JSON.parse(cache.meta('scopes') ?? '[]') as string[],
        lastMutationId: (first?.mutationId ?? Number.MAX_SAFE_INTEGER) - 1,
      },
      this.stopper.signal,
    );
    try {
      const { value: begin } = await lines.next();
      if (begin?.type !== 'begin') throw new AppError('network.unexpected-answer', { status: 200 }, { retry: true });
      const outcome = await store.applyPull(begin, await this.buffered(begin.expectedRows, lines), actor, (rows) => this.advance(rows));
      this.updatedAt = instant(clock);
      if (outcome.offersAgain) this.wanted = true;
      if (outcome.tables.length) events.changed(outcome.tables);
      this.tellRefused(outcome.refused);
    } finally {
      this.progress = null;
      events.status();
    }
  }

  private tellRefused(refused: readonly RefusedCommand[]): void {
    for (const command of refused) this.parts.events.refused(command);
  }

  /** A short pull is read whole before the cache is locked for it; a first load streams, with a progress bar. */
  private async buffered(expectedRows: number, lines: AsyncGenerator<PullLine>): Promise<PullLine[] | AsyncIterable<PullLine>> {
    if (expectedRows > 0) {
      this.progress = { kind: 'bootstrap', done: 0, total: expectedRows, startedAt: instant(this.parts.clock) };
      return lines;
    }
    const all: PullLine[] = [];
    for await (const line of lines) all.push(line);
    return all;
  }

  private advance(rows: number): void {
    if (!this.progress) return;
    this.progress = { ...this.progress, done: Math.min(this.progress.total, this.progress.done + rows) };
    // Often enough for a bar that moves; every step would keep the page busy with drawing it.
    if (performance.now() - this.progressToldAt < PROGRESS_EVERY_MS) return;
    this.progressToldAt = performance.now();
    this.parts.events.status();
  }

  private async listen(signal: AbortSignal): Promise<void> {
    this.timers.every(PULL_EVERY_MS, () => void this.sync(), signal);
    const { growth } = RECONNECT_MS;
    const [first, longest] = [RECONNECT_MS.first, RECONNECT_MS.longest].map((ms) => ms * this.pace()) as [number, number];
    for (let wait = first; !signal.aborted; wait = Math.min(wait * growth, longest)) {
      try {
        for await (const event of this.parts.server.pokes(signal)) {
          wait = first;
          if (event === 'connected') void this.sync();
          else this.hear(event);
        }
      } catch (error) {
        this.fail(error);
      }
      await this.timers.wait(wait, signal);
    }
  }

  private hear(event: Poke): void {
    this.poked = event;
    if (this.isNews(event)) void this.run();
  }

  /** 0.75 to 1.25, another on each desktop: a whole office must not come back to a server at the same moment. */
  private pace(): number {
    const { clientId } = this.parts.store.outbox;
    const spread = [...clientId].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000, 0);
    return 0.75 + spread / 2_000;
  }

  /** A poke for a version that is already here (an echo of the own push) needs no pull. */
  private isNews(event: Poke | null): boolean {
    if (!event) return false;
    const { epoch, version } = event;
    const { cache } = this.parts.store;
    return epoch !== cache.meta('epoch') || version > Number(cache.meta('version') ?? 0);
  }

  private setState(connection: Status['connection'], problem: ErrorShape | null): void {
    if (this.connection === connection && this.problem?.code === problem?.code) return;
    this.connection = connection;
    this.problem = problem;
    this.parts.events.status();
  }
}
