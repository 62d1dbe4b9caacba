import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { openServices } from '../../portal-server/app/services.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { ms, percentiles, say, sayTable, type Timing, timed, times } from '../support/bench.ts';
import { CliFolder } from '../support/cli.ts';
import { LEDGER_MAPPING, writeLedgerFile } from '../support/ledger-file.ts';
import { LiveDesktop } from '../support/live-desktop.ts';
import { PortalBrowser } from '../support/portal-browser.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { lookUp } from '../support/store-watch.ts';

/*
 * A debtor pays; how soon does a collector's open card show it? A real server in a process of its own, the sandbox
 * provider, and a desktop core that is signed in and shows the debtor. Measured from the arrival of the provider's
 * callback (which the server journals), and from the debtor's press of "paid" at the provider, until the desktop has
 * said that something changed and the debtor's invoices, asked again, are on the way. Against a bare HTTP round trip on
 * this machine, and at ten times the data. `npm run bench -- callback [debtors …]`
 */

const ROUNDS = 54;
/** Not counted: the first requests of a process compile and connect. */
const WARM_UP = 4;
/** As in the ledger files of tests. */
const ROWS_PER_DEBTOR = 10;
const ADMIN = 'admin@kasstroom.example';
const PASSWORD = 'correct horse battery staple';

interface Debtor {
  id: string;
  link: string;
}

async function prepare(folder: CliFolder, debtors: number): Promise<Debtor[]> {
  writeFileSync(folder.path('mapping.json'), JSON.stringify(LEDGER_MAPPING));
  await writeLedgerFile(folder.path('ledger.csv'), debtors * ROWS_PER_DEBTOR);
  await folder.json('init', '--administration', 'B', '--admin', ADMIN, '--password', PASSWORD);
  await folder.json('import', '--mapping', 'mapping.json', 'ledger.csv');
  const services = await openServices(folder.dataDir, { overrides: { logLevel: 'silent' } });
  try {
    return await services.store.write(async (tx) => {
      const owing = await tx.list('invoices', { where: { open: { gt: 0 } }, orderBy: { column: 'number' }, limit: 2_000 });
      const payers = new Map(owing.map((invoice) => [invoice.debtorId, invoice.administrationId]));
      const found: Debtor[] = [];
      for (const [debtorId, administrationId] of [...payers].slice(0, ROUNDS)) {
        const id = newId();
        const [createdAt, expiresAt] = [new Date().toISOString(), new Date(Date.now() + 86_400_000).toISOString()];
        await tx.put('portalAccess', { id, administrationId, debtorId, createdAt, expiresAt });
        found.push({ id: debtorId, link: `/p/${services.keys.signAccess(id)}` });
      }
      return found;
    });
  } finally {
    await services.store.close();
  }
}

interface Round {
  fromPress: number;
  fromCallback: number;
}

async function round(server: ServerProcess, desktop: LiveDesktop, store: string, debtor: Debtor): Promise<Round> {
  const browser = new PortalBrowser(server.url);
  await browser.enter(debtor.link);
  const page = await browser.get('/portal/pay?c=EUR');
  const sent = await browser.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
  if (!sent.location.includes('/checkout/')) throw new Error(`no way to the provider: ${sent.status} ${sent.text}`);
  const shows = async (): Promise<boolean> =>
    (await desktop.query('debtor.invoices', { debtorId: debtor.id })).some(({ onTheWay }) => onTheWay > 0);
  if (await shows()) throw new Error('paid before anybody paid');
  // Starting a payment changes rows as well; that news is not to be mistaken for the other.
  await desktop.core.syncNow();
  await setTimeout(50);

  const changed = desktop.changedUntil(shows).then(() => ({ at: Date.now(), time: performance.now() }));
  const pressed = performance.now();
  await browser.post(sent.location, [['outcome', 'paid']]);
  const shown = await changed;
  // The journal has the arrival by the clock of this machine, in whole milliseconds.
  const [callback] = lookUp<{ at: string }>(store, 'SELECT received_at AS at FROM provider_callbacks ORDER BY id DESC LIMIT 1');
  return { fromPress: shown.time - pressed, fromCallback: shown.at - Date.parse(callback?.at ?? '') };
}

interface Measured {
  callback: Timing;
  press: Timing;
}

async function bench(debtors: number): Promise<Measured> {
  const folder = new CliFolder();
  const payers = await prepare(folder, debtors);
  const server = await ServerProcess.start(folder.dataDir, await freePort(), {
    KASSTROOM_PAYMENT_PROVIDER: 'sandbox',
    KASSTROOM_LOG_LEVEL: 'warn',
  });
  const desktop = new LiveDesktop(folder.path('desktop'), server.url);
  try {
    const start = performance.now();
    await desktop.signIn(ADMIN, PASSWORD);
    say(
      `${debtors} debtors, ${debtors * ROWS_PER_DEBTOR} invoices; the desktop's first load took ${((performance.now() - start) / 1_000).toFixed(1)} s`,
    );
    const rounds: Round[] = [];
    const store = join(folder.dataDir, 'kasstroom.sqlite');
    for (const payer of payers) rounds.push(await round(server, desktop, store, payer));
    const counted = rounds.slice(WARM_UP);
    return {
      callback: percentiles(counted.map(({ fromCallback }) => fromCallback)),
      press: percentiles(counted.map(({ fromPress }) => fromPress)),
    };
  } finally {
    await desktop.core.stop();
    await server.stop();
    await folder.remove();
  }
}

async function bareRoundTrip(): Promise<Timing> {
  const worker = new Worker(new URL('../support/loopback.ts', import.meta.url));
  const [port] = (await once(worker, 'message')) as [number];
  const ask = async (): Promise<void> => void (await (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'id=1' })).text());
  await timed(50, ask);
  const bare = percentiles(await timed(300, ask));
  await worker.terminate();
  return bare;
}

const given = process.argv.slice(2).map(Number);
const sizes = given.length ? given : [1_000, 10_000];
const bare = await bareRoundTrip();
const results: Measured[] = [];
for (const debtors of sizes) results.push(await bench(debtors));
say(`a bare HTTP round trip on this machine: p50 ${ms(bare.p50)} ms, p99 ${ms(bare.p99)} ms`);
sayTable(
  [`ms, ${ROUNDS - WARM_UP} rounds`, 'callback to screen p50', 'p99', 'to bare', 'press to screen p50', 'p99'],
  results.map(({ callback, press }, index) => [
    `${sizes[index]} debtors`,
    ms(callback.p50),
    ms(callback.p99),
    times(callback.p50 / bare.p50),
    ms(press.p50),
    ms(press.p99),
  ]),
);
const [first, last] = [results[0], results.at(-1)];
if (first && last && first !== last) {
  const factor = (sizes.at(-1) ?? 0) / (sizes[0] ?? 1);
  say(
    `growth over ${factor} times the data: p50 ${times(last.callback.p50 / first.callback.p50)}, p99 ${times(last.callback.p99 / first.callback.p99)}`,
  );
}
