import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyStore } from '../../../portal-server/storage/copy-store.ts';
import { openPostgresStore } from '../../../portal-server/storage/postgres/postgres-store.ts';
import { openSqliteStore } from '../../../portal-server/storage/sqlite/sqlite-store.ts';
import type { Store } from '../../../portal-server/storage/store.ts';
import { engine, newDatabase } from '../../support/engine.ts';
import { type Company, foundCompany } from './company.ts';
import { copyDatabase } from './disk.ts';
import { freshFolder } from './folders.ts';
import { contentsOf, databaseWith, giveBack } from './postgres-databases.ts';

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
  return {
    open: () => openSqliteStore(file),
    backup: async () => {
      removeFiles(copy);
      copyDatabase(file, copy);
      backedUp = true;
    },
    putBack: async () => {
      removeFiles(file);
      copyDatabase(backedUp ? copy : from, file);
    },
    // The world's folder goes with all that is in it.
    remove: async () => undefined,
  };
}

function removeFiles(database: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(database + suffix, { force: true });
}

let postgres: Promise<EngineUnderTest> | undefined;

/** What a database, and a backup, can begin as. */
interface Beginnings {
  founded: string;
  empty: string;
  /** A SQLite file with the tables and no rows. */
  emptyBackup: string;
}

/** Databases on the test run's PostgreSQL. */
function postgresEngine(): Promise<EngineUnderTest> {
  postgres ??= (async () => {
    const emptyBackup = join(freshFolder('template'), 'empty.sqlite');
    await (await openSqliteStore(emptyBackup)).close();
    const url = await newDatabase();
    const empty = await contentsOf(url);
    const store = await openPostgresStore(url);
    const company = await foundCompany(store);
    await store.close();
    const beginnings = { founded: await contentsOf(url), empty, emptyBackup };
    giveBack(url);
    return {
      company,
      newServer: (folder, name) => postgresData(join(folder, `${name}-backup.sqlite`), beginnings, 'founded'),
      newEmpty: (folder, name) => postgresData(join(folder, `${name}-backup.sqlite`), beginnings, 'empty'),
    };
  })();
  return postgres;
}

/** Backups are made the way the program makes them: in a SQLite file, whatever the engine. */
function postgresData(copy: string, beginnings: Beginnings, beginning: 'founded' | 'empty'): ServerData {
  let url = '';
  let backedUp = false;
  return {
    open: async () => {
      url ||= await databaseWith(beginnings[beginning]);
      return openPostgresStore(url);
    },
    backup: async (running) => {
      if (!url) return;
      removeFiles(copy);
      copyFileSync(beginnings.emptyBackup, copy);
      const [source, target] = [running ?? (await openPostgresStore(url)), await openSqliteStore(copy)];
      await copyStore(source, target, { lockSource: false });
      await target.close();
      if (!running) await source.close();
      backedUp = true;
    },
    putBack: async () => {
      if (url) giveBack(url);
      url = await databaseWith(beginnings[backedUp ? 'empty' : beginning]);
      if (!backedUp) return;
      const [source, target] = [await openSqliteStore(copy), await openPostgresStore(url)];
      await copyStore(source, target, { lockSource: false });
      await source.close();
      await target.close();
    },
    remove: async () => {
      if (url) giveBack(url);
    },
  };
}
