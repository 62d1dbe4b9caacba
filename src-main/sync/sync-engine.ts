import type { Actor } from '../../src-shared/commands/index.ts';
import type { Status } from '../../src-shared/contract/index.ts';
import { AppError, type Clock, newId } from '../../src-shared/kernel/index.ts';
import type { PullLine, PushResult } from '../../src-shared/protocol/index.ts';
import type { LocalStore } from '../cache/local-store.ts';
import type { ServerClient } from './server-client.ts';

const PUSH_BATCH = 100;
/** A lost poke costs at most this long. */
const PULL_EVERY_MS = 30_000;
const RECONNECT_MS = { first: 500, longest: 15_000 };

export interface SyncEvents {
  changed(tables: string[]): void;
  refused(command: string, result: PushResult): void;
  status(): void;
  /** The server no longer knows this session. */
  signedOut(): void;
  /** Not the network: the cache or the code. */
  fault(error: unknown): void;
}

/** Keeps the cache and the server alike: pushes the outbox, pulls changes, listens for pokes, and reconnects. */
export class SyncEngine {
  connection: Status['connection'] = 'offline';
  updatedAt: string | null = null;
  progress: Status['progress'] = null;
  private readonly store: LocalStore;
  private readonly server: ServerClient;
  private readonly clock: Clock;
  private readonly events: SyncEvents;
  private readonly actor: () => Actor | null;
  private stopper = new AbortController();
  private running: Promise<void> | null = null;
  private wanted = false;

  constructor(parts: { store: LocalStore; server: ServerClient; clock: Clock; events: SyncEvents; actor: () => Actor | null }) {
    this.store = parts.store;
    this.server = parts.server;
    this.clock = parts.clock;
    this.events = parts.events;
    this.actor = parts.actor;
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
    this.running ??= this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<void> {
    while (this.wanted && !this.stopper.signal.aborted) {
      this.wanted = false;
      try {
        await this.pushAll();
        await this.pullOnce();
        this.setConnection('online');
      } catch (error) {
        this.fail(error);
        return;
      }
    }
  }

  private fail(error: unknown): void {
    if (error instanceof AppError && error.code === 'auth.session-ended') {
      this.setConnection('signed-out');
      this.events.signedOut();
      return;
    }
    if (!(error instanceof AppError) || error.code.startsWith('sync.')) this.events.fault(error);
    this.setConnection('offline');
  }

  private async pushAll(): Promise<void> {
    for (let renumbered = 0; ; ) {
      const commands = this.store.outbox.pending(0, PUSH_BATCH);
      if (commands.length === 0) return;
      const reply = await this.server.push(this.store.outbox.clientId, commands);
      this.settle(reply.results);
      const stuck = reply.clientIdTaken
        ? { first: 1, clientId: newId(this.clock.now()) }
        : reply.resendFrom
          ? { first: reply.resendFrom, clientId: this.store.outbox.clientId }
          : null;
      if (stuck) {
        renumbered += 1;
        if (renumbered > 3) throw new AppError('sync.cannot-renumber', {}, { retry: true });
        this.store.outbox.renumber(stuck.first, stuck.clientId);
      }
    }
  }

  private settle(results: readonly PushResult[]): void {
    const last = results.at(-1);
    if (!last) return;
    const names = new Map(this.store.outbox.pending(0).map((command) => [command.commandId, command.name]));
    for (const result of results) if (result.outcome.status === 'refused') this.events.refused(names.get(result.commandId) ?? '', result);
    this.store.outbox.acknowledge(last.mutationId);
    this.events.status();
  }

  private async pullOnce(): Promise<void> {
    const { cache, outbox } = this.store;
    const [first] = outbox.pending(0, 1);
    const lines = this.server.pull(
      {
        clientId: outbox.clientId,
        epoch: cache.meta('epoch'),
        version: Number(cache.meta('version') ?? 0),
        scopes: JSON.parse(cache.meta('scopes') ?? '[]') as string[],
        lastMutationId: (first?.mutationId ?? Number.MAX_SAFE_INTEGER) - 1,
      },
      this.stopper.signal,
    );
    const { value: begin } = await lines.next();
    if (begin?.type !== 'begin') throw new AppError('network.unexpected-answer', { status: 200 }, { retry: true });
    const outcome = await this.store.applyPull(begin, await this.buffered(begin.expectedRows, lines), this.actor, (rows) =>
      this.advance(rows),
    );
    this.progress = null;
    this.updatedAt = this.clock.now().toISOString();
    if (outcome.tables.length) this.events.changed(outcome.tables);
    for (const result of outcome.results) if (result.outcome.status === 'refused') this.events.refused('', result);
    this.events.status();
  }

  /** A short pull is read whole before the cache is locked for it; a first load streams, with a progress bar. */
  private async buffered(expectedRows: number, lines: AsyncGenerator<PullLine>): Promise<AsyncIterable<PullLine>> {
    if (expectedRows > 0) {
      this.progress = { kind: 'bootstrap', done: 0, total: expectedRows, startedAt: this.clock.now().toISOString() };
      return lines;
    }
    const all: PullLine[] = [];
    for await (const line of lines) all.push(line);
    return (async function* () {
      yield* all;
    })();
  }

  private advance(rows: number): void {
    if (!this.progress) return;
    this.progress = { ...this.progress, done: Math.min(this.progress.total, this.progress.done + rows) };
    this.events.status();
  }

  private async listen(signal: AbortSignal): Promise<void> {
    const timer = setInterval(() => void this.sync(), PULL_EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
    for (let wait = RECONNECT_MS.first; !signal.aborted; wait = Math.min(wait * 2, RECONNECT_MS.longest)) {
      try {
        for await (const event of this.server.pokes(signal)) {
          wait = RECONNECT_MS.first;
          // A poke for a version that is already here (an echo of the own push) needs no pull.
          if (event === 'connected' || event.version > Number(this.store.cache.meta('version') ?? 0)) void this.sync();
        }
      } catch (error) {
        if (signal.aborted) return;
        this.fail(error);
        if (this.connection === 'signed-out') return;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  private setConnection(connection: Status['connection']): void {
    if (this.connection === connection) return;
    this.connection = connection;
    this.events.status();
  }
}
