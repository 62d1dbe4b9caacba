import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openServices } from '../../portal-server/app/services.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { say, sayTable, times } from '../support/bench.ts';
import { CliFolder } from '../support/cli.ts';
import { FAKE_MOLLIE_KEY, startFakeMollie } from '../support/fake-mollie.ts';
import { addCompany, addDebtor } from '../support/portfolio.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { lookUp } from '../support/store-watch.ts';
import { Random } from '../sync/simulator/random.ts';

/*
 * A flood of payment callbacks, each payment's three times and in no order, on a real server in a process of its own with
 * a provider that speaks Mollie's HTTP. How many a second are taken in (each is on disk before its answer) and worked
 * off (fetched from the provider, and booked once)? Against a bare Express server that does one durable insert for each.
 * Afterwards the books are counted: nothing may be lost or booked twice. `npm run bench -- callbacks [payments …]`
 */

const REPEATS = 3;
const CONNECTIONS = 32;
const AMOUNT = 10_000;

interface Seeded {
  folder: CliFolder;
  ids: string[];
}

async function seed(mollie: Awaited<ReturnType<typeof startFakeMollie>>, count: number): Promise<Seeded> {
  const folder = new CliFolder();
  const services = await openServices(folder.dataDir, { create: true, overrides: { logLevel: 'silent' } });
  const ids: string[] = [];
  try {
    const company = await addCompany(services);
    for (let index = 0; index < count; index += 1) {
      const number = `C-${index}`;
      const dates = { issueDate: '2026-01-01' as never, dueDate: '2026-02-01' as never };
      const debtor = await addDebtor(services, company, { number }, [{ number, amount: AMOUNT, open: AMOUNT, ...dates }]);
      const id = `tr_bench${index}`;
      const [createdAt, intentId] = [new Date().toISOString(), newId()];
      await services.store.write((tx) =>
        tx.put('paymentIntents', {
          ...{ id: intentId, administrationId: company, debtorId: debtor.debtorId, currency: 'EUR', amount: AMOUNT },
          lines: [{ invoiceId: debtor.invoices[number] ?? '', amount: AMOUNT }],
          ...{ provider: 'mollie', method: 'ideal', providerPaymentId: id, status: 'open', createdAt },
        }),
      );
      const payment = {
        amount: { value: '100.00', currency: 'EUR' },
        method: 'ideal',
        metadata: { intentId },
        redirectUrl: '',
        description: '',
      };
      mollie.payments.set(id, { ...payment, id, status: 'paid', paidAt: createdAt });
      ids.push(id);
    }
  } finally {
    await services.store.close();
  }
  return { folder, ids };
}

/** Sends all of them over so many connections. @returns milliseconds until the last answer */
async function flood(url: string, bodies: readonly string[]): Promise<number> {
  const queue = [...bodies];
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const worker = async (): Promise<void> => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
      const response = await fetch(url, { method: 'POST', body, headers });
      if (response.status !== 200) throw new Error(`a callback was answered with ${response.status}`);
      await response.arrayBuffer();
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return performance.now() - start;
}

async function bare(bodies: readonly string[]): Promise<number> {
  const child = fork(new URL('../support/bare-callbacks.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] });
  try {
    const [port] = (await once(child, 'message')) as [number];
    await flood(`http://127.0.0.1:${port}/`, bodies.slice(0, 200));
    return await flood(`http://127.0.0.1:${port}/`, bodies);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

async function bench(mollie: Awaited<ReturnType<typeof startFakeMollie>>, count: number): Promise<string[]> {
  const { folder, ids } = await seed(mollie, count);
  const random = new Random(count);
  const bodies = Array.from({ length: REPEATS }, () => ids)
    .flat()
    .map((id) => ({ id, at: random.fraction() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => `id=${id}`);
  const server = await ServerProcess.start(folder.dataDir, await freePort(), {
    KASSTROOM_PAYMENT_PROVIDER: 'mollie',
    KASSTROOM_MOLLIE_API_KEY: FAKE_MOLLIE_KEY,
    KASSTROOM_MOLLIE_API_URL: mollie.apiUrl,
    // An address that a provider can reach: otherwise the server would ask after every payment by itself as well.
    KASSTROOM_PUBLIC_URL: 'https://debiteuren.lindeboer.nl',
    KASSTROOM_LOG_LEVEL: 'error',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_NO_WARNINGS: '1',
  });
  const store = join(folder.dataDir, 'kasstroom.sqlite');
  const one = (sql: string): number => lookUp<{ n: number }>(store, sql)[0]?.n ?? -1;
  try {
    const start = performance.now();
    const taken = await flood(`${server.url}/callbacks/mollie`, bodies);
    while (one("SELECT count(*) AS n FROM provider_callbacks WHERE state = 'received'") > 0) await setTimeout(20);
    const worked = performance.now() - start;
    const journalled = one('SELECT count(*) AS n FROM provider_callbacks');
    const booked = one('SELECT count(*) AS n FROM payments');
    const onTheWay = one('SELECT coalesce(sum(on_the_way), 0) AS n FROM invoices');
    if (journalled !== bodies.length || booked !== count || onTheWay !== count * AMOUNT)
      throw new Error(`${journalled} of ${bodies.length} journalled, ${booked} of ${count} booked, ${onTheWay} on the way`);
    const base = await bare(bodies);
    const perSecond = (took: number): number => Math.round((bodies.length / took) * 1_000);
    return [
      `${count} payments, ${bodies.length} callbacks`,
      String(perSecond(taken)),
      times(taken / base),
      String(perSecond(worked)),
      String(perSecond(base)),
      '0 lost, 0 twice',
    ];
  } finally {
    await server.stop();
    await folder.remove();
  }
}

const given = process.argv.slice(2).map(Number);
const mollie = await startFakeMollie();
try {
  const rows: string[][] = [];
  for (const count of given.length ? given : [300, 3_000]) rows.push(await bench(mollie, count));
  say(`${CONNECTIONS} connections; taken in: on disk before the answer; bare: one durable insert each`);
  sayTable(['callbacks a second', 'taken in', 'to bare', 'worked off', 'bare', 'books'], rows);
} finally {
  await mollie.stop();
}
