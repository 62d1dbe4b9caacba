import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import Database from 'better-sqlite3';
import { AppError, type Clock, instant, newId } from '../../src-shared/kernel/index.ts';
import { archivedFiles, type BackupInfo, unmakeBackup, verifyBackup } from './backup-file.ts';
import { refuseRunningServer } from './in-use.ts';
import { storeFile } from './open-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

export interface Restored {
  backup: string;
  info: BackupInfo;
  /** Where what was in the data folder before is now; null when there was nothing. */
  oldData: string | null;
  /** Messages that were still to be sent when the backup was made, and perhaps were sent afterwards. */
  messagesWaiting: number;
}

/** The file itself, or in a folder the newest backup. @throws AppError `backup.missing` */
export function findBackup(from: string): string {
  const found = statSync(from, { throwIfNoEntry: false });
  if (!found) throw new AppError('backup.missing', { file: from });
  if (!found.isDirectory()) return from;
  const newest = readdirSync(from)
    .filter((name) => name.endsWith('.kasstroom-backup'))
    .sort()
    .at(-1);
  if (!newest) throw new AppError('backup.missing', { file: from });
  return join(from, newest);
}

/**
 * Makes a data folder of a backup, in SQLite. What is in the folder is put aside whole, never deleted. The data get a new epoch, so
 * that desktops load everything anew and offer again what they sent after the backup was made.
 * @throws AppError `backup.missing`, `backup.not-one`, `backup.damaged`, `restore.exists`, `store.in-use`, `store.newer`
 */
export async function restoreBackup(from: string, dataDir: string, options: { force: boolean; clock: Clock }): Promise<Restored> {
  const backup = findBackup(from);
  const info = verifyBackup(backup);
  const exists = existsSync(dataDir) && readdirSync(dataDir).length > 0;
  if (exists && !options.force) throw new AppError('restore.exists', { dataDir });
  if (exists) refuseRunningServer(dataDir);
  const stamp = instant(options.clock).replace(/[-:]|\.\d+/g, '');
  const fresh = `${dataDir}.restoring-${stamp}`;
  try {
    mkdirSync(fresh, { recursive: true, mode: 0o700 });
    const messagesWaiting = await unpack(backup, fresh);
    const oldData = exists ? `${dataDir}.before-restore-${stamp}` : null;
    putInPlace(fresh, dataDir, oldData);
    return { backup, info, oldData, messagesWaiting };
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** Two renames; when the second does not work, the old data are where they were. */
function putInPlace(fresh: string, dataDir: string, oldData: string | null): void {
  if (oldData) renameSync(dataDir, oldData);
  else rmSync(dataDir, { recursive: true, force: true });
  try {
    renameSync(fresh, dataDir);
  } catch (error) {
    if (oldData) renameSync(oldData, dataDir);
    throw error;
  }
}

async function unpack(backup: string, folder: string): Promise<number> {
  const file = storeFile(folder);
  copyFileSync(backup, file);
  const database = new Database(file);
  try {
    for (const { name, mode, content } of archivedFiles(database)) writeArchived(folder, name, mode, content);
    unmakeBackup(database);
    database.prepare('UPDATE store_meta SET epoch = ?').run(newId());
  } finally {
    database.close();
  }
  withoutDatabaseUrl(folder);
  // Brings the tables of an older backup to this version, and shows that the store opens.
  const store = await openSqliteStore(file);
  try {
    return (await store.read((tx) => tx.list('outbox', { where: { state: { in: ['waiting', 'sending'] } } }))).length;
  } finally {
    await store.close();
  }
}

function writeArchived(folder: string, name: string, mode: number, content: Buffer): void {
  const path = resolve(folder, name);
  if (!path.startsWith(resolve(folder) + sep)) throw new AppError('backup.damaged', { file: name });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, content, { mode: mode & 0o777 });
}

/** The data are in the folder now; the setting would have the server look for them elsewhere. */
function withoutDatabaseUrl(folder: string): void {
  const file = join(folder, 'config.json');
  if (!existsSync(file)) return;
  const { databaseUrl, ...settings } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  if (databaseUrl !== undefined) writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
}
