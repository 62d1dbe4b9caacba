import { expect, it } from 'vitest';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { type Day, day, newId } from '../../src-shared/kernel/index.ts';
import { type ArrangementsWorld, arrangementsWorld } from '../support/arrangements-world.ts';
import { ADMINISTRATION } from '../support/dunning-world.ts';

const PROMISED = day('2026-03-16');
const promiseAll = (world: ArrangementsWorld, more: object = {}) =>
  world.give('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F1', 'invoice-F2'], promisedOn: PROMISED, ...more });

it('holds what is promised back from dunning until its day with the days of grace', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world, { note: 'after the holidays' });
  expect(await world.promise()).toMatchObject({
    ...{ state: 'open', amount: 35_000, currency: 'EUR', promisedOn: PROMISED, graceDays: 2, received: 0, origin: 'collector' },
    lines: [
      { invoiceId: 'invoice-F1', number: 'F1', amount: 10_000, paidBefore: 0 },
      { invoiceId: 'invoice-F2', number: 'F2', amount: 25_000, paidBefore: 0 },
    ],
  });
  expect(await world.invoice('F1')).toMatchObject({ promisedUntil: '2026-03-18', promisedAmount: 10_000 });
  expect((await world.invoice('F3')).promisedUntil).toBeNull();
  const [entry] = (await world.list('timelineEntries')).filter(({ kind }) => kind === 'promise-recorded');
  expect(entry?.params).toEqual({
    ...{ amount: 35_000, currency: 'EUR', promisedOn: PROMISED, invoices: 'F1, F2', acknowledged: 1, text: 'after the holidays' },
  });
  expect(await world.mails()).toEqual([]);
  const { messages } = await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
  expect(messages).toBe(1);
  const [message] = await world.list('messages');
  expect(message?.facts.lines.map(({ number, asked }) => [number, asked])).toEqual([
    ['F3', 5_000],
    ['C1', -2_000],
  ]);
  expect(message?.facts.held.map(({ number, reason }) => [number, reason])).toEqual([
    ['F1', 'promised'],
    ['F2', 'promised'],
  ]);
});

it('is kept at once when the portal is paid, and its invoices are free again', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  await world.pay({ F1: 10_000 });
  expect(await world.promise()).toMatchObject({ state: 'open', received: 10_000, decidedOn: null });
  expect(await world.invoice('F1')).toMatchObject({ promisedUntil: null, promisedAmount: null });
  expect(await world.invoice('F2')).toMatchObject({ promisedUntil: '2026-03-18', promisedAmount: 25_000 });
  await world.pay({ F2: 25_000 });
  expect(await world.promise()).toMatchObject({ state: 'kept', received: 35_000, decidedOn: '2026-03-10' });
  expect((await world.invoice('F2')).promisedUntil).toBeNull();
  expect(await world.told()).toEqual(['promise-kept', 'promise-recorded']);
  expect(await world.todo()).toEqual([]);
});

it('is kept by what the ledger shows, and is not counted twice when the ledger catches up with the portal', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  await world.pay({ F1: 10_000 });
  await world.ledger({ F1: 0, F2: 25_000 });
  expect(await world.promise()).toMatchObject({ state: 'open', received: 10_000 });
  await world.ledger({ F2: 0 });
  expect(await world.promise()).toMatchObject({ state: 'kept', received: 35_000 });
});

it('is kept by money that the ledger has not matched with an invoice yet, and stays so when it does', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  world.goTo('2026-03-15');
  await world.ledger({ F1: 10_000 }, { credit: '-350.00' });
  expect(await world.promise()).toMatchObject({ state: 'kept', received: 35_000 });
  world.goTo('2026-03-30');
  await world.ledger({ F1: 0, F2: 0 });
  await world.check();
  expect(await world.promise()).toMatchObject({ state: 'kept', received: 35_000 });
});

it('does not take an older credit for money that came', async () => {
  const world = await arrangementsWorld();
  await world.give('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F1'], amount: 2_000, promisedOn: PROMISED });
  await world.check();
  expect(await world.promise()).toMatchObject({ state: 'open', received: 0 });
});

it('is broken when its days of grace have passed: an action, a notification, and dunning goes on', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  world.goTo('2026-03-17');
  await world.check();
  expect((await world.promise()).state).toBe('open');
  world.goTo('2026-03-18');
  await world.check();
  expect(await world.promise()).toMatchObject({ state: 'broken', received: 0, decidedOn: '2026-03-18' });
  expect(
    (await world.list('actions')).map(({ kind, refId, assigneeId, invoiceIds, dueOn }) => [kind, refId, assigneeId, invoiceIds, dueOn]),
  ).toEqual([['promise-broken', (await world.promise()).id, 'sanne', ['invoice-F1', 'invoice-F2'], '2026-03-18']]);
  expect((await world.list('notifications')).map(({ kind, userId }) => [kind, userId])).toEqual([['promise-broken', 'sanne']]);
  expect((await world.invoice('F1')).promisedUntil).toBeNull();
  const { messages } = await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-18') });
  expect(messages).toBe(1);
});

