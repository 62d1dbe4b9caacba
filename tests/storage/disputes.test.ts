import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageBody } from '../../portal-server/mail/message-body.ts';
import { loadDunningPlan } from '../../src-shared/domain/dunning-inputs.ts';
import { day } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { ADMINISTRATION, type DunningWorld, debtor, invoice, openDunningWorld } from '../support/dunning-world.ts';
import { Staff } from '../support/staff.ts';

let world: DunningWorld;
let staff: Staff;
beforeEach(async () => {
  world = await openDunningWorld();
  staff = new Staff(world);
  await world.put('debtors', debtor('1', { assigneeId: 'anna' }), debtor('2'));
  await world.put('invoices', invoice('1', 'A', '2026-02-10', 100_000), invoice('1', 'B', '2026-02-11', 50_000));
  await world.put('invoices', invoice('2', 'C', '2026-02-10', 20_000));
  await staff.add('anna', 'collector');
  await staff.add('bob', 'sales');
  await staff.add('chief', 'credit-manager');
});
afterEach(() => world.close());

const typeId = (key: string): string => `${ADMINISTRATION}:${key}`;
const open = (amounts: Record<string, number>, more: object = {}) =>
  staff.give('anna', 'open-dispute', {
    debtorId: 'debtor-1',
    disputeTypeId: typeId('price'),
    lines: Object.entries(amounts).map(([number, amount]) => ({ invoiceId: `invoice-${number}`, amount })),
    ...more,
  });

async function asked(date = '2026-03-10'): Promise<Record<string, number>> {
  const plan = await world.services.store.read((tx) => loadDunningPlan(tx, ADMINISTRATION, day(date)));
  return Object.fromEntries(plan.messages.flatMap((message) => message.lines.map((line) => [line.number, line.asked])));
}

const disputeOf = async (id: string): Promise<Row<'disputes'>> => {
  const row = (await world.list('disputes')).find((it) => it.id === id);
  if (!row) throw new Error(`no dispute ${id}`);
  return row;
};
const heldOf = async (number: string): Promise<number | undefined> =>
  (await world.list('invoices')).find((it) => it.number === number)?.disputedAmount;
