import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgresStore } from '../../portal-server/storage/postgres/postgres-store.ts';
import { findPostgres } from './find-postgres.mjs';
import { freePort } from './free-port.ts';

/** Addresses of a server and of a database on it that tests copy; set for the workers by {@link setup}. */
export const SERVER_VARIABLE = 'KASSTROOM_TEST_SERVER';
export const TEMPLATE_VARIABLE = 'KASSTROOM_TEST_TEMPLATE';

/** Once per run: a server, and on it a migrated database to be copied for each test. Returns the way to be rid of both. */
export default async function setup(): Promise<() => Promise<void>> {
  const { url, stop } = await startServer();
  const template = `kasstroom_test_template_${process.pid}`;
  await administer(url, `CREATE DATABASE ${template}`);
  const store = await openPostgresStore(databaseUrl(url, template));
  await store.close();
  process.env[SERVER_VARIABLE] = url;
  process.env[TEMPLATE_VARIABLE] = template;
  return async () => {
    await administer(url, `DROP DATABASE ${template}`);
    stop();
  };
}

export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** One statement in the server's own database. */
export async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export interface PostgresServer {
  url: string;
  stop(): void;
}

/** Faster, and nothing is lost that anybody wants. */
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** The server somebody gave, or one of our own on loopback that is thrown away; `durable` is for measurements. */
export async function startServer({ durable = false } = {}): Promise<PostgresServer> {
  const found = findPostgres();
  if ('url' in found) return { url: found.url, stop: () => undefined };
  if ('reason' in found) throw new Error(found.reason);
  return startCluster(found.bin, durable ? [] : CARELESS);
}

async function startCluster(bin: string, more: readonly string[]): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom-postgres-'));
  const data = join(folder, 'data');
  const run = programRunner(bin, folder);
  const initdb = (...locale: string[]) => run('initdb', '-D', data, '-A', 'trust', '-U', 'kasstroom', '-E', 'UTF8', '--no-sync', ...locale);
  // A locale that orders text otherwise than by bytes, so that the tests show that ours does not depend on it.
  try {
    initdb('--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en');
  } catch {
    initdb('--locale=C');
  }
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'max_connections=200', ...more];
  const options = [`-p ${port}`, `-c unix_socket_directories=${folder}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
  run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start');
  return {
    url: `postgres://kasstroom@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root, where its package has made a user for it. */
function programRunner(bin: string, folder: string): (program: string, ...args: string[]) => void {
  const asRoot = process.getuid?.() === 0;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  if (asRoot) chownSync(folder, id('-u'), id('-g'));
  return (program, ...args) => {
    const command = [join(bin, program), ...args];
    const [file = '', ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(file, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
}
