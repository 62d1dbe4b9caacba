import { expect, it } from 'vitest';
import { messageBody } from '../../portal-server/mail/message-body.ts';
import { day } from '../../src-shared/kernel/index.ts';
import { type ArrangementsWorld, arrangementsWorld } from '../support/arrangements-world.ts';
import { ADMINISTRATION } from '../support/dunning-world.ts';

/** Three terms of 100, 100 and 130 over F1, F2 and the credit: 330.00. */
const TERMS = [
  { dueOn: day('2026-03-20'), amount: 10_000 },
  { dueOn: day('2026-04-20'), amount: 10_000 },
  { dueOn: day('2026-05-20'), amount: 13_000 },
];
const INVOICES = ['invoice-F1', 'invoice-F2', 'invoice-C1'];
const agree = (world: ArrangementsWorld, more: object = {}) =>
  world.give('agree-plan', { debtorId: 'debtor-1', invoiceIds: INVOICES, terms: TERMS, ...more });
const body = async (world: ArrangementsWorld, key: string) => {
  const message = (await world.list('messages')).find(({ templateKey }) => templateKey === key);
  return (await messageBody(world.services, message?.id ?? '')).text.replaceAll('\u00A0', ' ');
};

it('holds the dunning of its invoices and confirms the terms', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  const plan = await world.plan();
  expect(plan).toMatchObject({
    ...{ state: 'running', total: 33_000, graceDays: 3, remindDaysBefore: 3, lapseAfterMissed: 2, origin: 'collector' },
    confirmedAt: '2026-03-10T08:00:00.000Z',
  });
  expect(await world.instalments()).toEqual(['due 0', 'due 0', 'due 0']);
  for (const number of ['F1', 'F2', 'C1']) expect((await world.invoice(number)).planId).toBe(plan.id);
  expect((await world.list('timelineEntries')).find(({ kind }) => kind === 'plan-agreed')?.params).toMatchObject({
    ...{ amount: 33_000, terms: 3, invoices: 'F1, F2, C1', acknowledged: 1 },
  });
  const text = await body(world, 'plan.confirmation');
  expect(text).toContain('U betaalt € 330,00 in 3 termijnen. Het gaat om F1, F2, C1.');
  expect(text).toContain('Termijn 1: € 100,00\nvrijdag 20 maart 2026');
  expect(text).toContain('Termijn 3: € 130,00\nwoensdag 20 mei 2026');
  expect(text).toContain('Staan er 2 termijnen open');
  await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
  const reminder = (await world.list('messages')).find(({ dunningRunId }) => dunningRunId !== null);
  expect(reminder?.facts.lines.map(({ number }) => number)).toEqual(['F3']);
});

it('sends no confirmation when none is wanted', async () => {
  const world = await arrangementsWorld();
  await agree(world, { confirm: false });
  expect(await world.mails()).toEqual([]);
  expect((await world.plan()).confirmedAt).toBeNull();
});

it('takes the place of promises about its invoices', async () => {
  const world = await arrangementsWorld();
  await world.give('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F1', 'invoice-F3'], promisedOn: day('2026-03-16') });
  await agree(world);
  expect(await world.promise()).toMatchObject({ state: 'open', amount: 5_000, lines: [{ number: 'F3' }] });
  expect((await world.invoice('F1')).promisedUntil).toBeNull();
  await expect(
    world.give('record-promise', { debtorId: 'debtor-1', invoiceIds: ['invoice-F1'], promisedOn: day('2026-03-16') }),
  ).rejects.toMatchObject({ code: 'arrangement.in-plan' });
});

it('gives what comes in to the oldest term, whatever invoice it was paid on', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  await world.pay({ F2: 15_000 });
  expect(await world.instalments()).toEqual(['paid 10000', 'partly-paid 5000', 'due 0']);
  await world.ledger({ F1: 5_000, F2: 10_000 });
  expect(await world.instalments()).toEqual(['paid 10000', 'paid 10000', 'due 0']);
});

it('is completed when it is paid early, and runs on when that money goes back', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  const plan = await world.plan();
  const payment = await world.pay({ F1: 10_000, F2: 23_000 });
  expect(await world.plan()).toMatchObject({ state: 'completed', endedOn: '2026-03-10' });
  expect(await world.instalments()).toEqual(['paid 10000', 'paid 10000', 'paid 13000']);
  expect((await world.invoice('F2')).planId).toBeNull();
  await world.chargeBack(payment);
  expect(await world.plan()).toMatchObject({ state: 'running', endedOn: null });
  expect(await world.instalments()).toEqual(['due 0', 'due 0', 'due 0']);
  expect((await world.invoice('F2')).planId).toBe(plan.id);
  expect(await world.told()).toEqual(['plan-agreed', 'plan-completed', 'plan-reopened']);
});

it('reminds of a term once, some days before, for what is left of it', async () => {
  const world = await arrangementsWorld();
  await agree(world, { confirm: false });
  await world.pay({ F1: 4_000 });
  world.goTo('2026-03-16');
  expect(await world.check()).toEqual({ reminded: 0, lapsed: 0 });
  world.goTo('2026-03-17');
  expect(await world.check()).toEqual({ reminded: 1, lapsed: 0 });
  expect(await world.check()).toEqual({ reminded: 0, lapsed: 0 });
  const text = await body(world, 'instalment.reminder');
  expect(text).toContain('Termijn 1 van uw betalingsregeling is € 60,00. Wilt u dit uiterlijk vrijdag 20 maart 2026 betalen?');
});

