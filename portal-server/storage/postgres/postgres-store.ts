import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { AppError, Mutex, newId } from '../../../src-shared/kernel/index.ts';
import type { QueryBuilder, ReadTx, Store, WriteTx } from '../store.ts';
import { CommitListener, notifySql } from './commit-listener.ts';
import { connect, databaseName, readerPool } from './connection.ts';
import { storeError } from './errors.ts';
import { hasTables, migrateToLatest } from './migrate.ts';
import { rowReader } from './row-access.ts';
import { drizzleClient, Session } from './session.ts';
import { queryTables } from './tables.ts';
import { PostgresWriteTx } from './write-tx.ts';

export interface PostgresOptions {
  /** Told of faults that no caller waits for: the listening connection's. */
  report?: (error: unknown) => void;
}

/** True when the database holds a store, of whatever version. @throws AppError as {@link openPostgresStore} */
export async function postgresStoreExists(url: string): Promise<boolean> {
  const client = await connect(url);
  try {
    return await hasTables(client);
  } catch (error) {
    throw storeError(error, databaseName(url));
  } finally {
    await client.end();
  }
}

/**
 * Opens (or creates and migrates) the store in a PostgreSQL database, which any number of processes may have open at a time.
 * @throws AppError `store.unreachable`, `store.sign-in-refused`, `store.database-missing`, `store.newer`,
 *   `store.postgres-too-old`, `store.postgres-encoding`
 */
export async function openPostgresStore(url: string, { report = () => undefined }: PostgresOptions = {}): Promise<Store> {
  const database = databaseName(url);
  const client = await connect(url);
  try {
    await migrateToLatest(client, database);
    return new PostgresStore(url, client, report);
  } catch (error) {
    await client.end();
    throw storeError(error, database);
  }
}

class PostgresStore implements Store {
  readonly engine = 'postgres';
  private readonly url: string;
  private readonly database: string;
  private readonly report: (error: unknown) => void;
  /** Names this store among the processes on one database. */
  private readonly name = newId();
  private readonly pool: pg.Pool;
  private readonly mutex = new Mutex();
  private readonly listeners = new Set<(version: number) => void>();
  private writer: Session;
  private listener: CommitListener | null = null;
  private closed = false;

  constructor(url: string, client: pg.Client, report: (error: unknown) => void) {
    this.url = url;
    this.database = databaseName(url);
    this.report = report;
    this.pool = readerPool(url);
    this.writer = this.writeSessionOn(client);
  }

  async epoch(): Promise<string> {
    return this.read(async (tx) => (await tx.get('storeMeta', 'store'))?.epoch ?? '');
  }

  async read<T>(body: (tx: ReadTx) => Promise<T>): Promise<T> {
    if (this.closed) throw new AppError('store.closed');
    const session = await this.reader();
    try {
      await session.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const db = drizzle(drizzleClient((config, values) => session.send(config, values))) as unknown as QueryBuilder;
      return await body({ ...rowReader(session), db, tables: queryTables });
    } finally {
      await this.release(session);
    }
  }

  private async reader(): Promise<Session> {
    try {
      return new Session(await this.pool.connect(), this.database);
    } catch (error) {
      throw storeError(error, this.database);
    }
  }

  /** Ends the transaction; a connection that cannot even do that is thrown away, and its body has failed already. */
  private async release(session: Session): Promise<void> {
    if (!session.broken) await session.run('ROLLBACK').catch(() => undefined);
    (session.client as pg.PoolClient).release(session.broken);
  }

  write<T>(body: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.mutex.run(async () => {
      if (this.closed) throw new AppError('store.closed');
      const session = await this.writeSession();
      let result: T;
      let tx: PostgresWriteTx;
      try {
        tx = await begin(session);
        result = await body(tx);
        await tx.flush();
        await commit(session, tx.touched ? notifySql(this.name, tx.version) : '');
      } catch (error) {
        await this.rollback(session);
        throw error;
      }
      if (tx.touched) this.announce(tx.version);
      return result;
    });
  }

  private writeSessionOn(client: pg.Client): Session {
    const session = new Session(client, this.database);
    const lost = (): void => {
      session.broken = true;
    };
    client.once('error', lost);
    client.once('end', lost);
    return session;
  }

  private async writeSession(): Promise<Session> {
    if (this.writer.broken) this.writer = this.writeSessionOn(await connect(this.url));
    return this.writer;
  }

  private async rollback(session: Session): Promise<void> {
    try {
      if (!session.broken) await session.run('ROLLBACK');
    } catch (error) {
      this.report(error);
      session.broken = true;
    }
    if (session.broken) await (session.client as pg.Client).end().catch((error: unknown) => this.report(error));
  }

  private announce(version: number): void {
    for (const listener of this.listeners) listener(version);
  }

  onCommit(listener: (version: number) => void): () => void {
    this.listeners.add(listener);
    this.listener ??= new CommitListener({
      connect: () => connect(this.url),
      own: this.name,
      onCommit: (version) => this.announce(version),
      report: this.report,
    });
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.mutex.run(async () => {
      if (this.closed) return;
      this.closed = true;
      await this.listener?.close();
      await (this.writer.client as pg.Client).end();
      await this.pool.end();
    });
  }
}

/** The counter row is locked before anything else, so that the writes of all processes go one after another in the order of their versions. */
async function begin(session: Session): Promise<PostgresWriteTx> {
  const [row] = await session.run("BEGIN; UPDATE store_meta SET version = version + 1 WHERE id = 'store' RETURNING version");
  return new PostgresWriteTx(session, row?.[0] as number);
}

async function commit(session: Session, notify: string): Promise<void> {
  const results = (await session.send({ text: `${notify ? `${notify}; ` : ''}COMMIT` })) as pg.QueryResult | pg.QueryResult[];
  const last = Array.isArray(results) ? results.at(-1) : results;
  // A body that swallowed a failed statement has an aborted transaction, and PostgreSQL then takes COMMIT for ROLLBACK.
  if (last?.command !== 'COMMIT') throw new Error('the transaction was aborted by a statement whose error was swallowed');
}
