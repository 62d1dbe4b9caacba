import { describe, expect, it } from 'vitest';
import type { Services } from '../../portal-server/app/services.ts';
import { executeCommand } from '../../portal-server/sync/execute.ts';
import { type Actor, type CommandInput, type CommandName, type CommandResult, inverseOf } from '../../src-shared/commands/index.ts';
import { addDays, fixedClock, newId } from '../../src-shared/kernel/index.ts';
import type { Row, SyncedTableName } from '../../src-shared/schema/index.ts';
import { addAdministration, addDebtor, addInvoice, addUser, TODAY, testServices } from '../support/test-server.ts';

/* The commands of the worklist, and what takes each of them back. */

interface World {
  services: Services;
  administrationId: string;
  anna: string;
  bram: string;
  debtorId: string;
  actionId: string;
}

async function world(): Promise<World> {
  const services = await testServices();
  const administrationId = await addAdministration(services);
  const anna = await addUser(services, 'collector', administrationId, 'anna@example.test');
  const bram = await addUser(services, 'collector', administrationId, 'bram@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001', { assigneeId: anna });
  const actionId = newId();
  await services.store.write((tx) =>
    tx.put('actions', {
      id: actionId,
      administrationId,
      debtorId,
      kind: 'call',
      dueOn: TODAY,
      assigneeId: anna,
      source: 'workflow',
      createdAt: '2026-03-01T00:00:00.000Z',
    }),
  );
  return { services, administrationId, anna, bram, debtorId, actionId };
}

const actorOf = ({ anna, administrationId }: World): Actor => ({
  kind: 'user',
  userId: anna,
  roles: [{ administrationId, role: 'credit-manager' }],
});

/** Gives a command as Anna, and answers what it returned and what takes it back. @throws the refusal's code */
async function give<N extends CommandName>(it: World, name: N, args: CommandInput<N>, at?: string) {
  const services = at === undefined ? it.services : { ...it.services, clock: fixedClock(at) };
  const outcome = await executeCommand(services, { commandId: newId(), name, args, actor: actorOf(it) });
  if (outcome.status === 'refused') throw new Error(outcome.error.code);
  // As a desktop has it: through JSON.
  const value = JSON.parse(JSON.stringify(outcome.value)) as CommandResult<N>;
  return { value, undo: inverseOf(name, args, value) };
}

async function takeBack(it: World, undo: Awaited<ReturnType<typeof give>>['undo'], at?: string): Promise<void> {
  for (const { name, args } of undo) await give(it, name as CommandName, args as never, at);
}

const read = <T extends SyncedTableName>({ services }: World, table: T, id: string): Promise<Row<T> | undefined> =>
  services.store.read((tx) => tx.get(table, id)) as Promise<Row<T> | undefined>;

/** Rows without what every write changes. */
async function state({ services }: World): Promise<unknown> {
  const tables = ['actions', 'debtors', 'invoices', 'timelineEntries', 'savedViews', 'absences', 'assignmentRules'] as const;
  return services.store.read(async (tx) => {
    const found: Record<string, unknown[]> = {};
    for (const table of tables) {
      const rows = (await tx.list(table, { where: {} })) as { id: string; rowVersion: number }[];
      // What was planned and taken back stays as cancelled, where nobody sees it.
      found[table] = rows
        .filter((row) => !('state' in row) || row.state !== 'cancelled')
        .map(({ rowVersion: _any, ...row }) => row)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    }
    return found;
  });
}

