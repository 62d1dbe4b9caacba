import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { AppError, type Clock, systemClock } from '../../src-shared/kernel/index.ts';
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts';
import type { Store } from '../storage/store.ts';
import { type Config, loadConfig } from './config.ts';
import { type Keys, loadKeys } from './keys.ts';

/** What every part of the server is given; built once per process. */
export interface Services {
  dataDir: string;
  config: Config;
  store: Store;
  clock: Clock;
  keys: Keys;
  log: Logger;
  seal(plain: string): string;
}

export const storeFile = (dataDir: string): string => join(dataDir, 'kasstroom.sqlite');

/** Logs go to stderr as JSON: stdout belongs to a command's result. Debtor data, amounts and secrets are never logged. */
export function makeLogger(level: Config['logLevel']): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}

export interface OpenOptions {
  clock?: Clock;
  overrides?: Partial<Config>;
  /** Make the store when there is none; otherwise that is an error that says to run `init`. */
  create?: boolean;
}

/** @throws AppError `store.not-initialised` when the folder holds no store and `create` is not set */
export async function openServices(
  dataDir: string,
  { clock = systemClock, overrides = {}, create = false }: OpenOptions = {},
): Promise<Services> {
  const file = storeFile(dataDir);
  if (!create && !existsSync(file)) throw new AppError('store.not-initialised', { dataDir });
  const config = loadConfig(dataDir, process.env, overrides);
  const keys = loadKeys(dataDir);
  const store = await openSqliteStore(file);
  return { dataDir, config, store, clock, keys, log: makeLogger(config.logLevel), seal: keys.seal };
}
