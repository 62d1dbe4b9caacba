import type pg from 'pg';
import { Mutex } from '../../../src-shared/kernel/index.ts';
import { storeError } from './errors.ts';

type QueryConfig = pg.QueryConfig & { rowMode?: 'array' };

const names = new Map<string, string>();

/** Prepared once per connection under a name of its own; the texts are built from the schema, so there are few. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = `k${names.size + 1}`;
    names.set(sql, name);
  }
  return name;
}

/** One connection for the time of one body. Statements asked for at the same time go one after another. */
export class Session {
  readonly client: pg.ClientBase;
  /** True when the connection is not to be used again. */
  broken = false;
  private readonly mutex = new Mutex();
  private readonly database: string;

  constructor(client: pg.ClientBase, database: string) {
    this.client = client;
    this.database = database;
  }

  /** Rows as arrays in column order, raw as SQLite keeps them. */
  async rows(sql: string, params: unknown[] = []): Promise<unknown[][]> {
    const result = await this.send({ name: nameOf(sql), text: sql, values: params, rowMode: 'array' });
    return result.rows as unknown as unknown[][];
  }

  /** Statements without parameters, as one message; rows of the last one that has any. */
  async run(sql: string): Promise<unknown[][]> {
    const results = (await this.send({ text: sql, rowMode: 'array' })) as pg.QueryResult | pg.QueryResult[];
    const last = Array.isArray(results) ? results.findLast(({ rows }) => rows.length > 0) : results;
    return (last?.rows ?? []) as unknown as unknown[][];
  }

  send(config: QueryConfig, values?: unknown[]): Promise<pg.QueryResult> {
    return this.mutex.run(async () => {
      try {
        return await this.client.query(config, values);
      } catch (error) {
        const known = storeError(error, this.database);
        if ((known as { code?: string }).code === 'store.unreachable') this.broken = true;
        throw known;
      }
    });
  }
}

/** The part of a node-postgres client that drizzle's query builder uses. */
export const drizzleClient = (query: Session['send']): pg.Client => ({ query }) as unknown as pg.Client;
