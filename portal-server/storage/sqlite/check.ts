import Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError } from '../../../src-shared/kernel/index.ts';
import { SQLITE_MIGRATIONS } from './connection.ts';

export interface StoreCheck {
  /** What SQLite finds wrong with the file; empty is sound. */
  damage: string[];
  /** Migrations that the next start will run. */
  pending: number;
  /** True when the file was written by a newer version. */
  newer: boolean;
}

/**
 * Looks at a store without changing it, migrations included.
 * @throws AppError `store.corrupt` when it is no readable database
 */
export function checkSqliteStore(file: string): StoreCheck {
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
    try {
      const damage = database.prepare('PRAGMA integrity_check(20)').pluck().all() as string[];
      return { damage: damage.filter((line) => line !== 'ok'), ...compareMigrations(database) };
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new AppError('store.corrupt', { file }, { cause });
  }
}

function compareMigrations(database: Database.Database): Pick<StoreCheck, 'pending' | 'newer'> {
  const known = readMigrationFiles({ migrationsFolder: SQLITE_MIGRATIONS });
  const newest = known.at(-1)?.folderMillis ?? 0;
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!table) return { pending: known.length, newer: false };
  const applied = database.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all().map(Number);
  const last = Math.max(0, ...applied);
  return { pending: known.filter(({ folderMillis }) => folderMillis > last).length, newer: last > newest };
}
