import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { count } from 'drizzle-orm';
import { loadOutgoingMail } from '../../src-shared/domain/outgoing-mail.ts';
import { translateError } from '../../src-shared/i18n/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { configFile, loadConfig } from '../app/config.ts';
import { hasStore, type Services } from '../app/services.ts';
import { contentFile, hashOfFile } from '../documents/content.ts';
import { storeFile } from '../storage/open-store.ts';
import { checkSqliteStore } from '../storage/sqlite/check.ts';

export interface Check {
  name: string;
  /** `warn`: works, and somebody should look at it. */
  status: 'ok' | 'warn' | 'fail';
  detail: string;
}

type Finding = Omit<Check, 'name'>;
const ok = (detail: string): Finding => ({ status: 'ok', detail });
const warn = (detail: string): Finding => ({ status: 'warn', detail });
const fail = (detail: string): Finding => ({ status: 'fail', detail });

/** A check that cannot be carried out has failed. */
async function run(name: string, check: () => Finding | Promise<Finding>): Promise<Check> {
  try {
    return { name, ...(await check()) };
  } catch (error) {
    return { name, ...fail(error instanceof AppError ? translateError('en', error) : String(error)) };
  }
}

const NEEDED_NODE = 24;
const MIB = 1024 * 1024;
const LITTLE_SPACE = 1024 * MIB;
const NO_SPACE = 100 * MIB;

/** What can be seen from outside, without opening the store for use. */
export async function checkFolder(dataDir: string): Promise<Check[]> {
  const first = [await run('node', checkNode), await run('data folder', () => checkDataFolder(dataDir))];
  // Without the folder everything else is missing as well, and saying so six times helps nobody.
  if (!existsSync(dataDir)) return first;
  return [
    ...first,
    await run('settings', () => checkSettings(dataDir)),
    await run('keys', () => checkKeys(dataDir)),
    await run('disk space', () => checkSpace(dataDir)),
    await run('store', () => checkStore(dataDir)),
  ];
}

function checkNode(): Finding {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= NEEDED_NODE ? ok(node) : fail(`${node}; ${NEEDED_NODE} or newer is needed`);
}

function checkDataFolder(dataDir: string): Finding {
  if (!existsSync(dataDir)) return fail(`${dataDir} does not exist; make it with "kasstroom-server init"`);
  accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  return openToOthers(dataDir) ? warn(`${dataDir} can be read by other users of this machine`) : ok(dataDir);
}

/** Windows keeps rights elsewhere, and says nothing in the mode. */
const openToOthers = (path: string): boolean => process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

function checkSettings(dataDir: string): Finding {
  const config = loadConfig(dataDir);
  const file = configFile(dataDir);
  if (existsSync(file) && config.mollieApiKey && openToOthers(file)) return warn(`${file} holds an API key and can be read by other users`);
  return ok(`serves ${config.publicUrl}, payments by ${config.paymentProvider}`);
}

function checkKeys(dataDir: string): Finding {
  const file = join(dataDir, 'keys', 'master.key');
  if (!existsSync(file)) return fail(`${file} is missing: sealed passwords and portal links are worthless without it`);
  if (!/^[0-9a-f]{64}$/.test(readFileSync(file, 'utf8').trim())) return fail(`${file} is no key`);
  return openToOthers(file) ? warn(`${file} can be read by other users of this machine`) : ok('present');
}

function checkSpace(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const detail = `${Math.floor(free / MIB)} MiB free`;
  if (free < NO_SPACE) return fail(detail);
  return free < LITTLE_SPACE ? warn(detail) : ok(detail);
}

