import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '../../portal-server/sync/execute.ts';
import type { CommandName } from '../../src-shared/commands/index.ts';
import { dunningPreviewShape } from '../../src-shared/contract/index.ts';
import { defaultWorkflowRows } from '../../src-shared/domain/default-workflow.ts';
import { loadDunningPlan } from '../../src-shared/domain/dunning-inputs.ts';
import { day, newId } from '../../src-shared/kernel/index.ts';
import type { Role } from '../../src-shared/schema/index.ts';
import { ADMINISTRATION, company, type DunningWorld, debtor, invoice, openDunningWorld } from '../support/dunning-world.ts';

const DATE = '2026-03-10';
let world: DunningWorld;

beforeEach(async () => {
  world = await openDunningWorld();
});
afterEach(() => world.close());

const preview = (date = DATE) => world.services.store.read((tx) => loadDunningPlan(tx, ADMINISTRATION, day(date)));
const run = ({ date = DATE, planHash }: { date?: string; planHash?: string } = {}) =>
  world.give('run-dunning', { administrationId: ADMINISTRATION, date: day(date), planHash });
const as = (role: Role, name: CommandName, args: unknown) =>
  executeCommand(world.services, {
    commandId: newId(),
    name,
    args,
    actor: { kind: 'user', userId: 'u', roles: [{ administrationId: ADMINISTRATION, role }] },
  });

async function twoDebtors(): Promise<void> {
  await world.put('debtors', debtor('1'), debtor('2'), debtor('3', { email: '' }));
  await world.put(
    'invoices',
    invoice('1', 'A', '2026-01-07', 20_000),
    invoice('1', 'B', '2026-02-11', 10_000, { disputedAmount: 4_000 }),
    invoice('1', 'C', '2026-02-11', -1_000),
    invoice('2', 'D', '2026-02-11', 7_500, { currency: 'USD' }),
    invoice('2', 'paid', '2026-01-11', 7_500, { open: 0, closedOn: day('2026-02-01') }),
    invoice('3', 'E', '2026-02-11', 50_000),
  );
}

describe('debtors of one group', () => {
  const member = (debtorId: string, more: object = {}) => ({
    ...{ id: newId(), administrationId: ADMINISTRATION, debtorId: `debtor-${debtorId}`, groupId: 'g', groupName: 'Group' },
    ...{ dunnedTogether: true, linkedAt: `2026-01-0${debtorId}T00:00:00.000Z`, ...more },
  });

  it('get one message together, to the first that can be reached, and each its own place in the file', async () => {
    await world.put('debtors', debtor('1', { email: '' }), debtor('2'), debtor('3', { blocked: true }), debtor('4'));
    await world.put(
      'invoices',
      invoice('1', 'A', '2026-01-07', 20_000),
      invoice('2', 'B', '2026-02-11', 10_000),
      invoice('3', 'C', '2026-01-07', 5_000),
      invoice('4', 'D', '2026-01-07', 7_000),
    );
    await world.put('debtorGroupMembers', member('1'), member('2'), member('3'), member('4', { unlinkedAt: '2026-02-01T00:00:00.000Z' }));
    const { messages } = await preview();
    expect(messages.map(({ debtorId, groupId, amount, lines }) => [debtorId, groupId, amount, lines.map(({ number }) => number)])).toEqual([
      ['debtor-2', 'g', 30_000, ['A', 'B']],
      ['debtor-4', null, 7_000, ['D']],
    ]);
    await run();
    expect((await world.list('portalAccess')).map(({ debtorId, groupId }) => [debtorId, groupId]).sort()).toEqual([
      ['debtor-2', 'g'],
      ['debtor-4', null],
    ]);
    const timeline = await world.list('timelineEntries');
    expect(
      timeline
        .filter(({ kind }) => kind === 'message-sent')
        .map(({ debtorId }) => debtorId)
        .sort(),
    ).toEqual(['debtor-1', 'debtor-2', 'debtor-4']);
    expect((await preview()).messages).toEqual([]);
  });

  it('are dunned apart when the group says so, and alone when only one of them owes anything', async () => {
    await world.put('debtors', debtor('1'), debtor('2'), debtor('3'));
    await world.put('invoices', invoice('1', 'A', '2026-01-07', 20_000), invoice('2', 'B', '2026-01-07', 10_000));
    await world.put(
      'debtorGroupMembers',
      member('1', { dunnedTogether: false }),
      member('2', { dunnedTogether: false }),
      member('3', { groupId: 'h' }),
    );
    expect((await preview()).messages.map(({ debtorId, groupId }) => [debtorId, groupId])).toEqual([
      ['debtor-1', null],
      ['debtor-2', null],
    ]);
    await world.put('debtorGroupMembers', member('1', { groupId: 'h' }));
    expect((await preview()).messages.find(({ debtorId }) => debtorId === 'debtor-1')).toMatchObject({ groupId: null });
  });
});

