import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { importLedger } from '../../portal-server/imports/import-ledger.ts';
import { parseMapping } from '../../portal-server/imports/mapping.ts';
import { type Day, newId } from '../../src-shared/kernel/index.ts';
import type { NewRow, Row } from '../../src-shared/schema/index.ts';
import { ADMINISTRATION, type DunningWorld, debtor, invoice, openDunningWorld } from './dunning-world.ts';
import { tempDir } from './temp-dir.ts';

const MAPPING = {
  delimiter: ',',
  dates: { formats: ['YYYY-MM-DD'] },
  numbers: { decimal: '.' },
  debtor: { number: 'customer' },
  invoice: { number: 'number', issueDate: 'issued', dueDate: 'due', amount: 'amount', open: 'open' },
};

/** A debtor with some overdue invoices, and the two doors through which money comes in. */
export interface ArrangementsWorld extends DunningWorld {
  /** Moves the clock to eight in the morning of a day. */
  goTo(day: string): void;
  /** Pays through the portal, as a provider's callback books it. Returns the intent's id. */
  pay(parts: Record<string, number>): Promise<string>;
  /** The provider says that all of a payment went back. */
  chargeBack(intentId: string): Promise<void>;
  /** Imports what the ledger says is open of invoices. */
  ledger(open: Record<string, number>, more?: { asOf?: string; credit?: string }): Promise<void>;
  check(): Promise<{ reminded: number; lapsed: number }>;
  promise(): Promise<Row<'promises'>>;
  plan(): Promise<Row<'paymentPlans'>>;
  /** State and what is paid of each instalment. */
  instalments(): Promise<string[]>;
  invoice(number: string): Promise<Row<'invoices'>>;
  /** Kinds of what is on the worklist. */
  todo(): Promise<string[]>;
  /** Kinds of what the timeline tells of arrangements, by name. */
  told(): Promise<string[]>;
  /** Templates of the messages that were queued. */
  mails(): Promise<string[]>;
}

/** It is 10 March 2026; F1 (100.00), F2 (250.00) and F3 (50.00) are overdue, and C1 is a credit of 20.00. */
export async function arrangementsWorld(changes: Partial<NewRow<'debtors'>> = {}): Promise<ArrangementsWorld> {
  const world = await openDunningWorld();
  onTestFinished(() => world.close());
  await world.put('users', { id: 'sanne', email: 'sanne@lindeboer.example', name: 'Sanne' });
  await world.put('debtors', debtor('1', { assigneeId: 'sanne', ...changes }));
  const documents = [
    invoice('1', 'F1', '2026-02-01', 10_000),
    invoice('1', 'F2', '2026-02-10', 25_000),
    invoice('1', 'F3', '2026-02-20', 5_000),
    invoice('1', 'C1', '2026-02-20', -2_000),
  ];
  await world.put('invoices', ...documents);
  const one = async <T>(rows: Promise<T[]>): Promise<T> => {
    const found = (await rows).at(-1);
    if (!found) throw new Error('no row');
    return found;
  };
  const invoiceRow = (number: string) => one(world.list('invoices').then((rows) => rows.filter((row) => row.number === number)));
  return {
    ...world,
    goTo: (day) => world.clock.advance(Date.parse(`${day}T07:00:00.000Z`) - world.clock.now().getTime()),
    async pay(parts) {
      const id = newId();
      const amount = Object.values(parts).reduce((sum, part) => sum + part, 0);
      const lines = await Promise.all(
        Object.entries(parts).map(async ([number, part]) => ({ invoiceId: (await invoiceRow(number)).id, amount: part })),
      );
      const own = { administrationId: ADMINISTRATION, debtorId: 'debtor-1', currency: 'EUR', createdAt: world.clock.now().toISOString() };
      await world.put('paymentIntents', { id, ...own, amount, lines, provider: 'sandbox', status: 'open' });
      await world.give('apply-provider-payment', { intentId: id, payment: shown(amount, 0) });
      return id;
    },
    async chargeBack(intentId) {
      const intent = (await world.list('paymentIntents')).find((row) => row.id === intentId);
      const amount = intent?.amount ?? 0;
      await world.give('apply-provider-payment', { intentId, payment: shown(amount, amount) });
    },
    async ledger(open, { asOf, credit } = {}) {
      const rows = await Promise.all(Object.keys(open).map(invoiceRow));
      const lines = rows.map(
        ({ number, issueDate, dueDate, amount }) => `1,${number},${issueDate},${dueDate},${decimal(amount)},${decimal(open[number] ?? 0)}`,
      );
      if (credit) lines.push(`1,P1,${asOf ?? dayOf(world)},${asOf ?? dayOf(world)},${credit},${credit}`);
      const path = join(tempDir(), 'ledger.csv');
      await writeFile(path, `${['customer,number,issued,due,amount,open', ...lines].join('\n')}\n`);
      const result = await importLedger(world.services, {
        administrationId: ADMINISTRATION,
        mapping: parseMapping(MAPPING, 'arrangements'),
        sources: [{ path }],
        mode: 'increment',
        ...(asOf ? { asOf: asOf as Day } : {}),
      });
      if (result.status !== 'applied') throw new Error(JSON.stringify(result));
    },
    check: () => world.give('check-arrangements', { administrationId: ADMINISTRATION }),
    promise: () => one(world.list('promises').then((rows) => rows.sort((a, b) => (a.id < b.id ? -1 : 1)))),
    plan: () => one(world.list('paymentPlans')),
    instalments: async () =>
      (await world.list('instalments')).sort((a, b) => a.position - b.position).map(({ state, paid }) => `${state} ${paid}`),
    invoice: invoiceRow,
    todo: async () => (await world.list('actions')).filter(({ state }) => state === 'open').map(({ kind }) => kind),
    told: async () =>
      (await world.list('timelineEntries'))
        .filter(({ category }) => category === 'arrangement')
        .map(({ kind }) => kind)
        .sort(),
    mails: async () => (await world.list('messages')).map(({ templateKey }) => templateKey),
  };
}

const dayOf = (world: DunningWorld): string => world.clock.now().toISOString().slice(0, 10);
const decimal = (minor: number): string => (minor / 100).toFixed(2);
const shown = (amount: number, reversed: number) => ({
  ...{ status: 'paid' as const, amount, currency: 'EUR', method: 'ideal', paidAt: null, reversed },
});
