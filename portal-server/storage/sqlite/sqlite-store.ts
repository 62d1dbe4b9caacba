import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { AppError, Mutex, newId } from '../../../src-shared/kernel/index.ts';
import {
  isAdministrationScoped,
  isSynced,
  type KeyedTableName,
  type NewRow,
  type SyncedTableName,
  scopeOf,
  sqlName,
  tables,
} from '../../../src-shared/schema/index.ts';
import type { Statements } from '../../../src-shared/schema/sqlite-access.ts';
import { encodeRow, tableSql } from '../../../src-shared/schema/sqlite-rows.ts';
import type { QueryBuilder, ReadTx, Store, WriteTx } from '../store.ts';
import { type Connection, diskError, migrateToLatest, open, refuseCutOff } from './connection.ts';
import { rowReader } from './row-access.ts';

const LOCK_WAIT_MS = 120_000;
const LOCK_RETRY_MS = 25;
/** How often to look whether another process (an import on the command line) has written. */
const WATCH_MS = 500;

/**
 * Opens (or creates and migrates) the store in one SQLite file.
 * @throws AppError `store.newer` when the file was written by a newer version, `store.corrupt` when it is no readable database
 */
export async function openSqliteStore(file: string): Promise<Store> {
  refuseCutOff(file);
  const writer = open(file);
  try {
    prepare(writer, file);
  } catch (error) {
    writer.database.close();
    throw diskError(error, file);
  }
  // From here on waiting for another process is done between attempts, so that it never stops this one's event loop.
  writer.database.pragma('busy_timeout = 0');
  return new SqliteStore(file, writer);
}

function prepare(writer: Connection, file: string): void {
  migrateToLatest(writer.database, file);
  const meta = writer.database.prepare('SELECT epoch FROM store_meta').get() as { epoch: string } | undefined;
  if (!meta) writer.database.prepare("INSERT INTO store_meta (id, epoch, version) VALUES ('store', ?, 0)").run(newId());
}

class SqliteStore implements Store {
  readonly engine = 'sqlite';
  private readonly mutex = new Mutex();
  private readonly listeners = new Set<(version: number) => void>();
  private readonly idleReaders: Connection[] = [];
  private readonly file: string;
  private readonly writer: Connection;
  private watch: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(file: string, writer: Connection) {
    this.file = file;
    this.writer = writer;
  }

  async epoch(): Promise<string> {
    return (this.writer.statements.get('SELECT epoch FROM store_meta').get() as { epoch: string }).epoch;
  }

  async read<T>(body: (tx: ReadTx) => Promise<T>): Promise<T> {
    if (this.closed) throw new AppError('store.closed');
    const connection = this.idleReaders.pop() ?? this.openReader();
    connection.statements.get('BEGIN').run();
    try {
      return await body({ ...rowReader(connection.statements), db: connection.db, tables });
    } catch (error) {
      throw diskError(error, this.file);
    } finally {
      connection.statements.get('COMMIT').run();
      if (this.closed) connection.database.close();
      else this.idleReaders.push(connection);
    }
  }

  private openReader(): Connection {
    if (!existsSync(this.file)) throw new AppError('store.missing', { file: this.file });
    const connection = open(this.file);
    connection.database.pragma('query_only = ON');
    return connection;
  }

  write<T>(body: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.mutex.run(async () => {
      if (this.closed) throw new AppError('store.closed');
      const { database } = this.writer;
      await begin(database, this.file);
      let result: T;
      let tx: SqliteWriteTx;
      try {
        tx = new SqliteWriteTx(this.writer);
        result = await body(tx);
        database.exec('COMMIT');
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        throw diskError(error, this.file);
      }
      if (tx.touched) for (const listener of this.listeners) listener(tx.version);
      return result;
    });
  }

  onCommit(listener: (version: number) => void): () => void {
    this.listeners.add(listener);
    this.watch ??= this.watchOtherProcesses();
    return () => this.listeners.delete(listener);
  }

  /** SQLite's data version of a connection moves only when somebody else commits; all writing here is on this one. */
  private watchOtherProcesses(): NodeJS.Timeout {
    const { database, statements } = this.writer;
    const dataVersion = (): unknown => database.pragma('data_version', { simple: true });
    let seen = dataVersion();
    const look = () => {
      if (database.inTransaction || dataVersion() === seen) return;
      seen = dataVersion();
      const { version } = statements.get('SELECT version FROM store_meta').get() as { version: number };
      for (const listener of this.listeners) listener(version);
    };
    return setInterval(look, WATCH_MS).unref();
  }

  async close(): Promise<void> {
    await this.mutex.run(async () => {
      this.closed = true;
      clearInterval(this.watch);
      for (const { database } of this.idleReaders.splice(0)) database.close();
      this.writer.database.close();
    });
  }
}

