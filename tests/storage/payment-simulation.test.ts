import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importLedger } from '../../portal-server/imports/import-ledger.ts';
import { parseMapping } from '../../portal-server/imports/mapping.ts';
import { startPaymentJobs } from '../../portal-server/payments/index.ts';
import { toDecimal } from '../../src-shared/kernel/index.ts';
import { FAKE_MOLLIE_KEY, type FakeMollie, startFakeMollie } from '../support/fake-mollie.ts';
import { booksOf, brokenRules, type PortalWorld, portalWorld, pressPay } from '../support/portal-world.ts';
import { waitFor } from '../support/wait-for.ts';
import { Random } from '../sync/simulator/random.ts';

/*
 * Debtors, a provider and a ledger that know nothing of each other act in a random order: redirects, callbacks (twice,
 * late, out of order, for nothing), polls, faults, refunds, chargebacks, and imports of a ledger that lags behind. After
 * every step the books must add up, and once everybody is done they must say what the provider and the ledger say.
 * A seed gives the same acts again: KASSTROOM_PAYMENT_SEEDS=17,18 runs those alone.
 */

const SEEDS = (process.env.KASSTROOM_PAYMENT_SEEDS ?? '1,2,3,4').split(',').map(Number);
const STEPS = 70;
const MAPPING = parseMapping(
  {
    dates: { formats: ['YYYY-MM-DD'] },
    debtor: { number: 'debtor', name: 'name' },
    invoice: { number: 'number', issueDate: 'issued', dueDate: 'due', amount: 'amount', open: 'open', currency: 'currency' },
  },
  'test',
);