describe('a dispute', () => {
  it('holds only what is disputed out of the dunning plan, and frees it when the debtor is wrong', async () => {
    expect(await asked()).toEqual({ A: 100_000, B: 50_000, C: 20_000 });
    const { disputeId } = await open({ A: 30_000 });
    expect(await asked()).toEqual({ A: 70_000, B: 50_000, C: 20_000 });
    await staff.give('anna', 'update-dispute', { disputeId, state: 'rejected', resolution: 'As agreed on 3 January.' });
    expect(await asked()).toEqual({ A: 100_000, B: 50_000, C: 20_000 });
    expect(await disputeOf(disputeId)).toMatchObject({ state: 'rejected', closedOn: '2026-03-10' });
  });

  it('that is partly upheld holds that part until it is credited', async () => {
    const { disputeId } = await open({ A: 30_000, B: 10_000 });
    const upheld = [{ invoiceId: 'invoice-A', amount: 12_000 }];
    await staff.give('anna', 'update-dispute', { disputeId, state: 'partly-upheld', upheld });
    expect(await asked()).toMatchObject({ A: 88_000, B: 50_000 });
    await staff.give('anna', 'update-dispute', { disputeId, credited: true });
    expect(await asked()).toMatchObject({ A: 100_000, B: 50_000 });
    const timeline = (await world.list('timelineEntries')).map(({ kind }) => kind);
    expect(timeline).toEqual(expect.arrayContaining(['dispute-opened', 'dispute-state', 'dispute-credited']));
  });

  it('that is upheld is done by itself when the ledger shows nothing open any more', async () => {
    const { disputeId } = await open({ B: 50_000 });
    await staff.give('anna', 'update-dispute', { disputeId, state: 'upheld' });
    expect(await world.give('escalate-overdue', { administrationId: ADMINISTRATION })).toMatchObject({ credited: 0 });
    await world.put('invoices', { ...invoice('1', 'B', '2026-02-11', 50_000), open: 0, disputedAmount: 0 });
    expect(await world.give('escalate-overdue', { administrationId: ADMINISTRATION })).toMatchObject({ credited: 1 });
    expect((await disputeOf(disputeId)).lines[0]).toMatchObject({ upheld: 50_000, creditedOn: '2026-03-10' });
  });

  it('adds up with others on the same invoice, and together they cannot exceed what is open', async () => {
    await open({ A: 60_000 });
    const second = await open({ A: 40_000 });
    expect(await heldOf('A')).toBe(100_000);
    await expect(open({ A: 1 })).rejects.toMatchObject({ code: 'dispute.amount-too-high', params: { number: 'A', most: 0 } });
    await staff.give('anna', 'withdraw-dispute', { disputeId: second.disputeId });
    expect(await heldOf('A')).toBe(60_000);
    await expect(staff.give('anna', 'withdraw-dispute', { disputeId: second.disputeId })).rejects.toMatchObject({ code: 'dispute.closed' });
  });

  it('can be raised and lowered while it runs, with what the user saw as a condition', async () => {
    const { disputeId } = await open({ A: 30_000 });
    const seen = (await disputeOf(disputeId)).rowVersion;
    const lines = [{ invoiceId: 'invoice-A', amount: 45_000 }];
    await staff.give('anna', 'update-dispute', { disputeId, lines }, [{ table: 'disputes', id: disputeId, version: seen }]);
    expect(await heldOf('A')).toBe(45_000);
    const stale = staff.give('chief', 'update-dispute', { disputeId, lines: [{ invoiceId: 'invoice-A', amount: 1 }] }, [
      { table: 'disputes', id: disputeId, version: seen },
    ]);
    await expect(stale).rejects.toMatchObject({ code: 'row-changed' });
    expect(await heldOf('A')).toBe(45_000);
  });

  it('keeps a part that the ledger itself marks as disputed', async () => {
    await world.put('invoices', invoice('1', 'D', '2026-02-12', 10_000, { disputedAmount: 2_500 }));
    const { disputeId } = await open({ D: 4_000 });
    expect(await heldOf('D')).toBe(6_500);
    await staff.give('anna', 'update-dispute', { disputeId, state: 'rejected' });
    expect(await heldOf('D')).toBe(2_500);
  });

  it('can be taken up again and holds again; what cannot follow is refused', async () => {
    const { disputeId } = await open({ A: 30_000 });
    await staff.give('anna', 'update-dispute', { disputeId, state: 'rejected' });
    await expect(staff.give('anna', 'update-dispute', { disputeId, state: 'upheld' })).rejects.toMatchObject({
      code: 'dispute.wrong-state',
    });
    await staff.give('anna', 'update-dispute', { disputeId, state: 'investigating' });
    expect(await heldOf('A')).toBe(30_000);
    expect(await disputeOf(disputeId)).toMatchObject({ closedOn: null });
    const all = { disputeId, state: 'partly-upheld', upheld: [{ invoiceId: 'invoice-A', amount: 30_000 }] } as const;
    await expect(staff.give('anna', 'update-dispute', { ...all, upheld: [...all.upheld] })).rejects.toMatchObject({
      code: 'dispute.upheld-wrong',
    });
  });

  it('of another debtor’s invoice is refused', async () => {
    await expect(open({ C: 100 })).rejects.toMatchObject({ code: 'invoice.of-another-debtor' });
  });
});

