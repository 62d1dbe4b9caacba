import { describe, expect, it } from 'vitest';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { addDays, newId } from '../../src-shared/kernel/index.ts';
import { tempDir } from '../support/temp-dir.ts';
import { TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addInvoice, addUser, TODAY, testServer, testServices } from '../support/test-server.ts';

const SOON = addDays(TODAY, 3);

/** A debtor with three overdue invoices of 100.00, and Anna's desktop. */
async function world() {
  const dataDir = tempDir();
  const services = await testServices({ dataDir });
  const administrationId = await addAdministration(services);
  const annaId = await addUser(services, 'collector', administrationId, 'anna@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001', { assigneeId: annaId });
  const owner = { id: debtorId, administrationId };
  const invoiceIds = [
    await addInvoice(services, owner, 'F1', 40),
    await addInvoice(services, owner, 'F2', 30),
    await addInvoice(services, owner, 'F3', 20),
  ];
  const server = await testServer(services);
  const anna = await new TestCore(server.url).signIn('anna@example.test');
  const asSystem = (name: string, args: object) =>
    giveCommand(services, { commandId: newId(), name, args, actor: { kind: 'system', name: 'test' } });
  const invoice = async (number: string) => (await anna.query('debtor.invoices', { debtorId })).find((row) => row.number === number);
  const seen = async (number: string) => [
    { table: 'invoices', id: (await invoice(number))?.id ?? '', version: (await invoice(number))?.rowVersion ?? 0 },
  ];
  return { services, server, dataDir, administrationId, annaId, debtorId, invoiceIds, anna, asSystem, invoice, seen };
}

describe('a promise on the desktop', () => {
  it('is there at once without the server, alike when the server has taken it, and gone when taken back', async () => {
    const { anna, server, services, dataDir, debtorId, invoiceIds, invoice } = await world();
    await server.stop();
    const { value } = await anna.command('record-promise', { debtorId, invoiceIds: invoiceIds.slice(0, 2), promisedOn: SOON });
    const { promiseId } = value as { promiseId: string };
    const before = await anna.query('debtor.arrangements', { debtorId });
    expect(before.promises).toMatchObject([
      { id: promiseId, state: 'open', amount: 20_000, lookOn: addDays(SOON, 2), createdByName: 'anna' },
    ]);
    expect(await invoice('F1')).toMatchObject({ promisedUntil: addDays(SOON, 2), promise: { state: 'open', promisedOn: SOON } });
    expect((await anna.query('debtor.header', { debtorId })).balances[0]).toMatchObject({ promised: 20_000, inPlan: 0 });
    expect((await anna.query('debtor.header', { debtorId })).counts.arrangements).toBe(1);

    await services.store.close();
    const again = await testServices({ dataDir, create: false, overrides: { port: Number(new URL(server.url).port) } });
    await testServer(again);
    await anna.request('call', 'sync.now', {});
    await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
    const after = await anna.query('debtor.arrangements', { debtorId });
    expect(after.promises.map(({ rowVersion: _version, ...row }) => row)).toEqual(
      before.promises.map(({ rowVersion: _version, ...row }) => row),
    );

    await anna.command('withdraw-promise', { promiseId, undo: true });
    expect((await anna.query('debtor.arrangements', { debtorId })).promises).toEqual([]);
    expect((await invoice('F1'))?.promisedUntil).toBeNull();
    await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
    expect(await again.store.read((tx) => tx.list('promises', { where: {} }))).toEqual([]);
    expect(anna.faults).toEqual([]);
  });

  it('is refused when the invoice is not any more as it was on the screen', async () => {
    const { anna, server, services, dataDir, debtorId, invoiceIds, seen, invoice } = await world();
    const expected = await seen('F1');
    await server.stop();
    await anna.command('record-promise', { debtorId, invoiceIds: invoiceIds.slice(0, 1), promisedOn: SOON }, expected);
    expect((await invoice('F1'))?.promisedUntil).not.toBeNull();
    await services.store.close();
    const again = await testServices({ dataDir, create: false, overrides: { port: Number(new URL(server.url).port) } });
    // Meanwhile half of it was paid.
    await again.store.write(async (tx) => {
      const row = await tx.get('invoices', invoiceIds[0] ?? '');
      if (row) await tx.put('invoices', { ...row, open: 5_000 });
    });
    await testServer(again);
    await anna.request('call', 'sync.now', {});
    await anna.until(async () => (await anna.query('status.get', {})).refused === 1);
    expect(anna.events('refused')).toMatchObject([{ command: 'record-promise', error: { code: 'row-changed' } }]);
    await anna.until(async () => (await invoice('F1'))?.open === 5_000);
    expect((await invoice('F1'))?.promisedUntil).toBeNull();
  });
});

it('an agenda has promises and instalments by their day, and a plan on the card what is paid of each', async () => {
  const { anna, asSystem, administrationId, annaId, debtorId, invoiceIds, invoice } = await world();
  const [first = '', second = '', third = ''] = invoiceIds;
  await anna.command('record-promise', { debtorId, invoiceIds: [first], promisedOn: SOON });
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  const terms = [
    { dueOn: addDays(TODAY, 2), amount: 10_000 },
    { dueOn: addDays(TODAY, 30), amount: 10_000 },
  ];
  await anna.command('agree-plan', { debtorId, invoiceIds: [second, third], terms, note: 'in two' });
  await anna.until(async () => (await anna.query('debtor.arrangements', { debtorId })).plans.length === 1);
  expect(await invoice('F2')).toMatchObject({ inPlan: true, arrangeable: 0 });
  expect((await anna.query('debtor.header', { debtorId })).balances[0]).toMatchObject({ promised: 10_000, inPlan: 20_000 });

  const range = { administrationId, from: TODAY, until: addDays(TODAY, 10) };
  const agenda = await anna.query('arrangements.agenda', range);
  expect(
    agenda.map(({ kind, on, lookOn, amount, invoices, debtorName, assigneeId }) => [
      kind,
      on,
      lookOn,
      amount,
      invoices,
      debtorName,
      assigneeId,
    ]),
  ).toEqual([
    ['instalment', addDays(TODAY, 2), addDays(TODAY, 5), 10_000, 'F2, F3', 'Debtor 1001', annaId],
    ['promise', SOON, addDays(SOON, 2), 10_000, 'F1', 'Debtor 1001', annaId],
  ]);
  expect(await anna.query('arrangements.agenda', { ...range, assigneeId: 'nobody' })).toEqual([]);

  await asSystem('end-plan', { planId: agenda[0]?.planId, reason: 'sold' });
  await anna.until(async () => (await anna.query('debtor.arrangements', { debtorId })).plans[0]?.state === 'ended');
  expect(await anna.query('arrangements.agenda', range)).toHaveLength(1);
  expect((await anna.query('debtor.arrangements', { debtorId })).plans[0]).toMatchObject({
    ...{ total: 20_000, paid: 0, endReason: 'sold', note: 'in two', createdByName: 'anna' },
    instalments: [
      { position: 1, state: 'cancelled' },
      { position: 2, state: 'cancelled' },
    ],
  });
});
