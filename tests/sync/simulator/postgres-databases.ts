import pg from 'pg';
import { dropDatabase, newDatabase } from '../../support/engine.ts';

/*
 * PostgreSQL takes longer to make a database than a schedule takes, and a few milliseconds to empty a small one. So the
 * databases of servers that are gone are kept and filled anew.
 */
const spare: string[] = [];

/** Every row of a database as the statements that make it these rows and no others. */
export async function contentsOf(url: string): Promise<string> {
  return connected(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__drizzle_migrations'",
    );
    const statements: string[] = [];
    for (const { name } of tables.rows) {
      statements.push(`DELETE FROM ${name}`);
      const { rows } = await client.query<{ all: string | null }>(`SELECT json_agg(t)::text AS all FROM ${name} t`);
      const all = rows[0]?.all;
      if (all) statements.push(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${client.escapeLiteral(all)})`);
    }
    return statements.join(';');
  });
}

/** The address of a database that nobody else uses and that holds what {@link contentsOf} said. */
export async function databaseWith(contents: string): Promise<string> {
  const url = spare.pop() ?? (await newDatabase());
  await connected(url, async (client) => {
    // A server that died without a word may still hold connections.
    await client.query(
      'SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await client.query(contents);
  });
  return url;
}

/** Keeps a database for another server. */
export function giveBack(url: string): void {
  spare.push(url);
}

export async function dropSpares(): Promise<void> {
  for (const url of spare.splice(0)) await dropDatabase(url);
}

async function connected<T>(url: string, body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}