describe('a run', () => {
  it('does exactly what the preview said', async () => {
    await twoDebtors();
    const plan = await preview();
    expect(dunningPreviewShape.parse(plan)).toMatchObject({ totals: { EUR: 25_000, USD: 7_500 }, lastRunDate: null });
    const result = await run({ planHash: plan.planHash });
    expect(result).toMatchObject({ messages: 2, invoices: 3, totals: plan.totals, skipped: 1, missingEmail: 1 });
    const messages = await world.list('messages');
    const sorted = messages.toSorted((a, b) => a.debtorId.localeCompare(b.debtorId));
    expect(sorted.map(({ debtorId, amount, currency, step, state }) => ({ debtorId, amount, currency, step, state }))).toEqual(
      plan.messages.map(({ debtorId, amount, currency, step }) => ({ debtorId, amount, currency, step, state: 'queued' })),
    );
    expect(sorted.map(({ facts }) => facts.lines)).toEqual(plan.messages.map(({ lines }) => lines));
    expect(sorted[0]).toMatchObject({
      facts: { payBefore: '2026-03-17', held: [{ number: 'B', open: 4_000, reason: 'disputed' }] },
      messageIdHeader: `<${sorted[0]?.id}@lindeboer.example>`,
    });
    const access = await world.list('portalAccess');
    expect(access.map(({ id }) => id).sort()).toEqual(messages.map(({ facts }) => facts.portalAccessId).sort());
    expect(access[0]?.expiresAt).toBe('2026-05-09T08:00:00.000Z');
    const outbox = await world.list('outbox');
    expect(outbox.map(({ refId, state }) => [refId, state]).sort()).toEqual(messages.map(({ id }) => [id, 'waiting']).sort());
    expect(await world.list('timelineEntries')).toHaveLength(2);
    expect(await world.list('dunningRuns')).toMatchObject([{ messages: 2, invoices: 3, planHash: plan.planHash, runDate: DATE }]);
    const steps = new Map((await world.list('invoices')).map((row) => [row.number, [row.stepReached, row.stepReachedOn]]));
    expect(steps.get('A')).toEqual([1, DATE]);
    expect(steps.get('C')).toEqual([0, null]);
    expect(steps.get('E')).toEqual([0, null]);
  });

  it('finds nothing to do the second time, and leaves no trace of it', async () => {
    await twoDebtors();
    await run();
    expect(await run()).toMatchObject({ dunningRunId: null, messages: 0, invoices: 0, totals: {} });
    expect(await world.list('messages')).toHaveLength(2);
    expect(await world.list('dunningRuns')).toHaveLength(1);
    expect((await world.list('actions')).map(({ kind, debtorId }) => [kind, debtorId])).toEqual([['missing-email', 'debtor-3']]);
  });

  it('goes on to the next step when its time has come', async () => {
    await twoDebtors();
    await run();
    expect(await run({ date: '2026-03-19' })).toMatchObject({ messages: 0 });
    expect(await run({ date: '2026-03-20' })).toMatchObject({ messages: 2, invoices: 3 });
    expect(new Set((await world.list('messages')).map(({ step }) => step))).toEqual(new Set([1, 2]));
  });

  it('refuses a day before the last run and changes nothing', async () => {
    await twoDebtors();
    await run();
    await expect(run({ date: '2026-03-09' })).rejects.toMatchObject({ code: 'dunning.before-last-run', params: { lastRunDate: DATE } });
    expect(await world.list('messages')).toHaveLength(2);
  });

  it('refuses a plan that is not what was previewed any more, and changes nothing', async () => {
    await twoDebtors();
    const { planHash } = await preview();
    await world.put('invoices', invoice('2', 'D', '2026-02-11', 7_500, { currency: 'USD', onTheWay: 2_500 }));
    await expect(run({ planHash })).rejects.toMatchObject({ code: 'dunning.plan-changed' });
    for (const table of ['messages', 'outbox', 'dunningRuns', 'actions'] as const) expect(await world.list(table)).toEqual([]);
  });

  it('refuses who may not run it', async () => {
    const args = { administrationId: ADMINISTRATION, date: DATE };
    expect(await as('sales', 'run-dunning', args)).toMatchObject({ status: 'refused', error: { code: 'not-allowed' } });
    expect(await as('collector', 'run-dunning', args)).toMatchObject({ status: 'applied' });
  });
});

