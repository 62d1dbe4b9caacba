import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type SyncedTableName, syncedTables } from '../../src-shared/schema/index.ts';
import { rowAccess, Statements } from '../../src-shared/schema/sqlite-access.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { summaryIndexes, summaryTables } from './summary-schema.ts';

const localTables = `
  CREATE TABLE cache_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE overlay (table_name TEXT NOT NULL, row_id TEXT NOT NULL, before TEXT, PRIMARY KEY (table_name, row_id));
${summaryTables}`;

const syncedNames = Object.keys(syncedTables) as SyncedTableName[];

/** Changes whenever a table does; a cache of another shape is thrown away and loaded again. */
const shapeHash = createHash('sha256')
  .update(syncedNames.map((name) => tableSql(name).createStatements.join(';')).join(';'))
  .update(localTables + summaryIndexes)
  .digest('hex');

/** One connection: the raw driver and its prepared statements. */
export interface CacheConnection {
  database: Database.Database;
  statements: Statements;
}

/**
 * The desktop's copy of the server's rows in its scopes. It can be thrown away at any time: the user's own unsent
 * commands are in the {@link LocalOutbox}. Readers see the last committed state while a long load is under way.
 */
export class Cache {
  readonly writer: CacheConnection;
  readonly reader: CacheConnection;
  /** Row access for queries. */
  readonly rows: ReturnType<typeof rowAccess>;
  private readonly file: string;

  private constructor(file: string) {
    this.file = file;
    this.writer = connect(file);
    this.createWhenEmpty();
    this.reader = connect(file);
    this.reader.database.pragma('query_only = ON');
    this.rows = rowAccess(this.reader.statements);
  }

  /** Opens the cache; one that is unreadable or of another shape is replaced by an empty one. */
  static open(file: string): Cache {
    try {
      const cache = new Cache(file);
      if (cache.meta('shape') === shapeHash) return cache;
      cache.close();
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
    }
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    return new Cache(file);
  }

  get path(): string {
    return this.file;
  }

  meta(key: string): string | null {
    const row = this.writer.statements.get('SELECT value FROM cache_meta WHERE key = ?').get(key) as { value: string } | undefined;
    return row?.value ?? null;
  }

  setMeta(key: string, value: string): void {
    this.writer.statements
      .get('INSERT INTO cache_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(key, value);
  }

  isEmpty(): boolean {
    return this.meta('epoch') === null;
  }

  /** Indexes cost most of a bulk load when they grow row by row; an empty cache gets them afterwards. */
  dropIndexes(): void {
    const rows = this.writer.database.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").all();
    for (const { name } of rows as { name: string }[]) this.writer.database.exec(`DROP INDEX "${name}"`);
  }

  createIndexes(): void {
    for (const name of syncedNames) {
      for (const sql of tableSql(name).createStatements.slice(1)) {
        this.writer.database.exec(sql.replace(/INDEX /, 'INDEX IF NOT EXISTS '));
      }
    }
    this.writer.database.exec(summaryIndexes);
  }

  close(): void {
    this.reader?.database.close();
    this.writer.database.close();
  }

  private createWhenEmpty(): void {
    const { database } = this.writer;
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'cache_meta'").get()) return;
    database.transaction(() => {
      database.exec(localTables);
      for (const name of syncedNames) database.exec(tableSql(name).createStatements[0] as string);
      this.createIndexes();
      this.setMeta('shape', shapeHash);
    })();
  }
}

function connect(file: string): CacheConnection {
  const database = new Database(file, { timeout: 5_000 });
  database.pragma('journal_mode = WAL');
  // A lost tail costs a pull, not data: what the user did is in the outbox.
  database.pragma('synchronous = NORMAL');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
  return { database, statements: new Statements(database) };
}
