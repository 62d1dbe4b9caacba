import { chmodSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError, type Clock, instant } from '../../src-shared/kernel/index.ts';
import { type BackupInfo, finishBackup } from './backup-file.ts';
import { copyStore } from './copy-store.ts';
import { openStore, type StorePlace, storeFile } from './open-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

export interface Backup {
  file: string;
  bytes: number;
  info: BackupInfo;
}

const EXTENSION = '.kasstroom-backup';

/**
 * Makes a backup of a store and its data folder, of one moment, while servers go on working. Into a folder it is written
 * under a name made of the time. A half-made backup never has the name of a whole one.
 * @throws AppError `backup.exists`, `store.not-initialised` and what opening the store and {@link finishBackup} throw
 */
export async function makeBackup(place: StorePlace, to: string, clock: Clock): Promise<Backup> {
  const madeAt = instant(clock);
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const file = isFolder ? join(to, `kasstroom-${madeAt.replace(/[-:]|\.\d+/g, '')}${EXTENSION}`) : to;
  if (existsSync(file)) throw new AppError('backup.exists', { file });
  const partial = `${file}.partial`;
  removeDatabase(partial);
  try {
    await copyTables(place, partial);
    // Files after the tables: whatever a row speaks of is there by then.
    const info = finishBackup(partial, place.dataDir, { madeAt, engine: place.databaseUrl ? 'postgres' : 'sqlite' });
    // The key file is inside.
    chmodSync(partial, 0o600);
    renameSync(partial, file);
    return { file, bytes: statSync(file).size, info };
  } catch (error) {
    removeDatabase(partial);
    throw isDiskFull(error) ? new AppError('backup.disk-full', { file }, { cause: error }) : error;
  }
}

async function copyTables(place: StorePlace, file: string): Promise<void> {
  if (place.databaseUrl) {
    const source = await openStore(place);
    try {
      const target = await openSqliteStore(file);
      await copyStore(source, target, { lockSource: false }).finally(() => target.close());
    } finally {
      await source.close();
    }
    return;
  }
  const from = storeFile(place.dataDir);
  if (!existsSync(from)) throw new AppError('store.not-initialised', { dataDir: place.dataDir });
  // Opened once as a store, so that a damaged or foreign file is told by name.
  await (await openSqliteStore(from)).close();
  const database = new Database(from, { timeout: 10_000 });
  try {
    // One read transaction, which neither waits for writers nor makes them wait.
    database.prepare('VACUUM INTO ?').run(file);
  } finally {
    database.close();
  }
}

/** With what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
}

const isDiskFull = (error: unknown): boolean =>
  (error instanceof AppError && error.code === 'store.disk-full') ||
  /^(SQLITE_FULL|ENOSPC)$/.test(String((error as { code?: unknown }).code));
