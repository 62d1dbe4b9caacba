import type { Actor } from '../../src-shared/commands/index.ts';
import { AppError, type Clock, type Day, dayAt, instant, Mutex, newId } from '../../src-shared/kernel/index.ts';
import type { PullLine, PushedCommand } from '../../src-shared/protocol/index.ts';
import { isSynced, type SyncedTableName, sqlName, syncedTables, type TableName } from '../../src-shared/schema/index.ts';
import type { Cache, CacheConnection } from './cache.ts';
import { diskError, isCorrupt } from './driver.ts';
import { runOptimistic } from './optimistic.ts';
import type { GivenCommand, LocalOutbox, RefusedCommand } from './outbox.ts';
import { overlaidBy, restoreOverlay } from './overlay.ts';
import { clearRows, dropScope, putRows, removeRows } from './pulled-rows.ts';
import { refreshSummaries } from './summary.ts';
import { Touched } from './touched.ts';

type Expected = PushedCommand['expected'];
type Begin = Extract<PullLine, { type: 'begin' }>;

/** From here on a bulk load is faster when the indexes are made after it. */
const MANY_ROWS = 5_000;

/** Who acts, with the rights that the rows on this connection give; null while nobody is signed in. */
export type ActorOn = (connection: CacheConnection) => Actor | null;

export interface PullOutcome {
  /** Names of the tables whose rows changed. */
  tables: string[];
  refused: RefusedCommand[];
  /** Commands the server may have lost wait to be offered again. */
  offersAgain: boolean;
}

/** The one write door of the desktop: the cache, the overlay of the user's own unsent commands, and the outbox. */
export class LocalStore {
  private readonly mutex = new Mutex();
  readonly cache: Cache;
  readonly outbox: LocalOutbox;
  private readonly clock: Clock;
  private readonly ids: (now: Date) => string;
  /** False until the cache is known to show what the outbox holds: a crash may have come between the two files. */
  private overlayFits = false;

  constructor(cache: Cache, outbox: LocalOutbox, clock: Clock, ids: (now: Date) => string = newId) {
    this.cache = cache;
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
  }

  /** The business day all figures are for: the clock of the first administration. */
  today(connection: CacheConnection = this.cache.reader): Day {
    const sql = 'SELECT time_zone FROM administrations ORDER BY code LIMIT 1';
    const row = connection.statements.get(sql).get() as { time_zone: string } | undefined;
    return dayAt(this.clock.now(), row?.time_zone ?? 'Europe/Amsterdam');
  }

  /** Makes the cache show the commands in the outbox, whatever happened before the start. Returns the tables that changed. */
  recover(actor: ActorOn): Promise<string[]> {
    return this.mutex.run(async () => {
      const touched = new Touched();
      await this.transaction(async () => {
        await this.fitOverlay(actor, touched);
        this.refresh(touched);
      });
      this.overlayFits = true;
      return [...touched.tables];
    });
  }

  /**
   * Applies a command to the cache and queues it for the server, durably, before it returns.
   * @throws AppError the command's refusal, as the server would give it on the same rows, `store.disk-full` or
   * `cache.corrupt`; then nothing is queued
   */
  give(name: string, args: unknown, actor: ActorOn, expected: Expected): Promise<{ commandId: string; value: unknown; tables: string[] }> {
    const now = this.clock.now();
    const commandId = this.ids(now);
    return this.mutex.run(async () => {
      const touched = new Touched();
      let value: unknown;
      let queued = false;
      try {
        await this.transaction(async () => {
          await this.fitOverlay(actor, touched);
          const who = actor(this.cache.writer);
          if (!who) throw new AppError('auth.session-ended');
          const command: GivenCommand = { commandId, name, args, expected: this.asSeen(expected), createdAt: now.toISOString() };
          value = await runOptimistic(this.cache.writer, this.clock, command, who, touched);
          this.refresh(touched);
          this.outbox.append(command);
          queued = true;
        });
        this.overlayFits = true;
      } catch (error) {
        if (!queued) throw error;
        // The command is safe; it is only not to be seen yet.
        this.overlayFits = false;
      }
      return { commandId, value, tables: [...touched.tables] };
    });
  }

  /**
   * Applies one pull. `lines` are consumed inside one transaction; readers see the old state until it is done. A pull
   * that was read whole and brings nothing new touches no file: most of a quiet day's pulls are such.
   */
  applyPull(
    begin: Begin,
    lines: readonly PullLine[] | AsyncIterable<PullLine>,
    actor: ActorOn,
    progress: (rows: number) => void,
  ): Promise<PullOutcome> {
    return this.mutex.run(async () => {
      if (Array.isArray(lines) && this.isOldNews(begin, lines)) return { tables: [], refused: [], offersAgain: false };
      const offersAgain = this.meetHistory(begin);
      const touched = new Touched();
      const bulk = begin.reset || this.cache.isEmpty();
      const rebuildIndexes = bulk && begin.expectedRows > MANY_ROWS;
      let end: Extract<PullLine, { type: 'end' }> | null = null;
      await this.transaction(async () => {
        const { writer } = this.cache;
        restoreOverlay(writer, touched);
        if (begin.reset) clearRows(writer);
        for (const scope of begin.drop) dropScope(writer, scope, touched);
        // After what is cleared: an empty table has nothing to take out of its indexes.
        if (rebuildIndexes) this.cache.dropIndexes();
        for await (const line of lines) {
          if (line.type === 'rows') progress(putRows(writer, line, bulk ? null : touched));
          else if (line.type === 'remove') removeRows(writer, line, touched);
          else if (line.type === 'end') end = line;
        }
        if (!end) throw new AppError('network.unreachable', {}, { retry: true });
        this.cache.setMeta('epoch', begin.epoch);
        this.cache.setMeta('version', String(end.version));
        this.cache.setMeta('scopes', JSON.stringify(begin.scopes));
        if (rebuildIndexes) this.cache.createIndexes();
        const settled = new Set(end.results.map(({ commandId }) => commandId));
        const waiting = this.outbox.pending().filter(({ commandId }) => !settled.has(commandId));
        await this.rerun(waiting, actor, touched);
        this.refresh(touched, bulk);
      });
      this.overlayFits = true;
      // Pushes and pulls follow one another, so whatever the server took before is part of what it has just sent.
      const refused = this.outbox.settle((end as Extract<PullLine, { type: 'end' }> | null)?.results ?? [], instant(this.clock));
      this.outbox.markSeen();
      return { tables: bulk ? Object.keys(syncedTables) : [...touched.tables], refused, offersAgain };
    });
  }

