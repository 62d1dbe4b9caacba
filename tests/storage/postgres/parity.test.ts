import Database from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../../portal-server/storage/sqlite/sqlite-store.ts';
import { tables } from '../../../src-shared/schema/index.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { testPlace, testStore } from '../../support/test-store.ts';

interface Shape {
  columns: Record<string, { type: string; notNull: boolean; default: string | null }>;
  key: string[];
  indexes: Record<string, { unique: boolean; columns: string[] }>;
}

const TYPES: Record<string, string> = { text: 'text', integer: 'bigint', real: 'double precision' };

/** A default as both engines would write it: without quotes and casts, flags as words. */
const plain = (text: string | null, type: string): string | null => {
  const value = text?.replace(/::[a-z ]+$/, '').replace(/^'(.*)'$/, '$1') ?? null;
  return type === 'boolean' && value !== null ? String(value === 'true' || value === '1') : value;
};

/** Tables as the SQLite migrations made them; integers that the schema calls flags are boolean. */
async function sqliteShapes(): Promise<Record<string, Shape>> {
  const file = `${tempDir()}/store.sqlite`;
  await (await openSqliteStore(file)).close();
  const db = new Database(file, { readonly: true });
  onTestFinished(() => void db.close());
  const flags = new Set(
    Object.values(tables).flatMap((table) =>
      Object.values(table).flatMap((column) => (column?.columnType === 'SQLiteBoolean' ? [`${nameOf(table)}.${column.name}`] : [])),
    ),
  );
  const names = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all();
  return Object.fromEntries(
    (names as string[]).map((name) => {
      const columns = db.pragma(`table_info("${name}")`) as {
        name: string;
        type: string;
        notnull: number;
        dflt_value: string | null;
        pk: number;
      }[];
      const indexes = (db.pragma(`index_list("${name}")`) as { name: string; unique: number; origin: string }[]).filter(
        ({ origin }) => origin === 'c',
      );
      const shape: Shape = {
        columns: Object.fromEntries(
          columns.map((column) => {
            const type = flags.has(`${name}.${column.name}`) ? 'boolean' : (TYPES[column.type.toLowerCase()] ?? column.type);
            return [column.name, { type, notNull: column.notnull === 1, default: plain(column.dflt_value, type) }];
          }),
        ),
        key: columns
          .filter(({ pk }) => pk > 0)
          .sort((a, b) => a.pk - b.pk)
          .map((column) => column.name),
        indexes: Object.fromEntries(
          indexes.map((index) => [
            index.name,
            {
              unique: index.unique === 1,
              columns: (db.pragma(`index_info("${index.name}")`) as { name: string }[]).map((column) => column.name),
            },
          ]),
        ),
      };
      return [name, shape];
    }),
  );
}

const nameOf = (table: object): string => String((table as Record<symbol, unknown>)[Symbol.for('drizzle:Name')]);

async function postgresShapes(): Promise<{ shapes: Record<string, Shape>; collations: Set<string> }> {
  const place = await testPlace();
  await testStore(place);
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  const all = async <T>(sql: string): Promise<T[]> => (await client.query(sql)).rows as T[];
  const columns = await all<{ table: string; name: string; type: string; not_null: boolean; dflt: string | null; coll: string | null }>(
    `SELECT table_name AS table, column_name AS name, data_type AS type, is_nullable = 'NO' AS not_null, column_default AS dflt, collation_name AS coll
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%' ORDER BY ordinal_position`,
  );
  const indexes = await all<{ table: string; name: string; is_unique: boolean; is_key: boolean; columns: string[] }>(
    `SELECT t.relname AS table, i.relname AS name, x.indisunique AS is_unique, x.indisprimary AS is_key,
       array(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY k(number, place) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number ORDER BY k.place) AS columns
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid WHERE t.relnamespace = 'public'::regnamespace`,
  );
  await client.end();
  const names = [...new Set(columns.map(({ table }) => table))];
  const shapes = names.map((table): [string, Shape] => {
    const own = indexes.filter((index) => index.table === table);
    return [
      table,
      {
        columns: Object.fromEntries(
          columns
            .filter((column) => column.table === table)
            .map(({ name, type, not_null, dflt }) => [name, { type, notNull: not_null, default: plain(dflt, type) }]),
        ),
        key: own.find(({ is_key }) => is_key)?.columns ?? [],
        indexes: Object.fromEntries(
          own.filter(({ is_key }) => !is_key).map((index) => [index.name, { unique: index.is_unique, columns: index.columns }]),
        ),
      },
    ];
  });
  return {
    shapes: Object.fromEntries(shapes),
    collations: new Set(columns.filter(({ type }) => type === 'text').map(({ coll }) => coll ?? 'default')),
  };
}

describe('the migrations of both engines', () => {
  it('make the same tables, columns, defaults, keys and indexes', async () => {
    const { shapes, collations } = await postgresShapes();
    const sqlite = await sqliteShapes();
    expect(Object.keys(sqlite)).toHaveLength(Object.keys(tables).length);
    expect(shapes).toEqual(sqlite);
    expect(Object.values(shapes).flatMap(({ columns }) => Object.keys(columns)).length).toBeGreaterThan(300);
    expect(collations).toEqual(new Set(['C']));
  });
});
