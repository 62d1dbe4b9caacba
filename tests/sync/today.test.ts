import { expect, it } from 'vitest';
import { addDays, newId } from '../../src-shared/kernel/index.ts';
import type { NewRow } from '../../src-shared/schema/index.ts';
import { TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addInvoice, addUser, TODAY, testServer, testServices } from '../support/test-server.ts';

const daysAgo = (days: number) => addDays(TODAY, -days);

async function world() {
  const services = await testServices();
  const administrationId = await addAdministration(services);
  const userId = await addUser(services, 'collector', administrationId, 'anna@example.test');
  const colleagueId = await addUser(services, 'collector', administrationId, 'bram@example.test');
  const mine = await addDebtor(services, administrationId, '1', { assigneeId: userId });
  const theirs = await addDebtor(services, administrationId, '2', { assigneeId: colleagueId });
  const own = { administrationId, debtorId: mine };
  const allocate = (invoiceId: string, amount: number, days: number): NewRow<'allocations'> => ({
    ...{ id: newId(), ...own, invoiceId, amount, allocatedOn: daysAgo(days) },
  });
  const invoice = (number: string, overdue: number, open: number) =>
    addInvoice(services, { id: mine, administrationId }, number, overdue, { open, ...(open === 0 ? { closedOn: daysAgo(1) } : {}) });
  const ids = {
    old: await invoice('old, partly paid two days ago', 30, 6_000),
    fresh: await invoice('became overdue two days ago', 3, 10_000),
    closed: await invoice('overdue, paid yesterday', 9, 0),
    early: await invoice('paid before it was due', 2, 0),
  };
  await addInvoice(services, { id: theirs, administrationId }, 'not mine', 50);
  const promise = (state: 'kept' | 'broken' | 'open', more: object): NewRow<'promises'> => ({
    ...{ id: newId(), ...own, currency: 'EUR', amount: 5_000, lines: [], promisedOn: TODAY, graceDays: 2, state },
    ...{ origin: 'collector' as const, createdAt: '2026-03-01T00:00:00.000Z', ...more },
  });
  const broken = promise('broken', { promisedOn: daysAgo(4), decidedOn: daysAgo(1), received: 1_000 });
  await services.store.write(async (tx) => {
    for (const row of [allocate(ids.old, 4_000, 2), allocate(ids.closed, 10_000, 1), allocate(ids.early, 10_000, 5)])
      await tx.put('allocations', row);
    for (const row of [
      broken,
      promise('kept', { promisedOn: daysAgo(5), decidedOn: daysAgo(3) }),
      promise('kept', { promisedOn: daysAgo(42), decidedOn: daysAgo(40) }),
      promise('open', {}),
    ])
      await tx.put('promises', row);
    await tx.put('promises', { ...promise('broken', { decidedOn: daysAgo(2) }), debtorId: theirs });
    const action = {
      ...own,
      kind: 'promise-broken',
      dueOn: TODAY,
      assigneeId: userId,
      source: 'system',
      createdAt: '2026-03-09T00:00:00.000Z',
    } as const;
    await tx.put('actions', { id: newId(), ...action, refId: broken.id });
    const request = { ...own, origin: 'portal' as const, invoiceIds: [], asked: {}, proposed: null, rules: [], documentIds: [] };
    await tx.put('requests', { id: newId(), ...request, kind: 'copy', state: 'automatic', createdAt: '2026-03-09T12:00:00.000Z' });
    await tx.put('requests', { id: newId(), ...request, kind: 'plan', state: 'waiting', createdAt: '2026-03-01T12:00:00.000Z' });
  });
  const server = await testServer(services);
  return { anna: await new TestCore(server.url).signIn('anna@example.test') };
}

it('goes back from today’s overdue balance day by day', async () => {
  const { anna } = await world();
  const { overdue } = await anna.query('today.get', { administrationId: null, since: '2026-03-09T00:00:00.000Z' });
  expect(overdue.now).toBe(16_000);
  // 30 days overdue counts from long ago, 9 days until it was paid yesterday, 3 days from two days ago; paid early never.
  expect(overdue.series.map(({ day, value }) => [day, value])).toEqual([
    [daysAgo(6), 20_000],
    [daysAgo(5), 20_000],
    [daysAgo(4), 20_000],
    [daysAgo(3), 20_000],
    [daysAgo(2), 26_000],
    [daysAgo(1), 16_000],
    [TODAY, 16_000],
  ]);
  expect(overdue.weekAgo).toBe(20_000);
});

it('says what changed, how it goes and what waits', async () => {
  const { anna } = await world();
  const today = await anna.query('today.get', { administrationId: null, since: '2026-03-09T00:00:00.000Z' });
  expect(today.news).toMatchObject({
    brokenPromises: { count: 1, amount: 4_000 },
    requests: { new: 1, waiting: 1 },
    disputesDue: { count: 0, first: null },
  });
  expect(today.promises).toEqual({ kept: 1, partly: 0, broken: 1, teamPercentage: 33 });
  expect(today.requests.map(({ kind }) => kind)).toEqual(['plan', 'copy']);
  expect(today.agenda.broken).toMatchObject([{ debtorName: 'Debtor 1', received: 1_000 }]);
  expect(today.agenda.today).toHaveLength(1);
  expect(today.actions).toMatchObject({ done: 0, planned: 1 });
  const [action] = (await anna.query('debtor.header', { debtorId: today.agenda.broken[0]?.debtorId ?? '' })).actions;
  await anna.command('finish-action', { actionId: action?.id ?? '' });
  const after = await anna.query('today.get', { administrationId: null, since: '2026-03-09T00:00:00.000Z' });
  expect(after.agenda.broken).toEqual([]);
  expect(after.actions).toMatchObject({ done: 1, planned: 1 });
});
