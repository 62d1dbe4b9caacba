import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src-shared/kernel/index.ts';
import { administer, databaseUrl, SERVER_VARIABLE, TEMPLATE_VARIABLE } from './postgres-server.ts';

/** The engine this run of a test is on: vitest runs the storage and sync tests once for each (see vitest.config.ts). */
export const engine: 'sqlite' | 'postgres' = process.env.KASSTROOM_TEST_ENGINE === 'postgres' ? 'postgres' : 'sqlite';

const databases = new Map<string, string>();

const server = (): string => {
  const url = process.env[SERVER_VARIABLE];
  if (!url) throw new Error('no PostgreSQL has been started for this test: run it in the postgres project');
  return url;
};

/** A database of its own: a copy of another one, or with all tables, or (`empty`) without any. */
export async function newDatabase({ empty = false, copyOf = '' } = {}): Promise<string> {
  const name = `kasstroom_test_${newId().replaceAll('-', '')}`;
  const template = copyOf ? new URL(copyOf).pathname.slice(1) : empty ? 'template0' : process.env[TEMPLATE_VARIABLE];
  await administer(server(), `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return databaseUrl(server(), name);
}

export async function dropDatabase(url: string): Promise<void> {
  await administer(server(), `DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
}

/** Makes the folder a data folder whose store is on this run's engine, when it is not one yet. */
export async function prepareDataDir(dataDir: string, options: { empty?: boolean } = {}): Promise<void> {
  if (engine === 'sqlite' || databases.has(dataDir)) return;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const url = await newDatabase(options);
  databases.set(dataDir, url);
  writeFileSync(join(dataDir, 'config.json'), JSON.stringify({ databaseUrl: url }), { mode: 0o600 });
}

/** Where the folder's store is on a database server; empty on SQLite. */
export const databaseOf = (dataDir: string): string => databases.get(dataDir) ?? '';

/** Copies a data folder that nobody uses, with what it has on a database server. */
export async function copyDataDir(from: string, to: string): Promise<void> {
  cpSync(from, to, { recursive: true });
  const url = databases.get(from);
  if (!url) return;
  databases.set(to, await newDatabase({ copyOf: url }));
  writeFileSync(join(to, 'config.json'), JSON.stringify({ databaseUrl: databaseOf(to) }), { mode: 0o600 });
}

/** Removes a data folder with what it has on a database server. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const url = databases.get(dataDir);
  databases.delete(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  if (url) await dropDatabase(url);
}