it('does not remind of a term that the confirmation has just named, of a paid one, or when it is not to', async () => {
  const world = await arrangementsWorld();
  await agree(world, {
    terms: [
      { dueOn: day('2026-03-12'), amount: 20_000 },
      { dueOn: day('2026-03-20'), amount: 13_000 },
    ],
  });
  expect(await world.check()).toEqual({ reminded: 0, lapsed: 0 });
  await world.pay({ F1: 10_000, F2: 23_000 });
  world.goTo('2026-03-18');
  expect(await world.check()).toEqual({ reminded: 0, lapsed: 0 });
  const other = await arrangementsWorld();
  await agree(other, { remindDaysBefore: null });
  other.goTo('2026-03-18');
  expect(await other.check()).toEqual({ reminded: 0, lapsed: 0 });
});

it('makes an action of a missed term, once, and takes it off the list when it is paid', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  world.goTo('2026-03-22');
  await world.check();
  expect(await world.todo()).toEqual([]);
  world.goTo('2026-03-23');
  await world.check();
  await world.check();
  expect(await world.instalments()).toEqual(['missed 0', 'due 0', 'due 0']);
  expect(await world.todo()).toEqual(['instalment-missed']);
  expect((await world.list('notifications')).map(({ kind }) => kind)).toEqual(['instalment-missed']);
  await world.pay({ F1: 10_000 });
  expect(await world.instalments()).toEqual(['paid 10000', 'due 0', 'due 0']);
  expect(await world.todo()).toEqual([]);
});

it('lapses by itself at the set number of missed terms: told to both sides, and dunned again', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  await world.pay({ F1: 3_000 });
  world.goTo('2026-03-24');
  expect(await world.check()).toMatchObject({ lapsed: 0 });
  world.goTo('2026-04-23');
  expect(await world.check()).toMatchObject({ lapsed: 1 });
  expect(await world.check()).toMatchObject({ lapsed: 0 });
  expect(await world.plan()).toMatchObject({ state: 'lapsed', endedOn: '2026-04-23' });
  expect(await world.instalments()).toEqual(['cancelled 3000', 'cancelled 0', 'cancelled 0']);
  expect((await world.invoice('F1')).planId).toBeNull();
  expect(await world.todo()).toEqual(['plan-lapsed']);
  expect((await world.mails()).filter((key) => key === 'plan.lapsed')).toHaveLength(1);
  expect(await body(world, 'plan.lapsed')).toContain('U moet nu € 300,00 in één keer betalen.');
});

it('never lapses by itself when that is left to a person', async () => {
  const world = await arrangementsWorld();
  await agree(world, { lapseAfterMissed: 0 });
  world.goTo('2026-08-01');
  expect(await world.check()).toMatchObject({ lapsed: 0 });
  expect(await world.instalments()).toEqual(['missed 0', 'missed 0', 'missed 0']);
});

it('is changed for what is left; what was paid stays', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  await world.pay({ F1: 10_000, F2: 2_500 });
  world.goTo('2026-04-24');
  await world.check();
  expect(await world.todo()).toEqual(['instalment-missed']);
  const { id: planId } = await world.plan();
  const terms = [
    { dueOn: day('2026-05-01'), amount: 500 },
    { dueOn: day('2026-06-01'), amount: 20_000 },
  ];
  await world.give('change-plan', { planId, terms, note: 'new job', lapseAfterMissed: 1 });
  expect(await world.instalments()).toEqual(['paid 10000', 'paid 2500', 'due 0', 'due 0']);
  expect(await world.plan()).toMatchObject({ state: 'running', total: 33_000, lapseAfterMissed: 1, remindDaysBefore: 3 });
  expect(await world.todo()).toEqual([]);
  expect(await body(world, 'plan.changed')).toContain('Van uw regeling is nog € 205,00 te betalen.');
  await world.pay({ F2: 1_000 });
  expect(await world.instalments()).toEqual(['paid 10000', 'paid 2500', 'paid 500', 'partly-paid 500']);
  await expect(world.give('change-plan', { planId, terms })).rejects.toMatchObject({ code: 'plan.sum', params: { difference: -1_000 } });
});

it('is ended by hand: cancelled terms, freed invoices, and no second end', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  await world.pay({ F1: 10_000 });
  const { id: planId } = await world.plan();
  await world.give('end-plan', { planId, reason: 'sold the company' });
  expect(await world.plan()).toMatchObject({ state: 'ended', endReason: 'sold the company', endedOn: '2026-03-10' });
  expect(await world.instalments()).toEqual(['paid 10000', 'cancelled 0', 'cancelled 0']);
  expect((await world.invoice('F2')).planId).toBeNull();
  expect(await body(world, 'plan.ended')).toContain('Daarvan is nog € 230,00 te betalen.');
  await expect(world.give('end-plan', { planId })).rejects.toMatchObject({ code: 'plan.not-running' });
  await expect(world.give('change-plan', { planId, terms: TERMS })).rejects.toMatchObject({ code: 'plan.not-running' });
});

it.each([
  [{ terms: [{ dueOn: day('2026-03-20'), amount: 32_999 }] }, 'plan.sum'],
  [{ terms: [{ dueOn: day('2026-03-09'), amount: 33_000 }] }, 'plan.past'],
  [{ terms: [] }, 'plan.empty'],
  [{ invoiceIds: ['invoice-C1'] }, 'plan.nothing-open'],
])('refuses %j as %s and leaves nothing behind', async (more, code) => {
  const world = await arrangementsWorld();
  await expect(agree(world, more)).rejects.toMatchObject({ code });
  expect([await world.list('paymentPlans'), await world.list('instalments'), await world.mails()]).toEqual([[], [], []]);
  expect((await world.invoice('F1')).planId).toBeNull();
});

it('refuses a second plan on an invoice', async () => {
  const world = await arrangementsWorld();
  await agree(world);
  await expect(agree(world)).rejects.toMatchObject({ code: 'arrangement.in-plan' });
});
