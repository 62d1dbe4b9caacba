import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError } from '../../../src-shared/kernel/index.ts';
import { Statements } from '../../../src-shared/schema/sqlite-access.ts';
import type { QueryBuilder } from '../store.ts';

export const SQLITE_MIGRATIONS = fileURLToPath(new URL('../migrations/sqlite', import.meta.url));

/** Pages of cache per connection, negative KiB (SQLite's convention). */
const CACHE_KIB = -65_536;

export interface Connection {
  database: Database.Database;
  statements: Statements;
  db: QueryBuilder;
}

/** Where SQLite's header has the page size and the number of pages (File Format, section 1.3). */
const HEADER = { length: 100, pageSize: 16, pages: 28 };

/**
 * A file that is shorter than its header says has lost its end. SQLite itself would only see that when it comes to read a
 * lost page. Not asked when there is a write-ahead log, because that may hold what the file lacks.
 */
export function refuseCutOff(file: string): void {
  const sizeOf = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  const size = sizeOf(file);
  if (size === 0 || sizeOf(`${file}-wal`) > 0) return;
  const header = headerOf(file);
  const pageSize = header.readUInt16BE(HEADER.pageSize);
  // 65,536 does not fit in two bytes and is written as 1.
  if (size < header.readUInt32BE(HEADER.pages) * (pageSize === 1 ? 65_536 : pageSize)) throw new AppError('store.corrupt', { file });
}

function headerOf(file: string): Buffer {
  const header = Buffer.alloc(HEADER.length);
  try {
    const handle = openSync(file, 'r');
    try {
      readSync(handle, header, 0, HEADER.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    throw new AppError('store.corrupt', { file }, { cause });
  }
  return header;
}

/** @throws AppError `store.corrupt` */
export function open(file: string): Connection {
  try {
    const database = new Database(file, { timeout: 10_000 });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma(`cache_size = ${CACHE_KIB}`);
    database.pragma('temp_store = MEMORY');
    return { database, statements: new Statements(database), db: drizzle(database) as unknown as QueryBuilder };
  } catch (cause) {
    throw new AppError('store.corrupt', { file }, { cause });
  }
}

/** @throws AppError `store.newer` */
export function migrateToLatest(database: Database.Database, file: string): void {
  const known = readMigrationFiles({ migrationsFolder: SQLITE_MIGRATIONS });
  const hasTable = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (hasTable) {
    const row = database.prepare('SELECT max(created_at) AS newest FROM __drizzle_migrations').get() as { newest: number | null };
    if ((row.newest ?? 0) > (known.at(-1)?.folderMillis ?? 0)) throw new AppError('store.newer', { file });
  }
  migrate(drizzle(database), { migrationsFolder: SQLITE_MIGRATIONS });
}

/** Faults of the disk or of another process become errors a person can act on; others pass as they are. */
export function diskError(error: unknown, file: string): unknown {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code === 'SQLITE_FULL') return new AppError('store.disk-full', {}, { cause: error, retry: true });
  if (code === 'SQLITE_BUSY') return new AppError('store.busy', {}, { cause: error, retry: true });
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return new AppError('store.corrupt', { file }, { cause: error });
  return error;
}
