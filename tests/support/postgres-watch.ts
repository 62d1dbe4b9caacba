import pg from 'pg';
import { type StoreWatch, until } from './store-watch.ts';

/** Numbers as SQLite gives them; PostgreSQL counts in bigint and adds up in numeric. */
const NUMBERS = new Set([20, 1700]);
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (NUMBERS.has(oid) ? Number : pg.types.getTypeParser(oid, format)),
} as pg.CustomTypesConfig;

export interface DatabaseWatch extends StoreWatch {
  /**
   * Does the work up to its first write to the table, which is kept from happening, and then kills. The writer is inside its
   * transaction at that moment, however fast or slow the machine is.
   */
  killBeforeWriteTo(table: string, work: () => Promise<unknown>, kill: () => Promise<void>): Promise<void>;
}

export function watchDatabase(url: string): DatabaseWatch {
  const lookUp = async <T>(client: pg.Client, sql: string, params: unknown[]): Promise<T[]> => {
    let place = 0;
    const text = sql.replace(/\?/g, () => `$${++place}`);
    return (await client.query(text, params)).rows as T[];
  };
  return {
    lookUp: (sql, ...params) => connected(url, (client) => lookUp(client, sql, params)),
    untilRow: (sql, ...params) =>
      connected(url, (client) =>
        until(`${sql} ${params.join(', ')}`, async () => {
          const [row] = await lookUp<object>(client, sql, params);
          return Boolean(Object.values(row ?? {})[0]);
        }),
      ),
    killBeforeWriteTo: (table, work, kill) =>
      connected(url, async (client) => {
        await client.query(`BEGIN; LOCK TABLE ${client.escapeIdentifier(table)} IN SHARE MODE`);
        const answer = work().catch(() => undefined);
        const waiting = 'SELECT count(*) > 0 AS found FROM pg_locks WHERE relation = ?::regclass AND NOT granted';
        await until(`a write to ${table}`, async () => (await lookUp<{ found: boolean }>(client, waiting, [table]))[0]?.found ?? false);
        await kill();
        await client.query('ROLLBACK');
        await answer;
      }),
  };
}

async function connected<T>(url: string, body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}
