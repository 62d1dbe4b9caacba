import { existsSync, statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';

/** Looks at a store while another process works on it. Parameters are written as `?`. */
export interface StoreWatch {
  /** Resolves when the statement's one value is true. */
  untilRow(sql: string, ...params: unknown[]): Promise<void>;
  lookUp<T>(sql: string, ...params: unknown[]): Promise<T[]>;
}

export const watchFile = (file: string): StoreWatch => ({
  untilRow: (sql, ...params) => untilRow(file, sql, ...params),
  lookUp: async (sql, ...params) => lookUp(file, sql, ...params),
});

/** Far beyond what anything takes; only so that a test ends that waits in vain. */
const PATIENCE_MS = 60_000;

/**
 * Looks at a database file while another process works on it, as often as this process gets a turn. Every connection is
 * closed before a watch resolves: a process that is killed then leaves the file the way a lone crash would.
 */
async function untilRow(file: string, sql: string, ...params: unknown[]): Promise<void> {
  while (!existsSync(file)) await nextTurn();
  const database = new Database(file, { readonly: true });
  try {
    const statement = database.prepare(sql).pluck();
    await until(`${sql} ${params.join(', ')}`, () => Boolean(statement.get(...params)));
  } finally {
    database.close();
  }
}

/** Resolves while another process is inside a write transaction. */
export async function untilWriting(file: string): Promise<void> {
  const database = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    await until('a write', () => isLocked(database));
  } finally {
    database.close();
  }
}

function isLocked(database: Database.Database): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return true;
    throw error;
  }
  database.exec('ROLLBACK');
  return false;
}

/**
 * Resolves when the write-ahead log has grown by so many bytes: in the middle of a large commit, or after it when this
 * process gets its turn late. The log would go with the writer's connection, were ours not there as well.
 */
export async function untilLogGrows(file: string, bytes: number): Promise<void> {
  const log = `${file}-wal`;
  const database = new Database(file, { readonly: true });
  try {
    database.prepare('SELECT 1 FROM sqlite_master').get();
    const size = (): number => (existsSync(log) ? statSync(log).size : 0);
    const before = size();
    await until(`${bytes} bytes of log`, () => size() >= before + bytes);
  } finally {
    database.close();
  }
}

/** Rows, read by a connection of its own. */
export function lookUp<T>(file: string, sql: string, ...params: unknown[]): T[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(sql).all(...params) as T[];
  } finally {
    database.close();
  }
}

/** Asks again and again, and does nothing else between. @throws when it is in vain */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`);
    await nextTurn();
  }
}
