import pino, { type Logger } from 'pino';
import { type Clock, systemClock } from '../../src-shared/kernel/index.ts';
import { openStore, storeExists } from '../storage/open-store.ts';
import type { Store } from '../storage/store.ts';
import { type Config, loadConfig } from './config.ts';
import { openKeys } from './key-check.ts';
import type { Keys } from './keys.ts';

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

/** True when there is a store where the settings of this data folder say it is. */
export const hasStore = (dataDir: string, overrides: Partial<Config> = {}): Promise<boolean> =>
  storeExists({ dataDir, databaseUrl: loadConfig(dataDir, process.env, overrides).databaseUrl });

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

/**
 * @throws AppError `store.not-initialised` when there is no store and `create` is not set; `store.other-keys` when the data
 *   were made with another key file than the folder's
 */
export async function openServices(
  dataDir: string,
  { clock = systemClock, overrides = {}, create = false }: OpenOptions = {},
): Promise<Services> {
  const config = loadConfig(dataDir, process.env, overrides);
  const log = makeLogger(config.logLevel);
  const report = (error: unknown): void => log.warn({ err: error }, 'store: connection lost or not made; trying again');
  const store = await openStore({ dataDir, databaseUrl: config.databaseUrl }, { create, report });
  try {
    const keys = await openKeys(store, dataDir);
    return { dataDir, config, store, clock, keys, log, seal: keys.seal };
  } catch (error) {
    await store.close();
    throw error;
  }
}
