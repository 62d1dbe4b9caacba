import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importLedger } from '../../portal-server/imports/import-ledger.ts';
import { parseMapping } from '../../portal-server/imports/mapping.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { booksOf, brokenRules, type PortalWorld, portalWorld, pressPay } from '../support/portal-world.ts';

const MAPPING = parseMapping(
  {
    dates: { formats: ['YYYY-MM-DD'] },
    debtor: { number: 'debtor', name: 'name' },
    invoice: { number: 'number', issueDate: 'issued', dueDate: 'due', amount: 'amount', open: 'open', currency: 'currency' },
  },
  'test',
);

/** The ledger says what is open of one invoice. */
async function ledgerSays({ server, companyId }: PortalWorld, open: string): Promise<void> {
  const path = join(server.services.dataDir, 'ledger.csv');
  const line = `20417,Oostkade,2026-0142,2026-01-12,2026-02-11,418.60,${open},EUR`;
  writeFileSync(path, `debtor,name,number,issued,due,amount,open,currency\n${line}\n`);
  const result = await importLedger(server.services, { administrationId: companyId, mapping: MAPPING, sources: [{ path }] });
  expect(result.files.map(({ rejectedRows }) => rejectedRows)).toEqual([0]);
}

/** What the provider says of the one payment there is. */
async function providerSays({ server, ...world }: PortalWorld, reversed: number, status = 'paid'): Promise<void> {
  const [intent] = (await booksOf({ server, ...world })).intents;
  await giveCommand(server.services, {
    commandId: newId(),
    name: 'apply-provider-payment',
    args: {
      intentId: intent?.id,
      payment: { status, amount: 41_860, currency: 'EUR', method: 'ideal', paidAt: '2026-03-10T10:05:00.000Z', reversed },
    },
    actor: { kind: 'system', name: 'test' },
  });
}

/** The debtor has paid 418.60 for one invoice, and has no credit. */
async function paidWorld(): Promise<PortalWorld> {
  const world = await portalWorld({ jobs: false });
  await world.server.services.store.write(async (tx) => {
    const credit = await tx.get('invoices', world.debtor.invoices['2026-0177'] ?? '');
    if (credit) await tx.put('invoices', { ...credit, open: 0, closedOn: '2026-03-01' as never });
  });
  const sent = await pressPay(world.browser, `/portal/pay?c=EUR&sent=1&i=${world.debtor.invoices['2026-0142']}`);
  expect(sent.status).toBe(303);
  await providerSays(world, 0);
  expect((await invoice(world)).onTheWay).toBe(41_860);
  return world;
}

async function invoice(world: PortalWorld) {
  const found = (await booksOf(world)).invoices.find(({ number }) => number === '2026-0142');
  if (!found) throw new Error('no invoice');
  return found;
}

describe('money that goes back', () => {
  it('reopens an invoice at once that the ledger has closed, and only once when the ledger shows it too', async () => {
    const world = await paidWorld();
    await ledgerSays(world, '0.00');
    expect(await invoice(world)).toMatchObject({ open: 0, onTheWay: 0, closedOn: '2026-03-10' });
    await providerSays(world, 41_860);
    expect(await invoice(world)).toMatchObject({ open: 41_860, onTheWay: 0, closedOn: null });
    expect((await world.browser.get('/portal')).text).toContain('Betaal € 831,00');
    const books = await booksOf(world);
    expect(books.payments).toMatchObject([{ state: 'reversed', reversed: 41_860 }]);
    expect(books.actions).toMatchObject([{ kind: 'review' }]);
    expect(brokenRules(books)).toEqual([]);
    await ledgerSays(world, '418.60');
    expect(await invoice(world)).toMatchObject({ open: 41_860, onTheWay: 0, closedOn: null });
  });

  it('opens nothing a second time when the ledger has shown it first', async () => {
    const world = await paidWorld();
    await ledgerSays(world, '0.00');
    await ledgerSays(world, '418.60');
    await providerSays(world, 41_860);
    expect(await invoice(world)).toMatchObject({ open: 41_860, onTheWay: 0 });
    const { allocations } = await booksOf(world);
    expect(allocations.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  });

  it('takes a part off what the ledger has not shown yet first, and reopens the rest', async () => {
    const world = await paidWorld();
    await ledgerSays(world, '100.00');
    expect(await invoice(world)).toMatchObject({ open: 10_000, onTheWay: 10_000 });
    await providerSays(world, 15_000);
    expect(await invoice(world)).toMatchObject({ open: 15_000, onTheWay: 0 });
    expect((await booksOf(world)).payments).toMatchObject([{ state: 'in-ledger', reversed: 15_000 }]);
    await providerSays(world, 20_000);
    expect(await invoice(world)).toMatchObject({ open: 20_000, onTheWay: 0 });
  });

  it('is told to the debtor, as is every payment', async () => {
    const world = await portalWorld({ jobs: false });
    await world.server.services.store.write(async (tx) => {
      const row = await tx.get('debtors', world.debtor.debtorId);
      if (row) await tx.put('debtors', { ...row, email: 'balie@oostkade.example' });
    });
    await pressPay(world.browser, '/portal/pay?c=EUR', { mode: 'other', amount: '418,60', named: '41860' });
    await providerSays(world, 0);
    await providerSays(world, 0);
    await providerSays(world, 10_000);
    const messages = await world.server.services.store.read((tx) => tx.list('messages', { where: {}, orderBy: { column: 'createdAt' } }));
    expect(messages.map(({ templateKey, params }) => [templateKey, params.amount])).toEqual([
      ['payment.receipt', 41_860],
      ['payment.reversed', 10_000],
    ]);
  });
});