it('changes nothing when it is looked at twice', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  await world.pay({ F1: 4_000 });
  world.goTo('2026-03-18');
  await world.check();
  const once = [
    await world.list('promises'),
    await world.list('invoices'),
    await world.list('actions'),
    await world.list('timelineEntries'),
  ];
  await world.check();
  expect([
    await world.list('promises'),
    await world.list('invoices'),
    await world.list('actions'),
    await world.list('timelineEntries'),
  ]).toEqual(once);
});

it('is partly kept by a part of the money in time; the rest that comes late takes the action off the list', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  await world.ledger({ F1: 0, F2: 20_000 }, { asOf: '2026-03-16' });
  world.goTo('2026-03-20');
  await world.check();
  expect(await world.promise()).toMatchObject({ state: 'partly-kept', received: 15_000 });
  expect(await world.todo()).toEqual(['promise-broken']);
  await world.ledger({ F2: 0 });
  expect(await world.promise()).toMatchObject({ state: 'partly-kept', received: 15_000 });
  expect(await world.todo()).toEqual([]);
});

it('becomes kept after all when the ledger shows late what was paid in time', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  world.goTo('2026-03-19');
  await world.check();
  expect((await world.promise()).state).toBe('broken');
  await world.ledger({ F1: 0, F2: 0 }, { asOf: '2026-03-17' });
  expect(await world.promise()).toMatchObject({ state: 'kept', received: 35_000 });
  expect(await world.todo()).toEqual([]);
});

it('runs again when a payment is charged back before its day, and is broken when it is after', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  const payment = await world.pay({ F1: 10_000, F2: 25_000 });
  expect((await world.promise()).state).toBe('kept');
  await world.chargeBack(payment);
  expect(await world.promise()).toMatchObject({ state: 'open', received: 0, decidedOn: null });
  expect(await world.invoice('F1')).toMatchObject({ promisedUntil: '2026-03-18', promisedAmount: 10_000 });
  const again = await world.pay({ F1: 10_000, F2: 25_000 });
  world.goTo('2026-03-25');
  await world.chargeBack(again);
  expect((await world.promise()).state).toBe('broken');
  expect(await world.todo()).toContain('promise-broken');
});

it('is broken again when the ledger takes back what it had booked', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  await world.ledger({ F1: 0, F2: 0 });
  expect((await world.promise()).state).toBe('kept');
  world.goTo('2026-03-20');
  await world.ledger({ F1: 10_000, F2: 25_000 });
  expect(await world.promise()).toMatchObject({ state: 'broken', received: 0 });
  expect(await world.told()).toEqual(['promise-broken', 'promise-kept', 'promise-recorded']);
});

it('of a part holds back that part only, on the oldest invoice first', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world, { amount: 15_000 });
  expect((await world.promise()).lines.map(({ number, amount }) => [number, amount])).toEqual([
    ['F1', 10_000],
    ['F2', 5_000],
  ]);
  expect((await world.invoice('F2')).promisedAmount).toBe(5_000);
  await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
  const [message] = await world.list('messages');
  expect(message?.facts.lines.map(({ number, asked }) => [number, asked])).toEqual([
    ['F2', 20_000],
    ['F3', 5_000],
    ['C1', -2_000],
  ]);
  await world.pay({ F2: 15_000 });
  expect((await world.promise()).state).toBe('kept');
});

it('takes the place of an earlier one, leaves the rest of it, and gives it back when it is undone', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  const first = await world.promise();
  await world.give('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F1'], promisedOn: day('2026-03-23') });
  const second = await world.promise();
  expect(second).toMatchObject({ amount: 10_000, replaces: [{ promiseId: first.id, amount: 35_000, lines: first.lines }] });
  const reduced = (await world.list('promises')).find(({ id }) => id === first.id);
  expect(reduced).toMatchObject({ state: 'open', amount: 25_000 });
  expect((await world.invoice('F1')).promisedUntil).toBe('2026-03-25');
  await world.give('withdraw-promise', { promiseId: second.id, undo: true });
  expect((await world.list('promises')).find(({ id }) => id === second.id)?.state).toBe('withdrawn');
  expect((await world.list('promises')).find(({ id }) => id === first.id)).toMatchObject({
    state: 'open',
    amount: 35_000,
    lines: first.lines,
  });
  expect(await world.invoice('F1')).toMatchObject({ promisedUntil: '2026-03-18', promisedAmount: 10_000 });
  await promiseAll(world, { promisedOn: day('2026-03-20') });
  expect((await world.list('promises')).find(({ id }) => id === first.id)).toMatchObject({ state: 'withdrawn' });
});

