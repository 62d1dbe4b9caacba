import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '../../../portal-server/storage/sqlite/sqlite-store.ts';
import type { Store } from '../../../portal-server/storage/store.ts';
import { type Company, foundCompany } from './company.ts';
import { copyDatabase } from './disk.ts';
import { freshFolder } from './folders.ts';

/** One server's data on one engine. */
export interface ServerData {
  /** Opens the store that is there. */
  open(): Promise<Store>;
  /** Copies everything as it is, while the server runs. */
  backup(): void;
  /** Replaces everything by the last backup; the store is closed. */
  putBack(): void;
}

/** Makes the data of servers; every one begins with the same company. */
export interface EngineUnderTest {
  company: Company;
  newServer(folder: string, name: string): ServerData;
  /** An empty store to move to. */
  newEmpty(folder: string, name: string): ServerData;
}

let template: Promise<EngineUnderTest> | undefined;

/** SQLite in a folder. The tables and the company are made once and copied for every schedule. */
export function sqliteEngine(): Promise<EngineUnderTest> {
  template ??= (async () => {
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
  return template;
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
    backup: () => {
      remove(copy);
      copyDatabase(file, copy);
      backedUp = true;
    },
    putBack: () => {
      remove(file);
      copyDatabase(backedUp ? copy : from, file);
    },
  };
}
