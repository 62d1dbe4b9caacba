import pg from 'pg';
import { AppError } from '../../../src-shared/kernel/index.ts';
import { storeError } from './errors.ts';

export const APPLICATION_NAME = 'kasstroom';

/** Connections one process may hold for reading; each pull to a desktop takes one for as long as it streams. */
const READERS = 20;
const CONNECT_TIMEOUT_MS = 10_000;
/** How long a write waits for the one before it, possibly a large import of another process. */
const LOCK_TIMEOUT_MS = 120_000;
/** A process that falls silent in the middle of a write must not hold up the others for ever. */
const WRITER_IDLE_MS = 120_000;
/** A reader is idle while a slow desktop takes in its lines. */
const READER_IDLE_MS = 600_000;

const OIDS = { boolean: 16, bigint: 20 };

/** Values the way SQLite keeps them, so that rows of both engines are decoded and sent by the same code. */
const parsers = new Map<number, (text: string) => unknown>([
  [OIDS.boolean, (text) => (text === 't' ? 1 : 0)],
  [OIDS.bigint, safeInteger],
]);

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`integer out of range: ${text}`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** Host, port and name of the database: safe to show and log. */
export function databaseName(url: string): string {
  const { hostname, port, pathname } = parseUrl(url);
  return `${hostname || 'localhost'}:${port || '5432'}${pathname}`;
}

/** @throws AppError `config.malformed` */
function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new AppError('config.malformed', { file: 'DATABASE_URL', key: 'databaseUrl', reason: 'not a postgres:// address' }, { cause });
  }
}

function clientConfig(url: string, idleMs: number): pg.ClientConfig {
  return {
    connectionString: parseUrl(url).href,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: idleMs,
    types,
  };
}

/** For one body at a time: the writer, the listener, a migration. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(url, WRITER_IDLE_MS));
  // Without a listener a connection that breaks while nobody uses it would end the process; its next user is told.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw storeError(error, databaseName(url));
  }
}

export function readerPool(url: string): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(url, READER_IDLE_MS), max: READERS });
  pool.on('error', () => undefined);
  // The pool stops listening to a client that it has lent out.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}