/**
 * Takes the write lock. Another process may hold it for as long as a large import takes; meanwhile reading goes on.
 * @throws AppError `store.busy` after {@link LOCK_WAIT_MS}
 */
async function begin(database: Database.Database, file: string): Promise<void> {
  const until = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      database.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      const busy = (error as { code?: string }).code === 'SQLITE_BUSY';
      if (!busy || performance.now() > until) throw diskError(error, file);
      await setTimeout(LOCK_RETRY_MS);
    }
  }
}

class SqliteWriteTx implements WriteTx {
  readonly version: number;
  readonly db: QueryBuilder;
  readonly tables = tables;
  readonly get: WriteTx['get'];
  readonly list: WriteTx['list'];
  readonly scan: WriteTx['scan'];
  readonly scanText: WriteTx['scanText'];
  readonly rawRows: WriteTx['rawRows'];
  /** True once a row that clients hold a copy of was written. */
  touched = false;
  private depth = 0;
  private readonly statements: Statements;
  private readonly database: Database.Database;

  constructor({ database, statements, db }: Connection) {
    this.database = database;
    this.statements = statements;
    this.db = db;
    const reader = rowReader(statements);
    this.get = reader.get;
    this.list = reader.list;
    this.scan = reader.scan;
    this.scanText = reader.scanText;
    this.rawRows = reader.rawRows;
    // The counter row is locked before anything else, so that versions become visible in the order of their numbers.
    const bumped = statements.get('UPDATE store_meta SET version = version + 1 RETURNING version').get() as { version: number };
    this.version = bumped.version;
  }

  put: WriteTx['put'] = async (table, row) => {
    this.refuseWithoutTransaction();
    if (!isSynced(table)) {
      this.statements.get(tableSql(table).upsert).run(...encodeRow(table, row));
      return;
    }
    const scope = scopeOf(table, row);
    this.leaveOldScope(table, row.id, scope);
    this.statements
      .get(tableSql(table).upsert)
      .run(...encodeRow<SyncedTableName>(table, { ...row, rowVersion: this.version } as NewRow<SyncedTableName>));
    this.stamp(table, row.id, scope, false);
  };

  remove: WriteTx['remove'] = async (table, id) => {
    this.refuseWithoutTransaction();
    if (isSynced(table)) {
      const scope = this.storedScope(table, id);
      if (scope) this.stamp(table, id, scope, true);
    }
    this.statements.get(tableSql(table as KeyedTableName).remove).run(id);
  };

  insertRaw: WriteTx['insertRaw'] = async (table, rows) => {
    this.refuseWithoutTransaction();
    const { name, columns } = tableSql(table);
    const statement = this.statements.get(
      `INSERT INTO "${name}" (${columns.map((column) => `"${column.name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of rows) statement.run(...row);
  };

  async savepoint<T>(body: () => Promise<T>): Promise<T> {
    this.depth += 1;
    const name = `sp${this.depth}`;
    this.database.exec(`SAVEPOINT ${name}`);
    try {
      const result = await body();
      this.database.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      // A full disk or a fault of it makes SQLite roll back everything by itself: then there is no savepoint any more.
      if (this.database.inTransaction) {
        this.database.exec(`ROLLBACK TO ${name}`);
        this.database.exec(`RELEASE ${name}`);
      }
      throw error;
    } finally {
      this.depth -= 1;
    }
  }

  /** What is written after SQLite rolled back by itself would stand alone. */
  private refuseWithoutTransaction(): void {
    if (!this.database.inTransaction) throw new AppError('store.disk-full', {}, { retry: true });
  }

  /** A row that moves to another scope leaves a tombstone in the one it came from. */
  private leaveOldScope(table: SyncedTableName, id: string, scope: string): void {
    const old = this.storedScope(table, id);
    if (old && old !== scope) this.stamp(table, id, old, true);
  }

  private storedScope(table: SyncedTableName, id: string): string | undefined {
    const column = isAdministrationScoped(table) ? 'administration_id' : 'id';
    const row = this.statements.get(`SELECT ${column} AS scoped_by FROM "${sqlName(table)}" WHERE id = ?`).get(id) as
      | { scoped_by: string }
      | undefined;
    return row && scopeOf(table, { administrationId: row.scoped_by });
  }

  private stamp(table: SyncedTableName, id: string, scope: string, deleted: boolean): void {
    this.touched = true;
    this.statements
      .get(
        'INSERT INTO changes (scope, table_name, row_id, version, deleted) VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, table_name, row_id) DO UPDATE SET version = excluded.version, deleted = excluded.deleted',
      )
      .run(scope, table, id, this.version, deleted ? 1 : 0);
  }
}