  /** Day rollover: everything that counts days is computed again. */
  refreshDay(): Promise<void> {
    return this.mutex.run(() => this.transaction(async () => this.refresh(new Touched(), true)));
  }

  /** Forgets all rows and all commands: another user signs in. */
  forget(): Promise<void> {
    return this.mutex.run(async () => {
      await this.transaction(async () => {
        clearRows(this.cache.writer);
        this.cache.writer.database.exec("DELETE FROM overlay; DELETE FROM cache_meta WHERE key IN ('epoch', 'version', 'scopes');");
      });
      this.outbox.forget();
    });
  }

  /** Begins with an empty cache, because a query found the file damaged. The outbox stays. */
  rebuildCache(): Promise<void> {
    return this.mutex.run(async () => this.cache.rebuild());
  }

  /** One transaction on the cache; a damaged file is replaced by an empty one, to be loaded again. */
  private async transaction<T>(body: () => Promise<T>): Promise<T> {
    const { database } = this.cache.writer;
    try {
      database.exec('BEGIN IMMEDIATE');
      const result = await body();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (isCorrupt(error)) {
        this.cache.rebuild();
        this.overlayFits = false;
      } else if (database.inTransaction) {
        database.exec('ROLLBACK');
      }
      throw diskError(error);
    }
  }

  private isOldNews(begin: Begin, lines: readonly PullLine[]): boolean {
    const { cache, outbox } = this;
    const [end] = lines;
    return (
      end?.type === 'end' &&
      !begin.reset &&
      begin.drop.length === 0 &&
      outbox.epoch === begin.epoch &&
      this.overlayFits &&
      // After a crash the overlay may show once more what the rows have long had from the server.
      outbox.allSeen &&
      String(end.version) === cache.meta('version') &&
      JSON.stringify(begin.scopes) === cache.meta('scopes')
    );
  }

  /** A server with another history than the one that took our commands may have lost them. */
  private meetHistory(begin: Begin): boolean {
    // The same name and yet a smaller version: the file was copied back without `restore`.
    const shortened = begin.reset && this.cache.meta('epoch') === begin.epoch;
    if (this.outbox.epoch === begin.epoch && !shortened) return false;
    return this.outbox.offerAgain(begin.epoch) > 0;
  }

  private async fitOverlay(actor: ActorOn, touched: Touched): Promise<void> {
    if (this.overlayFits) return;
    restoreOverlay(this.cache.writer, touched);
    await this.rerun(this.outbox.unseen(), actor, touched);
  }

  /**
   * Checks what the user saw against the cache, and notes which of the user's own waiting commands made it so.
   * @throws AppError `row-changed`, `command.bad-arguments`
   */
  private asSeen(expected: Expected): Expected {
    return expected.map(({ table, id, version }) => {
      if (!(table in syncedTables) || !isSynced(table as TableName))
        throw new AppError('command.bad-arguments', { field: 'expected', reason: table });
      if (rowVersion(this.cache.writer, table as SyncedTableName, id) !== version) throw new AppError('row-changed', { table, id });
      const after = overlaidBy(this.cache.writer, table, id);
      return after ? { table, id, version, after } : { table, id, version };
    });
  }

  private async rerun(commands: readonly GivenCommand[], actor: ActorOn, touched: Touched): Promise<void> {
    if (commands.length === 0) return;
    const { writer } = this.cache;
    const who = actor(writer);
    if (!who) return;
    for (const command of commands) {
      writer.database.exec('SAVEPOINT rerun');
      try {
        await runOptimistic(writer, this.clock, command, who, touched);
      } catch (error) {
        // What the server has changed may make it impossible here; the server will say so itself, with the reason.
        if (!(error instanceof AppError)) throw error;
        writer.database.exec('ROLLBACK TO rerun');
      }
      writer.database.exec('RELEASE rerun');
    }
  }

  private refresh(touched: Touched, all = false): void {
    const today = this.today(this.cache.writer);
    const everything = all || touched.everyDebtor || this.cache.meta('today') !== today;
    refreshSummaries(this.cache.writer, everything ? null : touched.debtorIds, today);
    if (everything) this.cache.setMeta('today', today);
  }
}

function rowVersion({ statements }: CacheConnection, table: SyncedTableName, id: string): number | undefined {
  const row = statements.get(`SELECT row_version AS version FROM "${sqlName(table)}" WHERE id = ?`).get(id);
  return (row as { version: number } | undefined)?.version;
}
