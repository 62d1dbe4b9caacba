import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src-shared/kernel/index.ts';
import { tryFileLock } from './file-lock.ts';
import { connect, databaseName } from './postgres/connection.ts';
import { countSessions } from './postgres/sessions.ts';

/** Held by the server process that works on a data folder (see jobs/outbox.ts). */
export const serverLock = (dataDir: string): string => join(dataDir, 'outbox.lock');

/** @throws AppError `store.in-use` when a server runs on the data folder */
export function refuseRunningServer(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  const lock = tryFileLock(serverLock(dataDir));
  if (!lock) throw new AppError('store.in-use', { place: dataDir });
  lock.release();
}

/** @throws AppError `store.in-use` when another process has the database open as a store */
export async function refuseOpenDatabase(url: string): Promise<void> {
  const client = await connect(url);
  try {
    if ((await countSessions(client)) > 0) throw new AppError('store.in-use', { place: databaseName(url) });
  } finally {
    await client.end();
  }
}