describe('an undo', () => {
  it('leaves everything as it was', async () => {
    const it = await world();
    const { administrationId, debtorId, actionId, anna, bram } = it;
    const second = await addDebtor(it.services, administrationId, '1002', { assigneeId: bram });
    const invoiceId = await addInvoice(it.services, { id: debtorId, administrationId }, 'F1', 10);
    const kept = await give(it, 'save-view', { administrationId, screen: 'worklist', name: 'Kept', definition: { risks: ['high'] } });
    const absence = await give(it, 'save-absence', { administrationId, userId: bram, substituteId: anna, fromDay: TODAY, untilDay: TODAY });
    await give(it, 'save-assignment-rules', { administrationId, rules: [{ rule: { risks: ['high'] }, assigneeId: bram, active: true }] });
    const before = await state(it);
    const tries: { [N in CommandName]?: CommandInput<N> } = {
      'finish-action': { actionId, outcome: 'Paid' },
      'cancel-action': { actionId },
      'move-action': { actionId, dueOn: addDays(TODAY, 3), dueTime: '10:30' },
      'assign-actions': { administrationId, actionIds: [actionId], assigneeId: bram },
      'log-call': {
        debtorId,
        outcome: 'spoken',
        finishesActionId: actionId,
        next: { kind: 'email', title: '', dueOn: addDays(TODAY, 1), dueTime: '' },
      },
      'save-view': { administrationId, screen: 'worklist', name: 'Other', definition: {}, viewId: kept.value.viewId },
      'remove-view': { administrationId, viewId: kept.value.viewId },
      'save-absence': {
        administrationId,
        absenceId: absence.value.absenceId,
        userId: bram,
        substituteId: anna,
        fromDay: TODAY,
        untilDay: addDays(TODAY, 9),
      },
      'save-assignment-rules': { administrationId, rules: [] },
    };
    for (const [name, args] of Object.entries(tries) as [CommandName, never][]) {
      const { undo } = await give(it, name, args);
      expect([name, await state(it)]).not.toEqual([name, before]);
      await takeBack(it, undo);
      if (name === 'save-assignment-rules') continue; // The rule is there again under another id.
      expect([name, await state(it)]).toEqual([name, before]);
    }
    // These leave lines on the timeline of what was done and undone; the rest is as it was.
    const { undo } = await give(it, 'assign-debtors', { administrationId, debtorIds: [debtorId, second], assigneeId: bram });
    expect(await read(it, 'actions', actionId)).toMatchObject({ assigneeId: bram });
    await takeBack(it, undo);
    expect(await read(it, 'debtors', debtorId)).toMatchObject({ assigneeId: anna });
    expect(await read(it, 'debtors', second)).toMatchObject({ assigneeId: bram });
    expect(await read(it, 'actions', actionId)).toMatchObject({ assigneeId: anna });
    const blocked = await give(it, 'block-invoice', { debtorId, invoiceIds: [invoiceId], reason: 'Wait' });
    await takeBack(it, blocked.undo);
    expect(await read(it, 'invoices', invoiceId)).toMatchObject({ blockedReason: '' });
  });

  it('of an action that was planned leaves no trace, later on it does', async () => {
    const it = await world();
    const { debtorId } = it;
    const before = await state(it);
    const planned = await give(it, 'plan-action', { debtorId, kind: 'letter', dueOn: TODAY, dueTime: '09:00' });
    expect(await read(it, 'actions', planned.value.actionId)).toMatchObject({ dueTime: '09:00', source: 'user', assigneeId: it.anna });
    await takeBack(it, planned.undo);
    const cancelled = await read(it, 'actions', planned.value.actionId);
    expect(cancelled).toMatchObject({ state: 'cancelled' });
    expect(((await state(it)) as { timelineEntries: unknown[] }).timelineEntries).toEqual(
      (before as { timelineEntries: unknown[] }).timelineEntries,
    );
    const done = await give(it, 'finish-action', { actionId: it.actionId });
    await takeBack(it, done.undo, '2026-03-12T09:00:00.000Z');
    const kinds = await it.services.store.read((tx) => tx.list('timelineEntries', { where: { debtorId } }));
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['action-done', 'action-reopened']);
  });
});

describe('an action', () => {
  it('is closed once, opened once, and moved only while it is open', async () => {
    const it = await world();
    const { actionId } = it;
    await give(it, 'finish-action', { actionId });
    await expect(give(it, 'finish-action', { actionId })).rejects.toThrow('action.not-open');
    await expect(give(it, 'cancel-action', { actionId })).rejects.toThrow('action.not-open');
    await expect(give(it, 'move-action', { actionId, dueOn: TODAY })).rejects.toThrow('action.not-open');
    await give(it, 'reopen-action', { actionId });
    await expect(give(it, 'reopen-action', { actionId })).rejects.toThrow('action.already-open');
    await give(it, 'move-action', { actionId, dueOn: addDays(TODAY, 1), dueTime: '14:15' });
    await give(it, 'move-action', { actionId, dueOn: addDays(TODAY, 2) });
    expect(await read(it, 'actions', actionId)).toMatchObject({ dueOn: addDays(TODAY, 2), dueTime: '14:15' });
    await expect(give(it, 'move-action', { actionId, dueOn: TODAY, dueTime: '25:00' })).rejects.toThrow('command.bad-arguments');
  });

  it('goes to whom the rules name when the debtor is nobody’s', async () => {
    const it = await world();
    const { administrationId, bram, anna } = it;
    const rules = [
      { rule: { minimumOpen: 20_000 }, assigneeId: anna, active: false },
      { rule: { minimumOpen: 10_000 }, assigneeId: bram, active: true },
    ];
    await give(it, 'save-assignment-rules', { administrationId, rules });
    const rich = await addDebtor(it.services, administrationId, '2001', {});
    const poor = await addDebtor(it.services, administrationId, '2002', {});
    await addInvoice(it.services, { id: rich, administrationId }, 'F2', 10, { open: 25_000 });
    const assignee = async (debtorId: string) => {
      const { value } = await give(it, 'plan-action', { debtorId, kind: 'call', dueOn: TODAY });
      return (await read(it, 'actions', value.actionId))?.assigneeId;
    };
    expect(await assignee(rich)).toBe(bram);
    // No rule fits: it is hers who planned it.
    expect(await assignee(poor)).toBe(anna);
    await expect(give(it, 'plan-action', { debtorId: poor, kind: 'call', dueOn: TODAY, assigneeId: newId() })).rejects.toThrow(
      'assignee.unknown',
    );
  });
});

