import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { AppError, newId } from '../../../src-shared/kernel/index.ts';

export const POSTGRES_MIGRATIONS = fileURLToPath(new URL('../migrations/postgres', import.meta.url));

/** The oldest major version that is tested. */
const OLDEST = 15;
/** Any number will do, as long as all processes take the same: one of them migrates while the others wait. */
const MIGRATION_LOCK = 7_346_120_158;

/** Beside the other tables, so that one dump or schema holds all. */
const TABLE = { migrationsSchema: 'public', migrationsTable: '__drizzle_migrations' };

export async function hasTables(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('store_meta') IS NOT NULL AS found");
  return Boolean((rows[0] as { found: number }).found);
}

/**
 * Brings the database's tables to this version and gives it an epoch at first.
 * @throws AppError `store.newer`, `store.postgres-too-old`, `store.postgres-encoding`
 */
export async function migrateToLatest(client: pg.ClientBase, database: string): Promise<void> {
  await checkServer(client, database);
  await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
  try {
    const { rows } = await client.query(`SELECT to_regclass('${TABLE.migrationsTable}') IS NOT NULL AS found`);
    if ((rows[0] as { found: number }).found) await checkNotNewer(client, database);
    await migrate(drizzle(client as pg.Client), { migrationsFolder: POSTGRES_MIGRATIONS, ...TABLE });
    await client.query("INSERT INTO store_meta (id, epoch, version) VALUES ('store', $1, 0) ON CONFLICT (id) DO NOTHING", [newId()]);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  }
}

async function checkServer(client: pg.ClientBase, database: string): Promise<void> {
  const { rows } = await client.query(
    "SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding",
  );
  const { major, encoding } = rows[0] as { major: number; encoding: string };
  if (major < OLDEST) throw new AppError('store.postgres-too-old', { database, version: major, oldest: OLDEST });
  if (encoding !== 'UTF8') throw new AppError('store.postgres-encoding', { database, encoding });
}

async function checkNotNewer(client: pg.ClientBase, database: string): Promise<void> {
  const { rows } = await client.query(`SELECT max(created_at) AS newest FROM ${TABLE.migrationsTable}`);
  const known = readMigrationFiles({ migrationsFolder: POSTGRES_MIGRATIONS }).at(-1)?.folderMillis ?? 0;
  if (((rows[0] as { newest: number | null }).newest ?? 0) > known) throw new AppError('store.newer', { file: database });
}
