import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { type SyncedTableName, syncedTables } from '../../src-shared/schema/index.ts';
import { rowAccess, Statements } from '../../src-shared/schema/sqlite-access.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { diskError, isCorrupt, type OpenDatabase, openDatabase } from './driver.ts';
import { dropSearchTriggers, fillSearchIndexes, searchIndexes, searchTables, searchTriggers } from './search-index.ts';
import { summaryIndexes, summaryTables } from './summary-schema.ts';

const localTables = `
  CREATE TABLE cache_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE overlay (table_name TEXT NOT NULL, row_id TEXT NOT NULL, before TEXT, command_id TEXT NOT NULL,
    PRIMARY KEY (table_name, row_id));
${summaryTables}${searchTables}`;

const syncedNames = Object.keys(syncedTables) as SyncedTableName[];

/**
 * The synced tables' DDL. Uniqueness is the server's to keep: rows arrive one by one, and two that swap a number would
 * stand in each other's way here.
 */
const createTable = (name: SyncedTableName): string => tableSql(name).createStatements[0] as string;
const createIndexes = (name: SyncedTableName): string[] =>
  tableSql(name)
    .createStatements.slice(1)
    .map((sql) => sql.replace(/^CREATE (UNIQUE )?INDEX /, 'CREATE INDEX IF NOT EXISTS '));

/** Changes whenever a table does; a cache of another shape is thrown away and loaded again. */
const shapeHash = createHash('sha256')
  .update(syncedNames.map((name) => [createTable(name), ...createIndexes(name)].join(';')).join(';'))
  .update(localTables + summaryIndexes + searchIndexes + searchTriggers)
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
  private readonly file: string;
  private readonly openDatabase: OpenDatabase;
  private connections: { writer: CacheConnection; reader: CacheConnection; rows: ReturnType<typeof rowAccess> };

  private constructor(file: string, open: OpenDatabase) {
    this.file = file;
    this.openDatabase = open;
    this.connections = this.connect();
  }

  /** Opens the cache; one that is unreadable or of another shape is replaced by an empty one. */
  static open(file: string, open: OpenDatabase = openDatabase): Cache {
    try {
      const cache = new Cache(file, open);
      if (cache.meta('shape') !== shapeHash) cache.rebuild();
      return cache;
    } catch (error) {
      if (!isCorrupt(error) && !isForeign(error)) throw diskError(error);
    }
    removeFiles(file);
    return new Cache(file, open);
  }

  get writer(): CacheConnection {
    return this.connections.writer;
  }

  get reader(): CacheConnection {
    return this.connections.reader;
  }

  /** Row access for queries. */
  get rows(): ReturnType<typeof rowAccess> {
    return this.connections.rows;
  }

  /** Throws the file away and begins an empty one: it is damaged, or of another shape. */
  rebuild(): void {
    this.close();
    removeFiles(this.file);
    this.connections = this.connect();
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
    dropSearchTriggers(this.writer.database);
    const rows = this.writer.database.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").all();
    for (const { name } of rows as { name: string }[]) this.writer.database.exec(`DROP INDEX "${name}"`);
  }

  createIndexes(): void {
    for (const name of syncedNames) for (const sql of createIndexes(name)) this.writer.database.exec(sql);
    this.writer.database.exec(summaryIndexes + searchIndexes);
    fillSearchIndexes(this.writer.database);
  }

  close(): void {
    this.reader.database.close();
    this.writer.database.close();
  }

  private connect(): Cache['connections'] {
    const writer = connect(this.openDatabase(this.file));
    try {
      createWhenEmpty(writer.database);
      const reader = connect(this.openDatabase(this.file));
      reader.database.pragma('query_only = ON');
      return { writer, reader, rows: rowAccess(reader.statements) };
    } catch (error) {
      writer.database.close();
      throw error;
    }
  }
}

function createWhenEmpty(database: Database.Database): void {
  if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'cache_meta'").get()) return;
  database.transaction(() => {
    database.exec(localTables);
    for (const name of syncedNames) {
      database.exec(createTable(name));
      for (const sql of createIndexes(name)) database.exec(sql);
    }
    database.exec(summaryIndexes + searchIndexes + searchTriggers);
    database.prepare("INSERT INTO cache_meta (key, value) VALUES ('shape', ?)").run(shapeHash);
  })();
}

/** The file has tables of these names, but they are not this cache's. */
const isForeign = (error: unknown): boolean => error instanceof Error && (error as { code?: unknown }).code === 'SQLITE_ERROR';

function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

function connect(database: Database.Database): CacheConnection {
  try {
    database.pragma('journal_mode = WAL');
    // A lost tail costs a pull, not data: what the user did is in the outbox.
    database.pragma('synchronous = NORMAL');
    database.pragma('cache_size = -65536');
    database.pragma('temp_store = MEMORY');
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, statements: new Statements(database) };
}