describe('assignment rules', () => {
  it('give debtors that are nobody’s a collector, with their actions, and take nothing from anybody', async () => {
    const it = await world();
    const { services, administrationId, anna, bram, debtorId } = it;
    const free = await addDebtor(services, administrationId, '3001', { name: 'Zwart' });
    const other = await addDebtor(services, administrationId, '3002', { name: 'Appel' });
    await services.store.write((tx) =>
      tx.put('actions', {
        id: 'waiting',
        administrationId,
        debtorId: free,
        kind: 'call',
        dueOn: TODAY,
        source: 'system',
        createdAt: '2026-03-01T00:00:00.000Z',
      }),
    );
    await give(it, 'save-assignment-rules', { administrationId, rules: [{ rule: { nameFrom: 'N' }, assigneeId: bram, active: true }] });
    expect((await give(it, 'apply-assignment-rules', { administrationId, dryRun: true })).value).toEqual({
      assigned: { [bram]: 1 },
      done: 0,
      left: 1,
      unassigned: 1,
    });
    expect((await read(it, 'debtors', free))?.assigneeId).toBeNull();
    await give(it, 'apply-assignment-rules', { administrationId });
    expect((await read(it, 'debtors', free))?.assigneeId).toBe(bram);
    expect((await read(it, 'actions', 'waiting'))?.assigneeId).toBe(bram);
    expect((await read(it, 'debtors', other))?.assigneeId).toBeNull();
    expect((await read(it, 'debtors', debtorId))?.assigneeId).toBe(anna);
  });

  it('keep the ids of rules that stay, and take no colleague from elsewhere', async () => {
    const it = await world();
    const { services, administrationId, bram } = it;
    const stranger = await addUser(services, 'collector', await addAdministration(services, 'OTHER'), 'stranger@example.test');
    const rule = { rule: {}, assigneeId: bram, active: true };
    await give(it, 'save-assignment-rules', { administrationId, rules: [rule, rule] });
    const rows = () =>
      services.store.read((tx) => tx.list('assignmentRules', { where: { administrationId }, orderBy: { column: 'position' } }));
    const [first, second] = await rows();
    await give(it, 'save-assignment-rules', { administrationId, rules: [{ ...rule, id: second?.id ?? '' }, rule] });
    const after = await rows();
    expect(after[0]?.id).toBe(second?.id);
    expect(after.map(({ id }) => id)).not.toContain(first?.id);
    await expect(give(it, 'save-assignment-rules', { administrationId, rules: [{ ...rule, assigneeId: stranger }] })).rejects.toThrow(
      'assignee.unknown',
    );
  });
});

describe('views and absences', () => {
  it('are one’s own to change', async () => {
    const it = await world();
    const { administrationId, bram } = it;
    await it.services.store.write((tx) =>
      tx.put('savedViews', { id: 'his', screen: 'worklist', name: 'His', ownerId: bram, shared: true, definition: {} }),
    );
    const args = { administrationId, viewId: 'his', screen: 'worklist', name: 'Mine now', definition: {} };
    await expect(give(it, 'save-view', args)).rejects.toThrow('not-allowed');
    await expect(give(it, 'remove-view', { administrationId, viewId: 'his' })).rejects.toThrow('not-allowed');
  });

  it('are refused when they make no sense', async () => {
    const it = await world();
    const { administrationId, anna, bram } = it;
    const base = { administrationId, userId: anna, substituteId: bram, fromDay: TODAY, untilDay: TODAY };
    await expect(give(it, 'save-absence', { ...base, untilDay: addDays(TODAY, -1) })).rejects.toThrow('command.bad-arguments');
    await expect(give(it, 'save-absence', { ...base, substituteId: anna })).rejects.toThrow('command.bad-arguments');
    await expect(give(it, 'save-absence', { ...base, substituteId: newId() })).rejects.toThrow('assignee.unknown');
    for (let view = 0; view < 50; view += 1)
      await give(it, 'save-view', { administrationId, screen: 'worklist', name: `View ${view}`, definition: {} });
    await expect(give(it, 'save-view', { administrationId, screen: 'worklist', name: 'One more', definition: {} })).rejects.toThrow(
      'view.too-many',
    );
  });
});
