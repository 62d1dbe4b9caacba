import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src-shared/kernel/index.ts';
import { openPostgresStore, postgresStoreExists } from './postgres/postgres-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/** Where the data are: one setting chooses the engine. */
export interface StorePlace {
  dataDir: string;
  /** Empty: a SQLite file in the data folder. */
  databaseUrl: string;
}

export const storeFile = (dataDir: string): string => join(dataDir, 'kasstroom.sqlite');

export async function storeExists({ dataDir, databaseUrl }: StorePlace): Promise<boolean> {
  return databaseUrl ? postgresStoreExists(databaseUrl) : existsSync(storeFile(dataDir));
}

/** @throws AppError `store.not-initialised` when there is no store and `create` is not set, and what the engines throw */
export async function openStore(
  place: StorePlace,
  { create = false, report }: { create?: boolean; report?: (error: unknown) => void } = {},
): Promise<Store> {
  const { dataDir, databaseUrl } = place;
  if (!create && !(await storeExists(place))) throw new AppError('store.not-initialised', { dataDir });
  if (databaseUrl) return openPostgresStore(databaseUrl, { report });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openSqliteStore(storeFile(dataDir));
}
