import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { AppError } from '../../src-shared/kernel/index.ts';

/**
 * A backup is one SQLite file: the store's tables as they are, the files of the data folder in an `sqlar` table (SQLite's
 * own archive format, which `sqlite3 -A` lists and unpacks), and a row that says what it is.
 */
export interface BackupInfo {
  format: number;
  madeAt: string;
  /** Where the data were. */
  engine: 'sqlite' | 'postgres';
  /** Rows by table. */
  rows: Record<string, number>;
  files: number;
  /** SHA-256 over the names and contents of the files. */
  filesHash: string;
}

const FORMAT = 1;

/** Databases are copied in their own way, locks not at all, nor what is still on its way in: its sender goes on from the start. */
const LEFT_OUT = /\.(sqlite|lock)(-\w+)?$|\.partial$/;
const ON_THE_WAY = 'uploads';

const SCHEMA = `
  CREATE TABLE sqlar (name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB);
  CREATE TABLE kasstroom_backup (info TEXT NOT NULL);
`;

/** Makes a copy of a store's tables a backup by adding the data folder's files and what it is. */
export function finishBackup(file: string, dataDir: string, what: Pick<BackupInfo, 'madeAt' | 'engine'>): BackupInfo {
  const database = new Database(file);
  try {
    // One file without a log beside it, so that it can be carried about.
    database.pragma('journal_mode = DELETE');
    database.exec(SCHEMA);
    database.transaction(() => {
      const insert = database.prepare('INSERT INTO sqlar (name, mode, mtime, sz, data) VALUES (?, ?, ?, ?, ?)');
      for (const path of filesOf(dataDir)) {
        const { mode, mtimeMs } = statSync(path);
        const content = readFileSync(path);
        const packed = deflateSync(content);
        const name = relative(dataDir, path).split(sep).join('/');
        insert.run(name, mode, Math.trunc(mtimeMs / 1_000), content.length, packed.length < content.length ? packed : content);
      }
      const info = { format: FORMAT, ...what, rows: rowCounts(database), ...filesProof(database) };
      database.prepare('INSERT INTO kasstroom_backup (info) VALUES (?)').run(JSON.stringify(info));
    })();
  } finally {
    database.close();
  }
  return verifyBackup(file);
}

function filesOf(dataDir: string): string[] {
  if (!existsSync(dataDir)) return [];
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(dataDir, ON_THE_WAY) + sep))
    .sort();
}

function rowCounts(database: Database.Database): Record<string, number> {
  const names = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('sqlar', 'kasstroom_backup') ORDER BY name",
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(names.map((name) => [name, database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number]));
}

export interface ArchivedFile {
  name: string;
  mode: number;
  content: Buffer;
}

/** @throws Error when a file was damaged */
export function* archivedFiles(database: Database.Database): Generator<ArchivedFile> {
  const rows = database.prepare('SELECT name, mode, sz, data FROM sqlar ORDER BY name').iterate() as Iterable<{
    name: string;
    mode: number;
    sz: number;
    data: Buffer;
  }>;
  for (const { name, mode, sz, data } of rows) yield { name, mode, content: data.length === sz ? data : inflateSync(data) };
}

function filesProof(database: Database.Database): { files: number; filesHash: string } {
  const hash = createHash('sha256');
  let files = 0;
  for (const { name, content } of archivedFiles(database)) {
    files += 1;
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return { files, filesHash: hash.digest('hex') };
}

/**
 * Opens a backup and reads all of it.
 * @throws AppError `backup.not-one` when it is something else, `backup.damaged` when it is not whole, `store.newer` when its format is
 */
export function verifyBackup(file: string): BackupInfo {
  if (!existsSync(file)) throw new AppError('backup.missing', { file });
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true });
    const found = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'kasstroom_backup'").get();
    if (!found) throw new AppError('backup.not-one', { file });
    return verify(database, file);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const isOther = cause instanceof Database.SqliteError && cause.code === 'SQLITE_NOTADB';
    throw new AppError(isOther ? 'backup.not-one' : 'backup.damaged', { file }, { cause });
  } finally {
    database?.close();
  }
}

function verify(database: Database.Database, file: string): BackupInfo {
  const info = JSON.parse(database.prepare('SELECT info FROM kasstroom_backup').pluck().get() as string) as BackupInfo;
  if (info.format > FORMAT) throw new AppError('store.newer', { file });
  if (database.pragma('integrity_check', { simple: true }) !== 'ok') throw new AppError('backup.damaged', { file });
  const { files, filesHash } = filesProof(database);
  const isSame = JSON.stringify(rowCounts(database)) === JSON.stringify(info.rows) && files === info.files && filesHash === info.filesHash;
  if (!isSame) throw new AppError('backup.damaged', { file });
  return info;
}

/** Takes away what makes a copy of a store a backup. */
export function unmakeBackup(database: Database.Database): void {
  database.exec('DROP TABLE sqlar; DROP TABLE kasstroom_backup;');
}