it('taken back at once by who recorded it leaves no trace but the audit log', async () => {
  const world = await arrangementsWorld();
  const actor = { kind: 'user' as const, userId: 'sanne', roles: [{ administrationId: ADMINISTRATION, role: 'collector' as const }] };
  const as = (name: string, args: object) => giveCommand<{ promiseId: string }>(world.services, { commandId: newId(), name, args, actor });
  const { promiseId } = await as('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F1'], promisedOn: PROMISED });
  await as('withdraw-promise', { promiseId, undo: true });
  expect([await world.list('promises'), await world.told()]).toEqual([[], []]);
  expect((await world.invoice('F1')).promisedUntil).toBeNull();
});

it('is kept by what was paid with what was given up', async () => {
  const world = await arrangementsWorld();
  await world.give('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F1'], promisedOn: PROMISED });
  await world.pay({ F1: 9_900 });
  expect(await world.promise()).toMatchObject({ state: 'open', received: 9_900 });
  const actor = { kind: 'user' as const, userId: 'sanne', roles: [{ administrationId: ADMINISTRATION, role: 'administrator' as const }] };
  const args = { debtorId: 'debtor-1', lines: [{ invoiceId: 'invoice-F1', amount: 100 }], reason: 'small-difference' };
  await giveCommand(world.services, { commandId: newId(), name: 'request-write-off', args, actor });
  expect(await world.promise()).toMatchObject({ state: 'kept', received: 10_000 });
});

it('may stand beside another one on the same invoice: half now, half later', async () => {
  const world = await arrangementsWorld();
  const half = (promisedOn: Day) =>
    world.give('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F2'], amount: 12_500, promisedOn });
  await half(day('2026-03-16'));
  await half(day('2026-04-16'));
  expect((await world.list('promises')).map(({ state }) => state)).toEqual(['open', 'open']);
  expect(await world.invoice('F2')).toMatchObject({ promisedUntil: '2026-04-18', promisedAmount: 25_000 });
});

it('withdrawn counts for nothing, and once only', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world);
  const { id: promiseId } = await world.promise();
  await world.give('withdraw-promise', { promiseId });
  expect((await world.invoice('F1')).promisedUntil).toBeNull();
  world.goTo('2026-04-30');
  await world.check();
  expect((await world.promise()).state).toBe('withdrawn');
  await expect(world.give('withdraw-promise', { promiseId })).rejects.toMatchObject({ code: 'promise.not-open' });
});

it('is confirmed by mail when that is asked', async () => {
  const world = await arrangementsWorld();
  await promiseAll(world, { confirm: true });
  expect(await world.mails()).toEqual(['promise.confirmation']);
});

it('follows the administration’s settings', async () => {
  const world = await arrangementsWorld();
  await world.give('save-administration-settings', {
    administrationId: ADMINISTRATION,
    key: 'promises',
    value: { graceDays: 5, maximumDaysAhead: 10 },
  });
  await promiseAll(world);
  expect(await world.promise()).toMatchObject({ graceDays: 5 });
  expect((await world.invoice('F1')).promisedUntil).toBe('2026-03-21');
  await expect(promiseAll(world, { promisedOn: day('2026-03-21') })).rejects.toMatchObject({
    code: 'promise.too-far',
    params: { days: 10 },
  });
});

it.each([
  [{ amount: 35_001 }, 'promise.too-much'],
  [{ invoiceIds: ['invoice-other'] }, 'invoice.of-another-debtor'],
  [{ invoiceIds: ['invoice-F1', 'invoice-USD'] }, 'arrangement.several-currencies'],
  [{ invoiceIds: ['invoice-planned'] }, 'arrangement.in-plan'],
  [{ invoiceIds: ['invoice-C1'] }, 'promise.nothing-open'],
  [{ promisedOn: day('2026-01-01') }, 'promise.past'],
])('refuses %j as %s', async (more, code) => {
  const world = await arrangementsWorld();
  const base = { administrationId: ADMINISTRATION, issueDate: day('2026-01-01'), dueDate: day('2026-02-01'), amount: 100, open: 100 };
  await world.put('debtors', {
    id: 'debtor-2',
    administrationId: ADMINISTRATION,
    number: '2',
    name: 'Other',
    createdAt: '2026-01-01T00:00:00.000Z',
  });
  await world.put(
    'invoices',
    { id: 'invoice-other', debtorId: 'debtor-2', number: 'O1', currency: 'EUR', ...base },
    { id: 'invoice-USD', debtorId: 'debtor-1', number: 'U1', currency: 'USD', ...base },
    { id: 'invoice-planned', debtorId: 'debtor-1', number: 'P9', currency: 'EUR', planId: 'plan', ...base },
  );
  await expect(promiseAll(world, more)).rejects.toMatchObject({ code });
  expect(await world.list('promises')).toEqual([]);
});
