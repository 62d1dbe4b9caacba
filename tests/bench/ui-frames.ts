import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, loadavg, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { openServices } from '../../portal-server/app/services.ts';
import { storeFile } from '../../portal-server/storage/open-store.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { buildDesktop } from '../support/electron-stand-in/launch.ts';
import { findBrowser } from '../support/find-browser.mjs';
import { addAdministration, addDebtor, addInvoice, addUser, PASSWORD } from '../support/test-server.ts';

/*
 * Whether typing stays smooth while the core loads a million rows: the real screens in a real browser on the web host, with
 * the server and the host in processes of their own. The same typing is measured at rest and during the load.
 * `tsx tests/bench/ui-frames.ts [rows]`
 */

const ROWS = Number(process.argv[2] ?? 1_000_000);
const EMAIL = 'anna@example.test';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEY_EVERY_MS = 60;
/** A frame of a 60 Hz screen. */
const FRAME_MS = 1000 / 60;

interface Frames {
  /** Time of the main thread that each frame took, from its start to after its paint. */
  work: number[];
  /** From frame to frame. */
  gaps: number[];
}

const folder = mkdtempSync(join(tmpdir(), 'kasstroom-frames-'));
const data = join(folder, 'data');
const children: ChildProcess[] = [];
const say = (line = ''): void => void process.stdout.write(`${line}\n`);

function start(...args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KASSTROOM_LOG_LEVEL: 'error' },
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => resolve({ child, url: (JSON.parse(line) as { url: string }).url }));
  });
}

const startServer = (port: number) =>
  start('portal-server/cli/kasstroom-server.mjs', 'start', '--data', data, '--port', String(port), '--json');

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

async function smallCompany(): Promise<void> {
  const services = await openServices(data, { create: true, overrides: { logLevel: 'silent' } });
  const administrationId = await addAdministration(services);
  await addUser(services, 'administrator', null, EMAIL);
  const debtorId = await addDebtor(services, administrationId, '1001', { name: 'Bakkerij Het Anker' });
  await addInvoice(services, { id: debtorId, administrationId }, 'F1', 40);
  await services.store.close();
}

