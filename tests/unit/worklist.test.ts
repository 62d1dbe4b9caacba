import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { refreshSummaries } from '../../src-main/cache/summary.ts';
import { type QueryArgs, WORKLIST_GROUPS, WORKLIST_SORTS, type WorklistRow } from '../../src-shared/contract/index.ts';
import { priorityFactors, score } from '../../src-shared/domain/priority.ts';
import { addDays, type Day, daysBetween } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { type BigCache, buildBigCache, randomFrom } from '../support/big-cache.ts';
import { CacheDesktop } from '../support/cache-desktop.ts';
import { tempDir } from '../support/temp-dir.ts';

/*
 * The worklist is answered from derived tables, indexes and kept sums. Here each answer is worked out again from the rows
 * themselves, the slow and simple way.
 */

type PageArgs = Required<QueryArgs<'worklist.page'>>;
type Wanted = Pick<WorklistRow, 'actionId' | 'priority' | 'currency' | 'open' | 'overdue' | 'openInvoices' | 'oldestDays'>;

let desktop: CacheDesktop;
let big: BigCache;

beforeEach(() => {
  const folder = tempDir();
  big = buildBigCache(join(folder, 'cache.sqlite'), 150, 6);
  desktop = new CacheDesktop(folder, big);
  onTestFinished(() => desktop.core.stop());
});

const rowsOf = <T extends 'debtors' | 'invoices' | 'actions' | 'administrations'>(table: T): Promise<Row<T>[]> =>
  desktop.core.store.cache.rows.list(table, { where: {} }) as Promise<Row<T>[]>;

interface Figures {
  currency: string;
  open: number;
  overdue: number;
  openInvoices: number;
  overdueInvoices: number;
  promised: number;
  oldestDue: Day | null;
}

function figuresOf(invoices: readonly Row<'invoices'>[], own: string, today: Day): Figures {
  const open = invoices.filter((invoice) => invoice.open !== 0);
  const inCurrency = [...Map.groupBy(open, ({ currency }) => currency)].map(([currency, list]) => {
    const late = list.filter((invoice) => invoice.open > 0 && invoice.dueDate < today);
    return {
      currency,
      open: list.reduce((sum, invoice) => sum + invoice.open, 0),
      overdue: late.reduce((sum, invoice) => sum + invoice.open, 0),
      openInvoices: list.length,
      overdueInvoices: late.length,
      promised: list.reduce((sum, invoice) => sum + ((invoice.promisedUntil ?? '') >= today ? invoice.open - invoice.onTheWay : 0), 0),
      oldestDue: late.map(({ dueDate }) => dueDate).sort()[0] ?? null,
    };
  });
  const [main] = inCurrency.sort(
    (a, b) => Number(b.currency === own) - Number(a.currency === own) || b.open - a.open || (a.currency < b.currency ? -1 : 1),
  );
  return main ?? { currency: own, open: 0, overdue: 0, openInvoices: 0, overdueInvoices: 0, promised: 0, oldestDue: null };
}

const plain = (text: string): string => text.toLowerCase();