describe('the plan', () => {
  it('reads past page boundaries, and only its own administration and workflow', async () => {
    await world.put('administrations', company({ id: 'other', code: 'X' }));
    const other = defaultWorkflowRows(newId, 'other');
    await world.put('workflows', ...other.workflows, { id: 'resting', administrationId: ADMINISTRATION, name: 'Resting', active: false });
    await world.put('workflowSteps', ...other.workflowSteps);
    const numbers = Array.from({ length: 1_203 }, (_, index) => String(index).padStart(5, '0'));
    await world.put('debtors', ...numbers.map((number, index) => debtor(number, index % 3 ? {} : { administrationId: 'other' })));
    await world.put('debtors', debtor('rests', { workflowId: 'resting' }), debtor('gone', { workflowId: 'deleted' }));
    await world.put(
      'invoices',
      ...numbers.map((number, index) => invoice(number, number, '2026-01-07', 1_000, index % 3 ? {} : { administrationId: 'other' })),
      invoice('rests', 'rests', '2026-01-07', 1_000),
      invoice('gone', 'gone', '2026-01-07', 1_000),
    );
    const plan = await preview();
    expect(plan.messages).toHaveLength(803);
    expect(plan.messages.map(({ debtorNumber }) => debtorNumber)).toEqual([...numbers.filter((_, index) => index % 3), 'gone'].sort());
    expect((await preview()).planHash).toBe(plan.planHash);
    expect((await preview('2026-03-11')).planHash).not.toBe(plan.planHash);
  });

  it('does not exist for an unknown administration', async () => {
    await expect(world.services.store.read((tx) => loadDunningPlan(tx, 'nope', day(DATE)))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('an invoice held by hand', () => {
  it('is left out until it is let go', async () => {
    await twoDebtors();
    const block = (reason: string) => as('collector', 'block-invoice', { debtorId: 'debtor-2', invoiceIds: ['invoice-D'], reason });
    expect(await block('sales looks into it')).toMatchObject({ status: 'applied', value: { changed: 1 } });
    expect((await preview()).skipped).toContainEqual(expect.objectContaining({ debtorId: 'debtor-2', reason: 'invoice-blocked' }));
    expect(await block('sales looks into it')).toMatchObject({ status: 'applied', value: { changed: 0 } });
    expect(await block('')).toMatchObject({ status: 'applied', value: { changed: 1 } });
    expect((await preview()).totals.USD).toBe(7_500);
    expect((await world.list('timelineEntries')).map(({ kind }) => kind)).toEqual(['invoice-blocked', 'invoice-unblocked']);
  });
});