/** The store as it would be after another history: many more rows, under a new epoch, so that every desktop loads anew. */
function grow(): void {
  const database = new Database(storeFile(data));
  const columns = (table: string) => (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const copies = (table: string, changes: Record<string, string>, count: number) => {
    const names = columns(table);
    const values = names.map((name) => changes[name] ?? `one."${name}"`);
    database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
      INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')})
      SELECT ${values.join(', ')} FROM n, (SELECT * FROM ${table} LIMIT 1) AS one`);
  };
  const debtors = Math.ceil(ROWS / 20);
  database.exec('BEGIN');
  copies('debtors', { id: "printf('debtor-%d', i)", number: "printf('%d', 100000 + i)", name: "printf('Debiteur %d', i)" }, debtors);
  copies(
    'invoices',
    { id: "printf('invoice-%d', i)", debtor_id: `printf('debtor-%d', 1 + i % ${debtors})`, number: "printf('G%d', i)" },
    ROWS - debtors,
  );
  database.prepare('UPDATE store_meta SET epoch = ?').run(newId());
  database.exec('COMMIT');
  database.close();
}

/** Runs in the page; as text, because what compiles this file adds helpers that the page does not have. */
const START_MEASURING = `{
  const frames = { work: [], gaps: [] };
  const channel = new MessageChannel();
  let last = 0;
  channel.port1.onmessage = () => frames.work.push(performance.now() - last);
  const tick = (at) => {
    if (last) frames.gaps.push(at - last);
    last = at;
    channel.port2.postMessage(0);
    if (!window.stopMeasuring) requestAnimationFrame(tick);
  };
  Object.assign(window, { stopMeasuring: false, measured: frames });
  requestAnimationFrame(tick);
}`;

/** Types into the search box until told to stop, and measures every frame meanwhile. */
async function typeAndMeasure(page: Page, until: () => Promise<boolean>): Promise<Frames> {
  await page.evaluate(START_MEASURING);
  const box = page.getByRole('combobox', { name: 'Zoek een debiteur' });
  await box.focus();
  for (let i = 0; !(await until()); i += 1) {
    await page.keyboard.press(i % 12 < 8 ? 'bakkerij'.charAt(i % 12) : 'Backspace');
    await page.waitForTimeout(KEY_EVERY_MS);
  }
  return page.evaluate(() => {
    Object.assign(window, { stopMeasuring: true });
    return (window as unknown as { measured: Frames }).measured;
  });
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN;
const figures = (values: readonly number[]): number[] => [quantile(values, 0.5), quantile(values, 0.99), Math.max(...values)];
const row = (name: string, values: readonly number[]): string =>
  `${name.padEnd(34)}${values.map((it) => it.toFixed(1).padStart(9)).join('')}`;

async function main(): Promise<void> {
  const browserPath = findBrowser();
  if (!browserPath.path) throw new Error(browserPath.reason);
  buildDesktop();
  await smallCompany();
  const first = await startServer(0);
  const port = Number(new URL(first.url).port);
  const login = ['--email', EMAIL, '--password', PASSWORD];
  const host = await start(
    '--import',
    'tsx',
    'src-main/host-web/main.ts',
    '--profile',
    join(folder, 'profile'),
    '--server',
    first.url,
    ...login,
  );
  const browser = await chromium.launch({
    executablePath: browserPath.path,
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const page = await browser.newPage({ locale: 'nl-NL' });
  await page.goto(host.url);
  await page.getByRole('combobox', { name: 'Zoek een debiteur' }).waitFor();
  const restEnd = Date.now() + 12_000;
  const rest = await typeAndMeasure(page, async () => Date.now() > restEnd);

  await end(first.child);
  grow();
  const second = await startServer(port);
  // In life it is another machine's work.
  if (second.child.pid !== undefined) setPriority(second.child.pid, constants.priority.PRIORITY_LOW);
  await page.getByText(/^Laden: /).waitFor({ timeout: 60_000 });
  const began = Date.now();
  const loading = await typeAndMeasure(page, async () => (await page.getByText(/^Laden: /).count()) === 0);
  const seconds = (Date.now() - began) / 1000;
  await browser.close();

  say(`typing while ${ROWS.toLocaleString('en')} rows are loaded (${seconds.toFixed(0)} s), beside the same page at rest`);
  say(`load of this machine's processors meanwhile: ${loadavg()[0]?.toFixed(1)} (a figure above their number means waiting for others)`);
  say();
  say(row('milliseconds', []) + ['p50', 'p99', 'max'].map((it) => it.padStart(9)).join(''));
  const [restWork, loadWork, restGaps, loadGaps] = [rest.work, loading.work, rest.gaps, loading.gaps].map(figures) as [
    number[],
    number[],
    number[],
    number[],
  ];
  say(row('main thread per frame, at rest', restWork));
  say(row('main thread per frame, loading', loadWork));
  say(row('frame to frame, at rest', restGaps));
  say(row('frame to frame, loading', loadGaps));
  say(
    row(
      'ratio, main thread per frame',
      loadWork.map((value, i) => value / (restWork[i] ?? Number.NaN)),
    ),
  );
  say(
    row(
      'ratio, frame to frame',
      loadGaps.map((value, i) => value / (restGaps[i] ?? Number.NaN)),
    ),
  );
  const over = (frames: Frames) => frames.work.filter((it) => it > FRAME_MS).length;
  say();
  say(
    `frames over ${FRAME_MS.toFixed(1)} ms: ${over(loading)} of ${loading.work.length} loading, ${over(rest)} of ${rest.work.length} at rest`,
  );
}

try {
  await main();
} finally {
  for (const child of children) await end(child);
  rmSync(folder, { recursive: true, force: true });
}
