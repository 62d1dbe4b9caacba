import Database from 'better-sqlite3';
import { AppError } from '../../src-shared/kernel/index.ts';

/** Opens one of the desktop's files. The simulator gives disks that fill up, break and lose power. */
export type OpenDatabase = (file: string) => Database.Database;

export const openDatabase: OpenDatabase = (file) => new Database(file, { timeout: 5_000 });

/** True when the file is damaged: no retry helps, only another file. */
export function isCorrupt(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/** A full or failing disk becomes an error that a person can act on; anything else passes as it is. */
export function diskError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code === 'SQLITE_FULL') return new AppError('store.disk-full', {}, { cause: error, retry: true });
  if (error.code.startsWith('SQLITE_IOERR')) return new AppError('store.disk-failed', {}, { cause: error, retry: true });
  if (isCorrupt(error)) return new AppError('cache.corrupt', {}, { cause: error, retry: true });
  return error;
}