describe('the term', () => {
  const days: [key: string, opened: string, answerBy: string][] = [
    // Good Friday and Easter Monday 2026 are 3 and 6 April.
    ['price', '2026-04-01', '2026-04-10'],
    // King's Day is Monday 27 April, Liberation Day Tuesday 5 May.
    ['price', '2026-04-24', '2026-05-04'],
    ['already-paid', '2026-04-24', '2026-04-30'],
  ];
  it.each(days)('of %s, opened on %s, runs to %s', async (key, opened, answerBy) => {
    world.clock.advance(Date.parse(`${opened}T10:00:00Z`) - world.clock.now().getTime());
    const dispute = await open({ A: 1_000 }, { disputeTypeId: typeId(key) });
    expect(dispute.answerBy).toBe(answerBy);
  });

  it('is confirmed to the debtor with the day of the answer, in the words of its type', async () => {
    const { disputeId } = await open({ A: 30_000 }, { disputeTypeId: typeId('not-delivered') });
    const [mail] = await world.list('messages');
    expect(mail).toMatchObject({ recipient: 'debtor-1@customers.example', state: 'queued', currency: 'EUR' });
    const { subject, text } = await messageBody(world.services, mail?.id ?? '');
    expect(subject).toBe('Wij zoeken uw melding uit (A)');
    expect(text).toContain('wat er is afgeleverd');
    expect(text).toContain('U hebt uiterlijk dinsdag 17\u00A0maart 2026 antwoord van ons. Dat is binnen 5 werkdagen.');
    expect(text).toContain('Tot dan hoeft u €\u00A0300,00 niet te betalen.');
    await staff.give('anna', 'update-dispute', { disputeId, state: 'rejected', answer: 'De bon is getekend.' });
    const answer = (await world.list('messages')).find((it) => it.templateKey === 'dispute.answer');
    expect((await messageBody(world.services, answer?.id ?? '')).text).toContain('De bon is getekend.');
  });

  it.each(['dispute.confirmation', 'dispute.confirmation.damaged', 'dispute.confirmation.price', 'dispute.confirmation.already-paid'])(
    'has words in both languages for %s',
    async (templateKey) => {
      await world.put('debtors', debtor('1', { assigneeId: 'anna', language: 'en' }));
      const { disputeTypeId } = await staff.give('chief', 'save-dispute-type', {
        administrationId: ADMINISTRATION,
        name: 'Own',
        templateKey,
      });
      await open({ A: 100 }, { disputeTypeId });
      const [mail] = await world.list('messages');
      expect((await messageBody(world.services, mail?.id ?? '')).text).toContain('You will have our answer by Tuesday');
    },
  );

  it('hands the dispute to a second person once when it has run out, not on its last day', async () => {
    const { disputeId } = await open({ A: 30_000 });
    const escalate = () => world.give('escalate-overdue', { administrationId: ADMINISTRATION });
    world.clock.advance(7 * 86_400_000);
    expect(await escalate()).toMatchObject({ disputes: 0 });
    world.clock.advance(86_400_000);
    expect(await escalate()).toMatchObject({ disputes: 1 });
    expect(await escalate()).toMatchObject({ disputes: 0 });
    expect(await disputeOf(disputeId)).toMatchObject({ ownerId: 'chief', state: 'new' });
    expect(await staff.toldTo('chief', 'dispute-escalated')).toBe(1);
    expect(await staff.toldTo('anna', 'dispute-escalated')).toBe(1);
    const actions = (await world.list('actions')).filter((action) => action.refId === disputeId && action.state === 'open');
    expect(actions).toMatchObject([{ kind: 'dispute', assigneeId: 'chief' }]);
  });

  it('goes to whom the type names, and is nobody’s work once it is decided', async () => {
    const type = { administrationId: ADMINISTRATION, disputeTypeId: typeId('price'), ownerRule: 'user', ownerId: 'bob' } as const;
    await staff.give('chief', 'save-dispute-type', { ...type, escalateToId: 'anna', answerWorkingDays: 1 });
    const { disputeId } = await open({ A: 30_000 });
    expect(await disputeOf(disputeId)).toMatchObject({ ownerId: 'bob', answerBy: '2026-03-11' });
    expect(await staff.toldTo('bob', 'dispute-assigned')).toBe(1);
    world.clock.advance(2 * 86_400_000);
    await world.give('escalate-overdue', { administrationId: ADMINISTRATION });
    expect(await disputeOf(disputeId)).toMatchObject({ ownerId: 'anna' });
    await staff.give('anna', 'update-dispute', { disputeId, state: 'rejected' });
    expect((await world.list('actions')).filter((action) => action.state === 'open')).toEqual([]);
  });

  it('cannot be given to somebody who does not work for the administration', async () => {
    await staff.add('stranger', 'collector', 'another');
    await expect(open({ A: 100 }, { ownerId: 'stranger' })).rejects.toMatchObject({ code: 'assignee.unknown' });
  });
});
