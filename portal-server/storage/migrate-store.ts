import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src-shared/kernel/index.ts';
import { removeDatabase } from './backup.ts';
import { copyStore, type StoreProof } from './copy-store.ts';
import { refuseOpenDatabase, refuseRunningServer } from './in-use.ts';
import { openStore, type StorePlace, storeExists, storeFile } from './open-store.ts';
import { databaseName } from './postgres/connection.ts';

/** A place as the command line names it: an address of PostgreSQL, or a data folder. */
export function placeOf(text: string, path: (file: string) => string): StorePlace {
  return /^postgres(ql)?:\/\//.test(text) ? { dataDir: '', databaseUrl: text } : { dataDir: path(text), databaseUrl: '' };
}

/** Without a password. */
export const placeName = ({ dataDir, databaseUrl }: StorePlace): string => (databaseUrl ? databaseName(databaseUrl) : dataDir);

/**
 * Moves everything from one store to an empty one. All of it arrives or nothing; the source stays as it is.
 * @throws AppError `store.not-initialised`, `store.in-use`, `store.not-empty`, `store.copy-differs`, and what opening a store throws
 */
export async function migrateStore(from: StorePlace, to: StorePlace): Promise<StoreProof> {
  if (!(await storeExists(from))) throw new AppError('store.not-initialised', { dataDir: placeName(from) });
  await refuseInUse(from);
  if (!to.databaseUrl && existsSync(storeFile(to.dataDir))) throw new AppError('store.not-empty', { table: storeFile(to.dataDir) });
  if (to.databaseUrl) await refuseInUse(to);
  const source = await openStore(from);
  try {
    const proof = await fill(source, to);
    carryKeys(from, to);
    return proof;
  } finally {
    await source.close();
  }
}

const refuseInUse = async ({ dataDir, databaseUrl }: StorePlace): Promise<void> =>
  databaseUrl ? refuseOpenDatabase(databaseUrl) : refuseRunningServer(dataDir);

async function fill(source: Awaited<ReturnType<typeof openStore>>, to: StorePlace): Promise<StoreProof> {
  const target = await openStore(to, { create: true });
  try {
    return await copyStore(source, target, { lockSource: true }).finally(() => target.close());
  } catch (error) {
    // The file was not there before; an empty one would stand in the way of the next try.
    if (!to.databaseUrl) removeDatabase(storeFile(to.dataDir));
    throw error;
  }
}

/** Portal links and saved passwords live by the key file, so a new data folder gets that of the old one. */
function carryKeys(from: StorePlace, to: StorePlace): void {
  if (from.databaseUrl || to.databaseUrl) return;
  const [source, target] = [join(from.dataDir, 'keys'), join(to.dataDir, 'keys')];
  if (!existsSync(source) || existsSync(target)) return;
  mkdirSync(to.dataDir, { recursive: true, mode: 0o700 });
  cpSync(source, target, { recursive: true });
}
