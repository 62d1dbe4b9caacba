import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyStore } from '../../../portal-server/storage/copy-store.ts';
import { openPostgresStore } from '../../../portal-server/storage/postgres/postgres-store.ts';
import { openSqliteStore } from '../../../portal-server/storage/sqlite/sqlite-store.ts';
import type { Store } from '../../../portal-server/storage/store.ts';
import { dropDatabase, engine, newDatabase } from '../../support/engine.ts';
import { type Company, foundCompany } from './company.ts';
import { copyDatabase } from './disk.ts';
import { freshFolder } from './folders.ts';

/** One server's data on one engine. */
export interface ServerData {
  /** Opens the store that is there. */
  open(): Promise<Store>;
  /** Copies everything as it is; the store when the server runs. */
  backup(store: Store | null): Promise<void>;
  /** Replaces everything by the last backup, or by how it began when there is none; the store is closed. */
  putBack(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes the data of servers; every one begins with the same company. */
export interface EngineUnderTest {
  company: Company;
  newServer(folder: string, name: string): ServerData;
  /** An empty store to move to. */
  newEmpty(folder: string, name: string): ServerData;
}

/** The engine of this run of the tests. */
export const engineUnderTest = (): Promise<EngineUnderTest> => (engine === 'postgres' ? postgresEngine() : sqliteEngine());

let sqlite: Promise<EngineUnderTest> | undefined;

/** SQLite in a folder. The tables and the company are made once and copied for every world. */
export function sqliteEngine(): Promise<EngineUnderTest> {
  sqlite ??= (async () => {
    const folder = freshFolder('template');
    const empty = join(folder, 'empty.sqlite');
    await (await openSqliteStore(empty)).close();
    const founded = join(folder, 'founded.sqlite');
    copyFileSync(empty, founded);
    const store = await openSqliteStore(founded);
    const company = await foundCompany(store);
    await store.close();
    return {
      company,
      newServer: (target, name) => sqliteData(target, name, founded),
      newEmpty: (target, name) => sqliteData(target, name, empty),
    };
  })();
  return sqlite;
}

function sqliteData(folder: string, name: string, from: string): ServerData {
  const file = join(folder, `${name}.sqlite`);
  const copy = join(folder, `${name}-backup.sqlite`);
  copyFileSync(from, file);
  let backedUp = false;
  const remove = (path: string) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  };
  return {
    open: () => openSqliteStore(file),
    backup: async () => {
      remove(copy);
      copyDatabase(file, copy);
      backedUp = true;
    },
    putBack: async () => {
      remove(file);
      copyDatabase(backedUp ? copy : from, file);
    },
    // The world's folder goes with all that is in it.
    remove: async () => undefined,
  };
}

let postgres: Promise<EngineUnderTest> | undefined;

/** Databases on the test run's PostgreSQL. */
function postgresEngine(): Promise<EngineUnderTest> {
  postgres ??= (async () => {
    const founded = await newDatabase();
    const store = await openPostgresStore(founded);
    const company = await foundCompany(store);
    await store.close();
    return { company, newServer: () => postgresData(founded), newEmpty: () => postgresData('') };
  })();
  return postgres;
}

function postgresData(from: string): ServerData {
  let url = '';
  let copy = '';
  const drop = async (database: string) => {
    if (database) await dropDatabase(database);
  };
  return {
    open: async () => {
      url ||= await newDatabase({ copyOf: from });
      return openPostgresStore(url);
    },
    backup: async (running) => {
      if (!url) return;
      const source = running ?? (await openPostgresStore(url));
      const next = await newDatabase();
      const target = await openPostgresStore(next);
      await copyStore(source, target, { lockSource: false });
      await target.close();
      if (!running) await source.close();
      await drop(copy);
      copy = next;
    },
    putBack: async () => {
      await drop(url);
      url = await newDatabase({ copyOf: copy || from });
    },
    remove: async () => {
      await drop(url);
      await drop(copy);
    },
  };
}