/** All rows that pass, not sorted yet, with what they are sorted by. */
async function wantedRows(args: PageArgs) {
  const { today } = big;
  const [actions, invoices, administrations] = [await rowsOf('actions'), await rowsOf('invoices'), await rowsOf('administrations')];
  const debtors = new Map((await rowsOf('debtors')).map((debtor) => [debtor.id, debtor]));
  const invoicesOf = Map.groupBy(invoices, ({ debtorId }) => debtorId);
  return actions.flatMap((action) => {
    const debtor = debtors.get(action.debtorId);
    if (!debtor || action.state !== 'open' || action.dueOn > today) return [];
    const own = administrations.find(({ id }) => id === action.administrationId)?.currency ?? '';
    const figures = figuresOf(invoicesOf.get(debtor.id) ?? [], own, today);
    const { oldestDue } = figures;
    if (args.administrationId !== null && action.administrationId !== args.administrationId) return [];
    if (args.assigneeId !== null && action.assigneeId !== args.assigneeId) return [];
    if (args.unassigned && action.assigneeId !== null) return [];
    if (args.minimumOverdue > 0 && figures.overdue < args.minimumOverdue) return [];
    if (args.kinds.length && !args.kinds.includes(action.kind)) return [];
    if (args.risks.length && !args.risks.includes(debtor.risk)) return [];
    if (args.minimumDaysOverdue > 0 && (oldestDue === null || oldestDue > addDays(today, -args.minimumDaysOverdue))) return [];
    const text = plain(args.text);
    if (text && !plain(debtor.name).includes(text) && !plain(debtor.number).startsWith(text)) return [];
    const { creditLimit, risk } = debtor;
    const overLimit = creditLimit === null ? 0 : Math.max(0, figures.open - creditLimit);
    const priority = score(priorityFactors({ ...figures, risk, actionDueOn: action.dueOn, actionKind: action.kind, overLimit }, today));
    const sort = {
      priority,
      overdue: figures.overdue,
      open: figures.open,
      oldest: oldestDue ?? '9999-12-31',
      invoices: figures.openInvoices,
    };
    const row: Wanted = {
      actionId: action.id,
      priority,
      currency: figures.currency,
      open: figures.open,
      overdue: figures.overdue,
      openInvoices: figures.openInvoices,
      oldestDays: oldestDue ? daysBetween(oldestDue, today) : 0,
    };
    const days = row.oldestDays;
    const group = {
      none: '',
      kind: action.kind,
      risk: debtor.risk,
      assignee: action.assigneeId ?? '',
      administration: action.administrationId,
      age: String(days > 90 ? 4 : days > 60 ? 3 : days > 30 ? 2 : days > 0 ? 1 : 0),
    }[args.groupBy];
    return [{ row, debtorId: debtor.id, group, sortedBy: { ...sort, name: plain(debtor.name) } }];
  });
}

const NO_FILTER = {
  unassigned: false,
  minimumDaysOverdue: 0,
  minimumOverdue: 0,
  kinds: [],
  risks: [],
  text: '',
  groupBy: 'none',
} as const satisfies Partial<PageArgs>;

/** Checks a page against the rows: the totals, which rows there are, and that each comes where its value belongs. */
async function expectRight(changes: Partial<PageArgs>): Promise<void> {
  const args: PageArgs = {
    administrationId: null,
    assigneeId: null,
    ...NO_FILTER,
    sort: 'priority',
    direction: 'desc',
    offset: 0,
    limit: 500,
    ...changes,
  };
  const wanted = await wantedRows(args);
  const { rows, total, groups } = await desktop.checked('worklist.page', args);
  const once = [...new Map(wanted.map((it) => [it.debtorId, it])).values()];
  const overdue: Record<string, number> = {};
  for (const { row } of once) overdue[row.currency] = (overdue[row.currency] ?? 0) + row.overdue;
  expect({ args, total }).toEqual({ args, total: { actions: wanted.length, debtors: once.length, overdue } });

  const byId = new Map(wanted.map((it) => [it.row.actionId, it]));
  for (const found of rows) expect(found).toMatchObject(byId.get(found.actionId)?.row ?? {});
  const value = (actionId: string) => byId.get(actionId)?.sortedBy[args.sort] ?? '';
  const upwards = (args.direction === 'asc') !== (args.sort === 'oldest');
  const inOrder = (list: typeof wanted) =>
    list.map(({ row }) => value(row.actionId)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (upwards ? 1 : -1));
  const parts = args.groupBy === 'none' ? [wanted] : groups.map((group) => wanted.filter((it) => it.group === group.value));
  const sorted = parts.flatMap(inOrder);
  expect(sorted.length).toBe(wanted.length);
  expect(groups.map(({ actions }) => actions)).toEqual(args.groupBy === 'none' ? [] : parts.map(({ length }) => length));
  expect({ args, values: rows.map(({ actionId }) => value(actionId)) }).toEqual({
    args,
    values: sorted.slice(args.offset, args.offset + args.limit),
  });
  expect(new Set(rows.map(({ actionId }) => actionId)).size).toBe(rows.length);
}

