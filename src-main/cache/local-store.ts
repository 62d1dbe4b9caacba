import { type Actor, authorise, type CommandContext, commands } from '../../src-shared/commands/index.ts';
import { AppError, type Clock, type Day, dayAt, idSequence, Mutex, newId } from '../../src-shared/kernel/index.ts';
import type { PullLine, PushedCommand, PushResult } from '../../src-shared/protocol/index.ts';
import { isAdministrationScoped, type SyncedTableName, syncedTables, tablesOfScope } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import type { Cache, CacheConnection } from './cache.ts';
import type { LocalOutbox } from './outbox.ts';
import { overlayTx, restoreOverlay } from './overlay.ts';
import { refreshSummaries } from './summary.ts';
import { Touched } from './touched.ts';

type Expected = PushedCommand['expected'];
type Begin = Extract<PullLine, { type: 'begin' }>;

export interface PullOutcome {
  /** Names of the tables whose rows changed. */
  tables: string[];
  results: PushResult[];
}

/** The one write door of the desktop: the cache, the overlay of the user's own unsent commands, and the outbox. */
export class LocalStore {
  private readonly mutex = new Mutex();
  readonly cache: Cache;
  readonly outbox: LocalOutbox;
  private readonly clock: Clock;

  constructor(cache: Cache, outbox: LocalOutbox, clock: Clock) {
    this.cache = cache;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The business day all figures are for: the clock of the first administration. */
  today(connection: CacheConnection = this.cache.reader): Day {
    const sql = 'SELECT time_zone FROM administrations ORDER BY code LIMIT 1';
    const row = connection.statements.get(sql).get() as { time_zone: string } | undefined;
    return dayAt(this.clock.now(), row?.time_zone ?? 'Europe/Amsterdam');
  }

  /**
   * Applies a command to the cache and queues it for the server, durably, before it returns.
   * @throws AppError the command's refusal, as the server would give it on the same rows; then nothing is queued
   */
  give(name: string, args: unknown, actor: Actor, expected: Expected): Promise<{ commandId: string; value: unknown; tables: string[] }> {
    const commandId = newId(this.clock.now());
    return this.mutex.run(async () => {
      const touched = new Touched();
      const value = await this.transaction(async () => {
        const result = await this.runOptimistic({ commandId, name, args, expected }, actor, touched);
        this.outbox.append({ commandId, name, args, expected, createdAt: this.clock.now().toISOString() });
        this.refresh(touched);
        return result;
      });
      return { commandId, value, tables: [...touched.tables] };
    });
  }

  /** Applies one pull. `lines` are consumed inside one transaction; readers see the old state until it is done. */
  applyPull(
    begin: Begin,
    lines: AsyncIterable<PullLine>,
    actor: () => Actor | null,
    progress: (rows: number) => void,
  ): Promise<PullOutcome> {
    return this.mutex.run(async () => {
      const touched = new Touched();
      const bulk = begin.reset || this.cache.isEmpty();
      let results: PushResult[] = [];
      let taken = 0;
      await this.transaction(async () => {
        if (bulk) this.cache.dropIndexes();
        restoreOverlay(this.cache.writer, touched);
        if (begin.reset) this.clear();
        for (const scope of begin.drop) this.dropScope(scope, touched);
        for await (const line of lines) {
          if (line.type === 'rows') progress(this.putRows(line, bulk ? null : touched));
          else if (line.type === 'remove') this.removeRows(line.table as SyncedTableName, line.ids, touched);
          else if (line.type === 'end') {
            results = line.results;
            taken = line.lastMutationId;
            this.cache.setMeta('epoch', begin.epoch);
            this.cache.setMeta('version', String(line.version));
            this.cache.setMeta('scopes', JSON.stringify(begin.scopes));
          }
        }
        if (bulk) this.cache.createIndexes();
        await this.rerunPending(taken, actor(), touched);
        this.refresh(touched, bulk);
      });
      this.settleOutbox(taken, results);
      return { tables: bulk ? Object.keys(syncedTables) : [...touched.tables], results };
    });
  }

  /** Day rollover: everything that counts days is computed again. */
  refreshDay(): Promise<void> {
    return this.mutex.run(() => this.transaction(async () => this.refresh(new Touched(), true)));
  }

  /** Forgets all rows: another user signs in, or the cache is to be loaded again. The outbox stays. */
  forget(): Promise<void> {
    return this.mutex.run(() =>
      this.transaction(async () => {
        this.clear();
        this.cache.writer.database.exec("DELETE FROM overlay; DELETE FROM cache_meta WHERE key IN ('epoch', 'version', 'scopes');");
      }),
    );
  }

  private async transaction<T>(body: () => Promise<T>): Promise<T> {
    const { database } = this.cache.writer;
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = await body();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  private async runOptimistic(given: Omit<PushedCommand, 'mutationId'>, actor: Actor, touched: Touched): Promise<unknown> {
    const command = commands.get(given.name);
    if (!command?.offline) throw new AppError('command.needs-server', { command: given.name });
    const parsed = command.args.safeParse(given.args);
    if (!parsed.success) throw new AppError('command.bad-arguments', { field: parsed.error.issues[0]?.path.join('.') ?? '', reason: '' });
    const tx = overlayTx(this.cache.writer, touched);
    authorise(command, actor, await command.administration(tx, parsed.data));
    return command.run(tx, parsed.data, this.context(given.commandId, actor));
  }

  private context(commandId: string, actor: Actor): CommandContext {
    const now = this.clock.now();
    return {
      actor,
      now: now.toISOString(),
      today: (timeZone) => dayAt(now, timeZone),
      newId: idSequence(commandId),
      seal: () => {
        throw new AppError('command.needs-server');
      },
    };
  }

  private async rerunPending(taken: number, actor: Actor | null, touched: Touched): Promise<void> {
    if (!actor) return;
    const { database } = this.cache.writer;
    for (const pending of this.outbox.pending(taken)) {
      database.exec('SAVEPOINT rerun');
      try {
        await this.runOptimistic(pending, actor, touched);
      } catch (error) {
        // What the server has changed may make it impossible here; the server will say so itself, with the reason.
        if (!(error instanceof AppError)) throw error;
        database.exec('ROLLBACK TO rerun');
      }
      database.exec('RELEASE rerun');
    }
  }

  private settleOutbox(taken: number, results: readonly PushResult[]): void {
    const last = Math.max(taken, ...results.map((result) => result.mutationId));
    this.outbox.acknowledge(last);
    const [first] = this.outbox.pending(0, 1);
    // The server knows fewer commands than it once acknowledged: it was put back from a backup.
    if (first && first.mutationId !== last + 1) this.outbox.renumber(last + 1);
  }

  private putRows(line: Extract<PullLine, { type: 'rows' }>, touched: Touched | null): number {
    const table = line.table as SyncedTableName;
    const { columns, upsert } = tableSql(table);
    const same = columns.length === line.columns.length && columns.every((column, i) => column.name === line.columns[i]);
    if (!same) throw new AppError('sync.schema-differs', { table });
    const statement = this.cache.writer.statements.get(upsert);
    for (const values of line.rows) {
      statement.run(...values);
      touched?.add(table, values);
    }
    return line.rows.length;
  }

  private removeRows(table: SyncedTableName, ids: readonly string[], touched: Touched): void {
    const { statements } = this.cache.writer;
    const { get, remove } = tableSql(table);
    for (const id of ids) {
      const before = statements.raw(get).get(id) as unknown[] | undefined;
      if (before) touched.add(table, before);
      statements.get(remove).run(id);
    }
  }

  private dropScope(scope: string, touched: Touched): void {
    const { names, administrationId } = tablesOfScope(scope);
    for (const name of names) {
      const where = isAdministrationScoped(name) ? ' WHERE administration_id = ?' : '';
      this.cache.writer.statements.get(`DELETE FROM "${tableSql(name).name}"${where}`).run(...(where ? [administrationId] : []));
      touched.tables.add(name);
    }
    touched.everyDebtor = true;
  }

  private clear(): void {
    for (const name of Object.keys(syncedTables) as SyncedTableName[])
      this.cache.writer.database.exec(`DELETE FROM "${tableSql(name).name}"`);
    this.cache.writer.database.exec('DELETE FROM debtor_summary; DELETE FROM worklist;');
  }

  private refresh(touched: Touched, all = touched.everyDebtor): void {
    const today = this.today(this.cache.writer);
    refreshSummaries(this.cache.writer, all ? null : touched.debtorIds, today);
    if (all) this.cache.setMeta('today', today);
  }
}
