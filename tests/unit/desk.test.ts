import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { refreshSummaries } from '../../src-main/cache/summary.ts';
import { type WorklistView, worklistViewSchema } from '../../src-shared/contract/index.ts';
import { addDays } from '../../src-shared/kernel/index.ts';
import type { NewRow, SyncedTableName } from '../../src-shared/schema/index.ts';
import { encodeRow, tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { type BigCache, buildBigCache } from '../support/big-cache.ts';
import { CacheDesktop } from '../support/cache-desktop.ts';
import { tempDir } from '../support/temp-dir.ts';

/* What a desktop shows of views, absences, the day's progress and the agenda, asked through its contract. */

let desktop: CacheDesktop;
let big: BigCache;
const COLLEAGUE = '01900000-0000-7000-8000-000000000005';

beforeEach(() => {
  const folder = tempDir();
  big = buildBigCache(join(folder, 'cache.sqlite'), 500, 3);
  desktop = new CacheDesktop(folder, big);
  onTestFinished(() => desktop.core.stop());
});

function put<T extends SyncedTableName>(table: T, row: NewRow<T>): void {
  const { writer } = desktop.core.store.cache;
  writer.statements.get(tableSql(table).upsert).run(...encodeRow(table, row));
}

const view = (definition: Partial<WorklistView>): WorklistView => worklistViewSchema.parse(definition);
const everything = { administrationId: null };
const countOf = async (definition: Partial<WorklistView>): Promise<number> => {
  const { assignee, kinds, risks, minimumDaysOverdue, minimumOverdue } = view(definition);
  const args = { ...everything, assigneeId: assignee === 'me' ? big.userId : assignee === 'all' ? null : assignee, kinds, risks };
  const page = await desktop.checked('worklist.page', {
    ...args,
    minimumDaysOverdue,
    minimumOverdue,
    sort: 'name',
    direction: 'asc',
    offset: 0,
    limit: 1,
  });
  return page.total.actions;
};

describe('the views of the worklist', () => {
  it('are one’s own and those that are shared, each with what it finds', async () => {
    const saved = (id: string, ownerId: string, shared: boolean, definition: Partial<WorklistView>, position = 0) =>
      put('savedViews', { id, screen: 'worklist', name: id, ownerId, shared, definition: view(definition), position });
    saved('mine-2', big.userId, false, { risks: ['high'], assignee: 'all' }, 2);
    saved('mine-1', big.userId, true, { kinds: ['call'], minimumDaysOverdue: 30 }, 1);
    saved('theirs-shared', COLLEAGUE, true, { minimumOverdue: 300_000, assignee: 'me' });
    saved('theirs', COLLEAGUE, false, {});
    put('savedViews', { id: 'debtors', screen: 'debtors', name: 'elsewhere', ownerId: big.userId, definition: {} });
    // Made by a later version: what is not understood is passed over.
    put('savedViews', {
      id: 'later',
      screen: 'worklist',
      name: 'later',
      ownerId: big.userId,
      definition: { risks: ['extreme'], mood: 'bad', assignee: 'all' },
      position: 3,
    });
    const { views } = await desktop.checked('worklist.views', everything);
    expect(views.map(({ id, own, shared }) => [id, own, shared])).toEqual([
      ['mine-1', true, true],
      ['mine-2', true, false],
      ['later', true, false],
      ['theirs-shared', false, true],
    ]);
    for (const { definition, count, id } of views) expect([id, count]).toEqual([id, await countOf(definition)]);
    expect(views.find(({ id }) => id === 'later')?.definition).toEqual(view({ assignee: 'all' }));
    expect(views.map(({ count }) => count).every((count) => count > 0)).toBe(true);
  });

  it('have the list of a colleague who is away, while he is', async () => {
    const absence = (id: string, from: number, until: number, substituteId = big.userId) =>
      put('absences', { id, userId: COLLEAGUE, substituteId, fromDay: addDays(big.today, from), untilDay: addDays(big.today, until) });
    absence('past', -9, -1);
    absence('coming', 1, 9);
    absence('elsewhere', -1, 1, COLLEAGUE);
    expect((await desktop.checked('worklist.views', everything)).takeOver).toEqual([]);
    absence('now', -1, 0);
    const count = await countOf({ assignee: COLLEAGUE });
    expect(count).toBeGreaterThan(0);
    expect((await desktop.checked('worklist.views', everything)).takeOver).toEqual([{ userId: COLLEAGUE, name: 'Colleague 5', count }]);
  });

  it('know how far the day is', async () => {
    const before = await desktop.checked('worklist.progress', everything);
    expect(before.done).toBe(0);
    const page = { ...everything, assigneeId: big.userId, sort: 'name', direction: 'asc', offset: 0, limit: 2 } as const;
    const [first, second] = (await desktop.checked('worklist.page', page)).rows;
    await desktop.command('finish-action', { actionId: first?.actionId ?? '' });
    await desktop.command('finish-action', { actionId: second?.actionId ?? '' });
    await desktop.command('reopen-action', { actionId: second?.actionId ?? '' });
    expect(await desktop.checked('worklist.progress', everything)).toEqual({ done: 1, left: before.left - 1 });
  });
});

describe('the agenda', () => {
  it('has what is open on each day, by time, and says what has expired', async () => {
    const debtorId = big.busyDebtorId;
    const { writer } = desktop.core.store.cache;
    writer.database.exec('DELETE FROM actions');
    put('debtors', {
      id: 'd',
      administrationId: big.administrationId,
      number: '9',
      name: 'Garage Vos',
      assigneeId: big.userId,
      createdAt: '',
    });
    const own = { administrationId: big.administrationId, debtorId: 'd', createdAt: '' };
    const action = { ...own, kind: 'call', source: 'user', assigneeId: big.userId } as const;
    put('actions', { ...action, id: 'late', dueOn: addDays(big.today, -2) });
    put('actions', { ...action, id: 'ten', dueOn: big.today, dueTime: '10:00' });
    put('actions', { ...action, id: 'nine', dueOn: big.today, dueTime: '09:00' });
    put('actions', { ...action, id: 'all day', dueOn: big.today });
    put('actions', { ...action, id: 'done', dueOn: big.today, state: 'done' });
    put('actions', { ...action, id: 'his', dueOn: big.today, assigneeId: COLLEAGUE, debtorId });
    put('promises', {
      ...own,
      id: 'promise',
      currency: 'EUR',
      amount: 500,
      received: 200,
      lines: [],
      promisedOn: addDays(big.today, 1),
      graceDays: 2,
      origin: 'portal',
    });
    put('paymentPlans', { ...own, id: 'plan', currency: 'EUR', total: 1, lines: [], state: 'running', origin: 'portal', graceDays: 2 });
    put('instalments', {
      id: 'term',
      administrationId: big.administrationId,
      debtorId: 'd',
      planId: 'plan',
      position: 1,
      dueOn: addDays(big.today, 2),
      amount: 900,
      paid: 100,
    });
    put('paymentPlans', { ...own, id: 'over', currency: 'EUR', total: 1, lines: [], state: 'lapsed', origin: 'portal', graceDays: 2 });
    put('instalments', {
      id: 'lapsed',
      administrationId: big.administrationId,
      debtorId: 'd',
      planId: 'over',
      position: 1,
      dueOn: addDays(big.today, 2),
      amount: 900,
    });
    refreshSummaries(writer, null, big.today);
    const asked = { administrationId: null, from: addDays(big.today, -5), until: addDays(big.today, 5) };
    const { items, more } = await desktop.checked('agenda.range', { ...asked, userId: big.userId });
    expect(items.map(({ id, time, amount, expired }) => [id, time, amount, expired])).toEqual([
      ['late', '', null, true],
      ['nine', '09:00', null, false],
      ['ten', '10:00', null, false],
      ['all day', '', null, false],
      ['promise', '', 300, false],
      ['term', '', 800, false],
    ]);
    expect(more).toBe(false);
    expect((await desktop.checked('agenda.range', { ...asked, userId: null })).items.map(({ id }) => id)).toContain('his');
    expect(await desktop.checked('agenda.counts', everything)).toEqual({ today: 0 });
    await desktop.command('move-action', { actionId: 'ten', dueOn: addDays(big.today, 1) });
    const moved = (await desktop.checked('agenda.range', { ...asked, userId: big.userId })).items.find(({ id }) => id === 'ten');
    expect(moved).toMatchObject({ on: addDays(big.today, 1), time: '10:00' });
  });
});