const filters = (): Partial<PageArgs>[] => [
  {},
  { assigneeId: big.userId },
  { administrationId: big.administrationId },
  { administrationId: big.administrationId, assigneeId: big.userId, text: 'e' },
  { minimumDaysOverdue: 90 },
  { minimumDaysOverdue: 300, assigneeId: big.userId },
  { text: 'Anker' },
  { text: '1000' },
  { text: 'no such name' },
  { text: '%' },
  { assigneeId: 'a stranger' },
  { unassigned: true },
  { kinds: ['review', 'call'] },
  { kinds: ['promise-broken'] },
  { risks: ['high'] },
  { risks: ['low', 'medium'], kinds: ['call'], minimumOverdue: 1_000_000, assigneeId: big.userId },
  { minimumOverdue: 500_000 },
];

describe('the worklist', () => {
  it('is right in every order and with every filter', async () => {
    for (const filter of filters())
      for (const sort of WORKLIST_SORTS)
        for (const direction of ['asc', 'desc'] as const) await expectRight({ ...filter, sort, direction });
  });

  it('stands in groups, each in the order asked for, in pages that fit together', async () => {
    for (const groupBy of WORKLIST_GROUPS) {
      for (const filter of filters()) await expectRight({ ...filter, groupBy, sort: 'overdue', direction: 'asc' });
      await expectRight({ groupBy, sort: 'name', offset: 37, limit: 61 });
      await expectRight({ groupBy, sort: 'priority', offset: 100, limit: 9, assigneeId: big.userId });
    }
    const page = { ...NO_FILTER, administrationId: null, assigneeId: null, sort: 'name', direction: 'asc', offset: 0, limit: 1 } as const;
    const values = async (groupBy: (typeof WORKLIST_GROUPS)[number]) =>
      (await desktop.checked('worklist.page', { ...page, groupBy })).groups.map(({ value }) => value);
    expect(await values('risk')).toEqual(['high', 'medium', 'low']);
    expect(await values('age')).toEqual(['4', '3', '2', '1', '0']);
    // People by name, nobody's last.
    const people = await values('assignee');
    expect(people.at(-1)).toBe('');
    expect(people.length).toBeGreaterThan(20);
  });

  it('comes in pages that fit together, with rows that sort alike always in one order', async () => {
    const args = { administrationId: null, assigneeId: null, sort: 'invoices', direction: 'desc' } as const;
    const ids = async (offset: number, limit: number) =>
      (await desktop.checked('worklist.page', { ...args, offset, limit })).rows.map(({ actionId }) => actionId);
    const whole = await ids(0, 500);
    const pieces: string[] = [];
    for (let offset = 0; offset < whole.length; offset += 7) pieces.push(...(await ids(offset, 7)));
    expect(pieces).toEqual(whole);
    expect(await ids(whole.length, 7)).toEqual([]);
    // Work on a debtor that changes nothing it is sorted by leaves it where it is.
    const [row] = (await desktop.checked('worklist.page', { ...args, offset: 20, limit: 1 })).rows;
    await desktop.command('add-note', { debtorId: row?.debtorId ?? '', text: 'Called' });
    expect(await ids(0, 500)).toEqual(whole);
  });

  it('stays right through changes, however many', async () => {
    const random = randomFrom(7);
    const { writer } = desktop.core.store.cache;
    for (let change = 0; change < 25; change += 1) {
      const { rows } = await desktop.checked('worklist.page', {
        administrationId: null,
        assigneeId: null,
        sort: 'name',
        direction: 'asc',
        offset: random(100),
        limit: 1,
      });
      const { actionId = '', debtorId = '' } = rows[0] ?? {};
      const assigneeId = random(2) ? big.userId : null;
      if (change % 3 === 0) await desktop.command('finish-action', { actionId });
      else if (change % 3 === 1)
        await desktop.command('plan-action', { debtorId, kind: 'call', dueOn: addDays(big.today, random(3) - 1), assigneeId });
      else {
        // As a pull does: rows change, and the derived ones of their debtor with them.
        writer.database.exec('BEGIN');
        writer.statements
          .get('UPDATE invoices SET open = open + ?, currency = ? WHERE debtor_id = ? AND open > 0')
          .run(random(5_000), random(2) ? 'EUR' : 'USD', debtorId);
        refreshSummaries(writer, new Set([debtorId]), big.today);
        writer.database.exec('COMMIT');
      }
      await expectRight(filters()[change % filters().length] ?? {});
      await expectRight({ sort: WORKLIST_SORTS[change % WORKLIST_SORTS.length] ?? 'name' });
    }
    await expectRight({});
  });

  it('is gone with the rows it was made of', async () => {
    await desktop.core.store.forget();
    const page = { administrationId: null, assigneeId: null, sort: 'name', direction: 'asc', offset: 0, limit: 10 } as const;
    const nothing = { rows: [], total: { actions: 0, debtors: 0, overdue: {} }, groups: [] };
    expect(await desktop.checked('worklist.page', page)).toEqual(nothing);
    expect(await desktop.checked('worklist.page', { ...page, assigneeId: big.userId, text: 'e' })).toEqual(nothing);
    expect(await desktop.checked('search.debtors', { text: 'anker' })).toEqual([]);
    // No name stays behind for the next user of this machine to find.
    const { database } = desktop.core.store.cache.reader;
    for (const table of ['debtor_summary', 'debtor_search', 'worklist', 'worklist_sums', 'worklist_key'])
      expect([table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
  });

  it('counts what is mine and what is everybody’s', async () => {
    const all = (await wantedRows({ administrationId: null, assigneeId: null, ...NO_FILTER } as unknown as PageArgs)).length;
    const mine = (await wantedRows({ administrationId: null, assigneeId: big.userId, ...NO_FILTER } as unknown as PageArgs)).length;
    expect(await desktop.checked('worklist.counts', { administrationId: null })).toEqual({ mine, all });
    expect(mine).toBeGreaterThan(0);
  });
});

describe('the search for debtors', () => {
  it('takes the start of a number first, then any part of a name, without case and accents', async () => {
    const [first, second] = await rowsOf('debtors');
    const { writer } = desktop.core.store.cache;
    const rename = (id: string | undefined, name: string) => {
      writer.database.exec('BEGIN');
      writer.statements.get('UPDATE debtors SET name = ? WHERE id = ?').run(name, id);
      refreshSummaries(writer, new Set([id ?? '']), big.today);
      writer.database.exec('COMMIT');
    };
    rename(first?.id, 'Café Zuid 100');
    rename(second?.id, 'Xylofoon CAFÉ');
    const names = async (text: string) => (await desktop.checked('search.debtors', { text, limit: 5 })).map(({ name }) => name);
    expect(await names('cafe')).toEqual(['Café Zuid 100', 'Xylofoon CAFÉ']);
    expect(await names('ÉZ')).toEqual([]);
    expect(await names('  xylo ')).toEqual(['Xylofoon CAFÉ']);
    expect((await desktop.checked('search.debtors', { text: '10014', limit: 50 })).map(({ number }) => number)).toEqual(
      Array.from({ length: 10 }, (_, index) => String(100_140 + index)),
    );
    expect(await names('%')).toEqual([]);
    expect(await names(' ')).toEqual([]);
    const page = { administrationId: null, assigneeId: null, sort: 'name', direction: 'asc', offset: 0, limit: 10 } as const;
    const found = await desktop.checked('worklist.page', { ...page, text: 'CAFE' });
    expect(found.rows.every(({ debtorName }) => debtorName.toLowerCase().includes('café'))).toBe(true);
    expect(found.total.debtors).toBeGreaterThan(0);
  });
});