let mollie: FakeMollie;
const strict = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
beforeAll(async () => {
  // The official client trusts its own list of authorities only; the fake's certificate is not on it.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  mollie = await startFakeMollie();
});
afterAll(async () => {
  if (strict === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  else process.env.NODE_TLS_REJECT_UNAUTHORIZED = strict;
  await mollie.stop();
});

const cents = (amount: { value: string } | undefined): number => Math.round(Number(amount?.value ?? 0) * 100);
const euros = (value: number) => ({ value: toDecimal(value, 'EUR'), currency: 'EUR' });

/** One world with everything that acts in it. */
class Simulation {
  readonly world: PortalWorld;
  readonly random: Random;
  /** Payments at the provider, by its id. */
  readonly ids: string[] = [];
  /** What the ledger's bookkeeper has booked so far: by our payment, minor units by invoice number. */
  private readonly booked = new Map<string, Map<string, number>>();
  private readonly startOpen: ReadonlyMap<string, number>;

  private constructor(world: PortalWorld, random: Random, startOpen: ReadonlyMap<string, number>) {
    this.world = world;
    this.random = random;
    this.startOpen = startOpen;
  }

  static async start(seed: number): Promise<Simulation> {
    const config = { paymentProvider: 'mollie', mollieApiKey: FAKE_MOLLIE_KEY, mollieApiUrl: mollie.apiUrl } as const;
    const world = await portalWorld({ config, jobs: false });
    const { invoices } = await booksOf(world);
    return new Simulation(world, new Random(seed), new Map(invoices.map(({ number, open }) => [number, open])));
  }

  async step(): Promise<string> {
    const act = this.ids.length === 0 ? 'pay' : this.random.weighted(WEIGHTS);
    await this[act]();
    return act;
  }

  /** Somebody presses the button, for everything or for a part. */
  private async pay(): Promise<void> {
    if (this.ids.length >= 8) return;
    const path = `/portal/pay?c=EUR&open=1${this.random.chance(0.5) ? `&mode=other&amount=${this.random.int(10, 400)},${this.random.int(10, 99)}` : ''}`;
    const page = await this.world.browser.get(path);
    if (!page.html.includes('value="pay"')) return;
    const sent = await pressPay(this.world.browser, path, { m: 'creditcard' });
    if (sent.status === 303 && sent.location.includes('mollie.com')) this.ids.push(sent.location.split('/').at(-1) ?? '');
  }

  /** The bank says something about a payment that still runs. */
  private async bank(): Promise<void> {
    const id = this.random.pick(this.ids);
    if (!['open', 'pending'].includes(mollie.payments.get(id)?.status ?? '')) return;
    const status = this.random.pick(['pending', 'paid', 'paid', 'paid', 'failed', 'canceled', 'expired']);
    mollie.change(id, { status, ...(status === 'paid' ? { paidAt: '2026-03-10T10:05:00+00:00' } : {}) });
  }

  private async callback(): Promise<void> {
    const id = this.random.chance(0.9) ? this.random.pick(this.ids) : 'tr_unknown0000';
    for (let times = this.random.int(1, 3); times > 0; times -= 1) {
      const body = new URLSearchParams({ id });
      expect((await fetch(`${this.world.server.url}/callbacks/mollie`, { method: 'POST', body })).status).toBe(200);
    }
  }

  private async redirect(): Promise<void> {
    const id = this.random.pick(this.ids);
    const intent = (await booksOf(this.world)).intents.find(({ providerPaymentId }) => providerPaymentId === id);
    if (intent) expect((await this.world.browser.get(`/portal/payment/${intent.id}`)).status).toBe(200);
  }

  private async fault(): Promise<void> {
    mollie.faults.push(...this.random.pick([[503, 503, 503], [500], [502, 429]]));
  }

  private async goBack(): Promise<void> {
    const id = this.random.pick(this.ids);
    const payment = mollie.payments.get(id);
    if (payment?.status !== 'paid') return;
    const left = cents(payment.amount) - cents(payment.amountRefunded) - cents(payment.amountChargedBack);
    if (left <= 0) return;
    const by = this.random.chance(0.4) ? left : this.random.int(1, left);
    if (this.random.chance(0.5)) mollie.change(id, { amountRefunded: euros(cents(payment.amountRefunded) + by) });
    else mollie.change(id, { amountChargedBack: euros(cents(payment.amountChargedBack) + by) });
  }

  /** The server works off its journal and asks after what runs; then it stops, as in a restart. */
  async work(): Promise<void> {
    mollie.faults.length = 0;
    const stop = startPaymentJobs(this.world.server.services);
    try {
      await waitFor(async () => {
        const { callbacks, intents } = await booksOf(this.world);
        expect(callbacks.filter(({ state }) => state === 'received')).toEqual([]);
        const known = intents.filter(({ providerPaymentId }) => providerPaymentId !== null);
        const ended = known.filter(({ status }) => ['failed', 'canceled', 'expired'].includes(status));
        for (const intent of known.filter((each) => !ended.includes(each)))
          expect(intent.status).toBe(mollie.payments.get(intent.providerPaymentId ?? '')?.status);
      }, 30_000);
    } finally {
      await stop();
    }
  }

  /** The bookkeeper books some of what our books say came in or went back. */
  private async keepBooks(everything = false): Promise<void> {
    const { payments, allocations, invoices } = await booksOf(this.world);
    const number = new Map(invoices.map((invoice) => [invoice.id, invoice.number]));
    for (const payment of payments) {
      if (!everything && this.random.chance(0.5)) continue;
      const parts = new Map<string, number>();
      for (const part of allocations.filter(({ paymentId }) => paymentId === payment.id)) {
        const invoice = number.get(part.invoiceId) ?? '';
        parts.set(invoice, (parts.get(invoice) ?? 0) + part.amount);
      }
      this.booked.set(payment.id, parts);
    }
  }

  /** The ledger as it is, which may be behind. */
  private async importBooks(): Promise<void> {
    const { invoices } = await booksOf(this.world);
    const lines = invoices.map((invoice) => {
      const { number, issueDate, dueDate, amount } = invoice;
      return [
        '20417',
        'Fysiotherapie',
        number,
        issueDate,
        dueDate,
        toDecimal(amount, 'EUR'),
        toDecimal(this.ledgerOpen(number), 'EUR'),
        'EUR',
      ].join(',');
    });
    const { services } = this.world.server;
    const path = join(services.dataDir, 'ledger.csv');
    writeFileSync(path, `debtor,name,number,issued,due,amount,open,currency\n${lines.join('\n')}\n`);
    const result = await importLedger(services, { administrationId: this.world.companyId, mapping: MAPPING, sources: [{ path }] });
    expect(result.files.map(({ rejectedRows }) => rejectedRows)).toEqual([0]);
  }

  ledgerOpen(number: string): number {
    const paid = [...this.booked.values()].reduce((sum, parts) => sum + (parts.get(number) ?? 0), 0);
    return (this.startOpen.get(number) ?? 0) - paid;
  }

  /** Everybody finishes: the bank, the callbacks, the bookkeeper, the import. */
  async settle(): Promise<void> {
    for (const id of this.ids) {
      if (['open', 'pending'].includes(mollie.payments.get(id)?.status ?? '')) mollie.change(id, { status: 'expired' });
      await fetch(`${this.world.server.url}/callbacks/mollie`, { method: 'POST', body: new URLSearchParams({ id }) });
    }
    await this.work();
    await this.keepBooks(true);
    await this.importBooks();
  }
}

const WEIGHTS = { pay: 2, bank: 4, callback: 4, redirect: 2, fault: 1, goBack: 2, work: 3, keepBooks: 2, importBooks: 2 } as const;

describe('payments, whatever happens in whatever order', () => {
  it.each(SEEDS)(
    'are each booked exactly once, and the balances come out right (seed %i)',
    async (seed) => {
      const simulation = await Simulation.start(seed);
      const { world, ids } = simulation;
      const acts: string[] = [];
      for (let step = 0; step < STEPS; step += 1) {
        acts.push(await simulation.step());
        expect(brokenRules(await booksOf(world)), acts.join(' ')).toEqual([]);
      }
      await simulation.settle();
      const books = await booksOf(world);
      expect(brokenRules(books), acts.join(' ')).toEqual([]);

      const paid = ids.filter((id) => mollie.payments.get(id)?.status === 'paid');
      const atProvider = paid.map((id) => {
        const payment = mollie.payments.get(id);
        return [id, cents(payment?.amount), cents(payment?.amountRefunded) + cents(payment?.amountChargedBack)];
      });
      const provider = new Map(books.intents.map((intent) => [intent.id, intent.providerPaymentId]));
      const inBooks = books.payments.map(({ paymentIntentId, amount, reversed }) => [
        provider.get(paymentIntentId ?? ''),
        amount,
        reversed,
      ]);
      expect(inBooks.sort(), acts.join(' ')).toEqual(atProvider.sort());

      // Nothing waits for the ledger any more, and its balances are ours.
      for (const invoice of books.invoices) {
        expect([invoice.number, invoice.onTheWay, invoice.open], acts.join(' ')).toEqual([
          invoice.number,
          0,
          simulation.ledgerOpen(invoice.number),
        ]);
        expect(invoice.closedOn === null, invoice.number).toBe(invoice.open !== 0);
      }
      // Money that no document took is for a person, and no ledger will ever show it by itself.
      for (const payment of books.payments.filter(({ reversed, amount }) => reversed < amount)) {
        const parts = books.allocations.filter(({ paymentId }) => paymentId === payment.id);
        const unallocated = payment.amount - payment.reversed - parts.reduce((sum, part) => sum + part.amount, 0);
        if (unallocated === 0) expect(payment.state, acts.join(' ')).toBe('in-ledger');
      }
      const asked = books.timeline.filter(({ kind }) => kind === 'portal-payment');
      expect(asked).toHaveLength(paid.length);
    },
    120_000,
  );
});