async function checkStore(dataDir: string): Promise<Finding> {
  if (loadConfig(dataDir).databaseUrl) {
    return (await hasStore(dataDir))
      ? ok('PostgreSQL answers')
      : fail('the PostgreSQL database holds no store; make it with "kasstroom-server init"');
  }
  const file = storeFile(dataDir);
  if (!existsSync(file)) return fail(`${file} does not exist; make it with "kasstroom-server init"`);
  const { damage, pending, newer } = checkSqliteStore(file);
  if (newer) return fail(translateError('en', { code: 'store.newer', params: { file } }));
  if (damage.length) return fail(`damaged: ${damage.join('; ')}`);
  const size = `${Math.ceil(statSync(file).size / MIB)} MiB`;
  return pending ? warn(`sound, ${size}; ${pending} migrations will run at the next start`) : ok(`sound, ${size}`);
}

/** What only the opened store can tell. */
export async function checkContents(services: Services, connectMail: boolean): Promise<Check[]> {
  return [
    await run('administrations', () => checkAdministrations(services)),
    await run('outgoing mail', () => checkMail(services, connectMail)),
    await run('outbox', () => checkOutbox(services)),
    await run('jobs', () => checkJobs(services)),
    await run('documents', () => checkDocuments(services)),
  ];
}

function checkAdministrations({ store }: Services): Promise<Finding> {
  return store.read(async (tx) => {
    const administrations = await tx.list('administrations', { where: {}, orderBy: { column: 'code' } });
    const users = await tx.list('users', { where: { disabled: false } });
    const detail = `${administrations.map(({ code }) => code).join(', ') || 'none'}; ${users.length} users`;
    return administrations.length && users.length ? ok(detail) : warn(detail);
  });
}

async function checkMail({ store }: Services, connectMail: boolean): Promise<Finding> {
  const { transport, host, port } = await store.read(loadOutgoingMail);
  if (transport === 'catch') return warn('no mail server is set up: messages are caught and not sent');
  if (!connectMail) return ok(`${host}:${port} (use --connect to try it)`);
  return (await reachable(host, port)) ? ok(`${host}:${port} answers`) : fail(`${host}:${port} does not answer`);
}

const CONNECT_MS = 5_000;

function reachable(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_MS });
    const done = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}

async function checkOutbox({ store }: Services): Promise<Finding> {
  const rows = await store.read((tx) =>
    tx.db.select({ state: tx.tables.outbox.state, rows: count() }).from(tx.tables.outbox).groupBy(tx.tables.outbox.state),
  );
  return tally(rows);
}

async function checkJobs({ store }: Services): Promise<Finding> {
  const rows = await store.read((tx) =>
    tx.db.select({ state: tx.tables.jobs.state, rows: count() }).from(tx.tables.jobs).groupBy(tx.tables.jobs.state),
  );
  return tally(rows);
}

function tally(rows: readonly { state: string; rows: number }[]): Finding {
  const open = rows.filter(({ state }) => state !== 'done').map(({ state, rows: number }) => `${number} ${state}`);
  const failed = rows.some(({ state, rows: number }) => state === 'failed' && number > 0);
  return failed ? warn(open.join(', ')) : ok(open.join(', ') || 'nothing waiting');
}

/** Every document's bytes are there and are still what they were. */
async function checkDocuments({ store, dataDir }: Services): Promise<Finding> {
  const rows = await store.read((tx) =>
    tx.db.selectDistinct({ hash: tx.tables.documents.hash }).from(tx.tables.documents).orderBy(tx.tables.documents.hash),
  );
  const [missing, changed]: string[][] = [[], []];
  for (const { hash } of rows) {
    const file = contentFile(dataDir, hash);
    if (!existsSync(file)) missing?.push(hash);
    else if ((await hashOfFile(file)) !== hash) changed?.push(hash);
  }
  const bad = [
    missing?.length ? `${missing.length} missing from ${join(dataDir, 'documents')} (${missing[0]?.slice(0, 12)}…)` : '',
    changed?.length ? `${changed.length} damaged (${changed[0]?.slice(0, 12)}…)` : '',
  ].filter(Boolean);
  return bad.length ? fail(`${bad.join(', ')}; put the folder back from a backup`) : ok(`${rows.length} files, each as it was filed`);
}
