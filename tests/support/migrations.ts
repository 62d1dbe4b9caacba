import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { storeFile } from '../../portal-server/storage/open-store.ts';
import { POSTGRES_MIGRATIONS } from '../../portal-server/storage/postgres/migrate.ts';
import { SQLITE_MIGRATIONS } from '../../portal-server/storage/sqlite/connection.ts';
import { engine } from './engine.ts';

const folder = engine === 'postgres' ? POSTGRES_MIGRATIONS : SQLITE_MIGRATIONS;

/** Names of the migrations of this run's engine, oldest first. */
export const migrationNames = (
  JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }
).entries.map(({ tag }) => tag);

/** A store of an earlier version, spoken to in plain SQL as it knew nothing of today's tables. */
export interface OldStore {
  all(sql: string): Promise<Record<string, unknown>[]>;
  run(sql: string, params?: unknown[]): Promise<void>;
  close(): Promise<void>;
}

function openOld({ dataDir, databaseUrl }: { dataDir: string; databaseUrl: string }): OldStore {
  if (databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    const connected = client.connect();
    const query = async (sql: string, params: unknown[] = []) => {
      await connected;
      let place = 0;
      return client.query(
        sql.replace(/\?/g, () => `$${++place}`),
        params,
      );
    };
    return {
      all: async (sql) => (await query(sql)).rows,
      run: async (sql, params) => void (await query(sql, params)),
      close: () => client.end(),
    };
  }
  const database = new Database(storeFile(dataDir));
  return {
    all: async (sql) => database.prepare(sql).all() as Record<string, unknown>[],
    run: async (sql, params = []) => void database.prepare(sql).run(...params),
    close: async () => void database.close(),
  };
}

/** A store as the version with so many migrations made it. */
export async function storeOfMigrations(place: { dataDir: string; databaseUrl: string }, count: number): Promise<OldStore> {
  const store = openOld(place);
  const id = engine === 'postgres' ? 'SERIAL PRIMARY KEY' : 'INTEGER PRIMARY KEY';
  await store.run(
    `CREATE TABLE __drizzle_migrations (id ${id}, hash text NOT NULL, created_at ${engine === 'postgres' ? 'bigint' : 'numeric'})`,
  );
  for (const { sql, hash, folderMillis } of readMigrationFiles({ migrationsFolder: folder }).slice(0, count)) {
    for (const statement of sql) await store.run(statement);
    await store.run('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)', [hash, folderMillis]);
  }
  return store;
}

export const reopenOld = openOld;

/** Columns of every table, by name. */
export async function columnsOf(store: OldStore): Promise<Map<string, { name: string; type: string }[]>> {
  const sql =
    engine === 'postgres'
      ? `SELECT table_name AS "table", column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`
      : `SELECT m.name AS "table", c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid`;
  const columns = (await store.all(sql)).filter((column) => !String(column.table).startsWith('__')) as {
    table: string;
    name: string;
    type: string;
  }[];
  return Map.groupBy(columns, ({ table }) => table);
}
