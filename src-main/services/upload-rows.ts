import type Database from 'better-sqlite3';
import { AppError, type ErrorShape } from '../../src-shared/kernel/index.ts';
import { diskError, openDatabase } from '../cache/driver.ts';

export interface QueuedUpload {
  id: string;
  userId: string;
  debtorId: string;
  name: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the whole; empty while the page is still handing it over. */
  hash: string;
  invoiceIds: string[];
  state: 'receiving' | 'waiting' | 'refused';
  /** Bytes the server is known to have. */
  sent: number;
  error: ErrorShape | null;
  createdAt: string;
}

const VERSION = 1;
const SCHEMA = `CREATE TABLE uploads (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, debtor_id TEXT NOT NULL, name TEXT NOT NULL,
  size INTEGER NOT NULL, hash TEXT NOT NULL, invoice_ids TEXT NOT NULL, state TEXT NOT NULL, sent INTEGER NOT NULL, error TEXT,
  created_at TEXT NOT NULL);`;

interface StoredRow {
  id: string;
  user_id: string;
  debtor_id: string;
  name: string;
  size: number;
  hash: string;
  invoice_ids: string;
  state: QueuedUpload['state'];
  sent: number;
  error: string | null;
  created_at: string;
}

/** Which files wait for the server, in a file of its own: like the outbox it outlives the cache. */
export class UploadRows {
  private readonly database: Database.Database;

  /** @throws AppError `outbox.unreadable`, `outbox.newer` */
  constructor(file: string) {
    try {
      this.database = openDatabase(file);
      this.database.pragma('journal_mode = WAL');
      this.database.pragma('synchronous = FULL');
    } catch (cause) {
      throw new AppError('outbox.unreadable', { file }, { cause });
    }
    const version = this.database.pragma('user_version', { simple: true }) as number;
    if (version > VERSION) throw new AppError('outbox.newer', { file });
    if (version === 0) this.database.exec(`${SCHEMA} PRAGMA user_version = ${VERSION};`);
  }

  get(id: string): QueuedUpload | undefined {
    const row = this.database.prepare('SELECT * FROM uploads WHERE id = ?').get(id) as StoredRow | undefined;
    return row && fromStored(row);
  }

  /** Oldest first. */
  all(): QueuedUpload[] {
    return (this.database.prepare('SELECT * FROM uploads ORDER BY created_at, id').all() as StoredRow[]).map(fromStored);
  }

  put(upload: QueuedUpload): void {
    try {
      this.database
        .prepare(
          'INSERT OR REPLACE INTO uploads VALUES (@id, @userId, @debtorId, @name, @size, @hash, @invoiceIds, @state, @sent, @error, @createdAt)',
        )
        .run({ ...upload, invoiceIds: JSON.stringify(upload.invoiceIds), error: upload.error && JSON.stringify(upload.error) });
    } catch (error) {
      throw diskError(error);
    }
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM uploads WHERE id = ?').run(id);
  }

  close(): void {
    this.database.close();
  }
}

const fromStored = (row: StoredRow): QueuedUpload => ({
  id: row.id,
  userId: row.user_id,
  debtorId: row.debtor_id,
  name: row.name,
  size: row.size,
  hash: row.hash,
  invoiceIds: JSON.parse(row.invoice_ids) as string[],
  state: row.state,
  sent: row.sent,
  error: row.error === null ? null : (JSON.parse(row.error) as ErrorShape),
  createdAt: row.created_at,
});
