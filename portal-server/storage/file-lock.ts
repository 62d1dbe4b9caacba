import Database from 'better-sqlite3';

export interface FileLock {
  release(): void;
}

/**
 * Takes a lock that one process on this machine can hold at a time, or answers null when another one has it. The
 * operating system lets go of it when the process ends, however it ends, so no stale lock is left to be judged.
 */
export function tryFileLock(file: string): FileLock | null {
  const database = new Database(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return null;
    throw error;
  }
  return { release: () => database.close() };
}
