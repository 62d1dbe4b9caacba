import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';

/**
 * Every setting of the server process, documented here once. It is read from `config.json` in the data folder; the
 * environment variable named at a setting overrides it. An unknown or malformed key stops the start and is named.
 */
export const configSchema = z.strictObject({
  /**
   * Where the data are kept: empty is a SQLite file in the data folder; postgres://user:password@host:5432/database is
   * PostgreSQL 15 or newer, which several server processes may share. DATABASE_URL
   */
  databaseUrl: z
    .string()
    .regex(/^(postgres(ql)?:\/\/.+)?$/, 'it is empty or begins with postgres://')
    .default(''),
  /**
   * Seconds after which work that a server process had begun is taken over by another one when the first falls silent.
   * The clocks of machines that share a database must differ less than this. KASSTROOM_LEASE_SECONDS
   */
  leaseSeconds: z.coerce.number().int().min(1).max(3_600).default(60),
  /** Address under which debtors and desktops reach the server, without a slash at the end. KASSTROOM_PUBLIC_URL */
  publicUrl: z
    .url()
    .transform((url) => url.replace(/\/+$/, ''))
    .default('http://127.0.0.1:8480'),
  /** Address to listen on. KASSTROOM_HOST */
  host: z.string().default('127.0.0.1'),
  /** Port to listen on; 0 takes a free one. KASSTROOM_PORT */
  port: z.coerce.number().int().min(0).max(65_535).default(8480),
  /** Number of reverse proxies in front, so that limits count the debtor's own address. KASSTROOM_TRUST_PROXY */
  trustProxy: z.coerce.number().int().min(0).default(0),
  /** pino level. KASSTROOM_LOG_LEVEL */
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Payment provider debtors pay through; `sandbox` moves no money and is for trying out. KASSTROOM_PAYMENT_PROVIDER */
  paymentProvider: z.enum(['none', 'sandbox', 'mollie']).default('none'),
  /** API key of Mollie (live_… or test_…). KASSTROOM_MOLLIE_API_KEY */
  mollieApiKey: z.string().default(''),
  /** Mollie's API address, to be changed for tests only. KASSTROOM_MOLLIE_API_URL */
  mollieApiUrl: z.string().default(''),
  /** Days a link in a message lets the debtor in. KASSTROOM_PORTAL_LINK_DAYS */
  portalLinkDays: z.coerce.number().int().min(1).max(730).default(60),
});

export type Config = z.output<typeof configSchema>;

const environmentNames: Record<keyof Config, string> = {
  databaseUrl: 'DATABASE_URL',
  leaseSeconds: 'KASSTROOM_LEASE_SECONDS',
  publicUrl: 'KASSTROOM_PUBLIC_URL',
  host: 'KASSTROOM_HOST',
  port: 'KASSTROOM_PORT',
  trustProxy: 'KASSTROOM_TRUST_PROXY',
  logLevel: 'KASSTROOM_LOG_LEVEL',
  paymentProvider: 'KASSTROOM_PAYMENT_PROVIDER',
  mollieApiKey: 'KASSTROOM_MOLLIE_API_KEY',
  mollieApiUrl: 'KASSTROOM_MOLLIE_API_URL',
  portalLinkDays: 'KASSTROOM_PORTAL_LINK_DAYS',
};

export const configFile = (dataDir: string): string => join(dataDir, 'config.json');

/** @throws AppError `config.malformed` naming the key and what is wrong with it */
export function loadConfig(dataDir: string, env: NodeJS.ProcessEnv = process.env, overrides: Partial<Config> = {}): Config {
  const file = configFile(dataDir);
  const values: Record<string, unknown> = existsSync(file) ? readJson(file) : {};
  for (const [key, name] of Object.entries(environmentNames)) if (env[name] !== undefined) values[key] = env[name];
  const parsed = configSchema.safeParse({ ...values, ...overrides });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
    throw new AppError('config.malformed', { file, key, reason: issue?.message ?? '' });
  }
  return parsed.data;
}

function readJson(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new AppError('config.malformed', { file, key: '(file)', reason: 'not valid JSON' }, { cause });
  }
}
