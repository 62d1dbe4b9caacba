import type { QueryArgs, QueryResult, WorklistGroup, WorklistRow } from '../../src-shared/contract/index.ts';
import { type Day, daysBetween } from '../../src-shared/kernel/index.ts';
import { SORT_COLUMNS } from '../cache/summary-schema.ts';
import { all, keptUntilCommit, type QueryContext } from './context.ts';
import { type Filter, type FilterArgs, filterOf, type Grouping, groupingOf, type PageArgs } from './worklist-filter.ts';

/** One page of the worklist: actions due today or earlier, sorted by an index, and the totals over the whole filter. */
export function worklistPage(ctx: QueryContext, args: PageArgs): QueryResult<'worklist.page'> {
  const filter = filterOf(ctx, args);
  const found = foundBy(ctx, filter);
  const { total } = found;
  if (args.groupBy === 'none')
    return { rows: total.actions > args.offset ? rowsOf(ctx, pageKeys(ctx, args, filter, found)) : [], total, groups: [] };
  const grouping = groupingOf(ctx, args.groupBy);
  const groups = groupsBy(ctx, filter, grouping, args.groupBy);
  const rows = total.actions > args.offset ? rowsOf(ctx, groupedKeys(ctx, args, filter, grouping, groups)) : [];
  return { rows, total, groups: groups.map(({ number: _number, ...group }) => group) };
}

/** "Most" comes first for amounts and counts, "oldest" is the earliest due date. */
const flipped = new Set(['oldest']);

type Order = Pick<PageArgs, 'sort' | 'direction'>;

function orderSql({ sort, direction: asked }: Order, table: string): string {
  const descending = (asked === 'desc') !== flipped.has(sort);
  const direction = descending ? 'DESC' : 'ASC';
  return `${table}.${SORT_COLUMNS[sort]} ${direction}, ${table}.key ${direction}`;
}

const keyList = (rows: readonly { key: number }[]): number[] => rows.map(({ key }) => key);

/** Few rows are sorted; else the list is walked in the order asked for until the page is full. */
function pageKeys(ctx: QueryContext, args: PageArgs, filter: Filter, { keys }: Pick<Found, 'keys'>): number[] {
  const from =
    keys === null
      ? `worklist p INDEXED BY worklist_by_${args.sort} WHERE ${filter.where}`
      : 'worklist p WHERE p.key IN (SELECT value FROM json_each(?))';
  const params = keys === null ? filter.params : [keys];
  const sql = `SELECT p.key FROM ${from} ORDER BY ${orderSql(args, 'p')} LIMIT ? OFFSET ?`;
  return keyList(all<{ key: number }>(ctx, sql, ...params, args.limit, args.offset));
}

interface NumberedGroup extends WorklistGroup {
  /** What stands for its value in SQL. */
  number: number;
}

/**
 * Keys of a page in which rows of a group stand together. A large group is walked in the order asked for, as the whole
 * list is; the small ones that the page touches are looked up together in one pass and sorted.
 */
function groupedKeys(ctx: QueryContext, args: PageArgs, filter: Filter, grouping: Grouping, groups: readonly NumberedGroup[]): number[] {
  const pieces: { group: NumberedGroup; from: number; count: number }[] = [];
  let start = 0;
  for (const group of groups) {
    const from = Math.max(0, args.offset - start);
    const count = Math.min(start + group.actions, args.offset + args.limit) - (start + from);
    if (count > 0) pieces.push({ group, from, count });
    start += group.actions;
  }
  const small = pieces.filter(({ group }) => group.actions <= FEW).map(({ group }) => group.number);
  const sorted = small.length ? sortedKeys(ctx, args, filter, grouping, small) : new Map<number, number[]>();
  return pieces.flatMap(({ group, from, count }) => {
    const known = sorted.get(group.number);
    if (known) return known.slice(from, from + count);
    const within = { ...filter, where: `${filter.where} AND ${grouping.expression} = ?`, params: [...filter.params, group.number] };
    return pageKeys(ctx, { ...args, offset: from, limit: count }, within, { keys: null });
  });
}

function sortedKeys(ctx: QueryContext, args: Order, filter: Filter, grouping: Grouping, numbers: readonly number[]): Map<number, number[]> {
  const rows = all<{ key: number; part: number }>(
    ctx,
    `SELECT p.key, f.part FROM (SELECT key, ${grouping.expression} AS part FROM worklist INDEXED BY worklist_totals
       WHERE ${filter.where} AND ${grouping.expression} IN (SELECT value FROM json_each(?))) f
     JOIN worklist p ON p.key = f.key ORDER BY ${orderSql(args, 'p')}`,
    ...filter.params,
    JSON.stringify(numbers),
  );
  return new Map([...Map.groupBy(rows, ({ part }) => part)].map(([part, list]) => [part, keyList(list)]));
}

/** The rows of these keys, in their order. */
function rowsOf(ctx: QueryContext, keys: readonly number[]): WorklistRow[] {
  const rows = all<PageRow>(
    ctx,
    `SELECT w.key, w.action_id, w.debtor_id, w.priority, w.currency, w.open, w.overdue, w.open_invoices, a.administration_id, a.assignee_id,
       a.due_on, a.due_time, a.kind, a.title, d.number, d.name, d.city, d.risk, s.oldest_due, s.a0, s.a1, s.a2, s.a3, s.a4,
       (SELECT group_concat(o.currency) FROM debtor_summary o WHERE o.debtor_id = w.debtor_id AND o.main = 0) AS others
     FROM worklist w JOIN actions a ON a.id = w.action_id JOIN debtors d ON d.id = w.debtor_id
     LEFT JOIN debtor_summary s ON s.debtor_id = w.debtor_id AND s.main = 1
     WHERE w.key IN (SELECT value FROM json_each(?))`,
    JSON.stringify(keys),
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [toRow(row, ctx.today)] : [];
  });
}

interface PageRow {
  key: number;
  action_id: string;
  debtor_id: string;
  administration_id: string;
  assignee_id: string | null;
  due_on: Day;
  due_time: string;
  priority: number;
  name: string;
  number: string;
  currency: string;
  open: number;
  overdue: number;
  oldest_due: Day | null;
  open_invoices: number;
  kind: WorklistRow['kind'];
  title: string;
  city: string;
  risk: WorklistRow['risk'];
  a0: number | null;
  a1: number | null;
  a2: number | null;
  a3: number | null;
  a4: number | null;
  others: string | null;
}

function toRow(row: PageRow, today: Day): WorklistRow {
  return {
    actionId: row.action_id,
    debtorId: row.debtor_id,
    administrationId: row.administration_id,
    debtorNumber: row.number,
    debtorName: row.name,
    city: row.city,
    kind: row.kind,
    title: row.title,
    dueOn: row.due_on,
    dueTime: row.due_time,
    assigneeId: row.assignee_id,
    priority: row.priority,
    risk: row.risk,
    oldestDays: row.oldest_due === null ? 0 : Math.max(0, daysBetween(row.oldest_due, today)),
    currency: row.currency,
    open: row.open,
    overdue: row.overdue,
    openInvoices: row.open_invoices,
    ageing: [row.a0 ?? 0, row.a1 ?? 0, row.a2 ?? 0, row.a3 ?? 0, row.a4 ?? 0],
    otherCurrencies: row.others?.split(',') ?? [],
  };
}

type Total = QueryResult<'worklist.page'>['total'];

interface Found {
  total: Total;
  /** The rows themselves, as a JSON list of keys, when a search found only a few. */
  keys: string | null;
}

/** So many rows are sorted quicker than an index is walked to find them. */
const FEW = 2_000;

/** What a filter finds changes only with the data; scrolling and sorting do not look again. */
const foundBy = (ctx: QueryContext, filter: Filter): Found =>
  keptUntilCommit(
    ctx,
    JSON.stringify(['found', filter.where, filter.params]),
    () => (filter.byText && findFew(ctx, filter)) || { total: addUp(ctx, filter), keys: null },
  );

function groupsBy(ctx: QueryContext, filter: Filter, grouping: Grouping, name: string): NumberedGroup[] {
  return keptUntilCommit(ctx, JSON.stringify(['groups', name, filter.where, filter.params]), () => {
    const rows = all<{ part: number; actions: number }>(
      ctx,
      `SELECT ${grouping.expression} AS part, count(*) AS actions
       FROM worklist INDEXED BY worklist_totals WHERE ${filter.where} GROUP BY part`,
      ...filter.params,
    );
    const places = new Map([...grouping.values.keys()].map((number, place) => [number, place]));
    const place = (number: number) => places.get(number) ?? places.size;
    const groups = rows.map(({ part, actions }) => ({ number: part, actions, value: grouping.values.get(part) ?? '' }));
    return groups.sort((a, b) => place(a.number) - place(b.number) || a.number - b.number);
  });
}

// A debtor with several actions is counted once, and so is what it owes.
const firstColumn = ({ own }: Filter): string => (own ? 'own_first' : 'first');

interface TotalRow {
  currency: string;
  overdue: number;
  debtors: number;
  actions: number;
}

/** Null when there are many. */
function findFew(ctx: QueryContext, filter: Filter): Found | null {
  const first = firstColumn(filter);
  const rows = all<TotalRow & { key: number; debtor_id?: string }>(
    ctx,
    `SELECT key, currency, overdue, ${first} AS debtors, 1 AS actions${filter.perAction ? ', debtor_id' : ''}
     FROM worklist INDEXED BY worklist_totals WHERE ${filter.where} LIMIT ?`,
    ...filter.params,
    FEW + 1,
  );
  if (rows.length > FEW) return null;
  const seen = new Set<string>();
  const counted = rows.map((row) => {
    const debtors = row.debtor_id === undefined ? row.debtors : Number(!seen.has(row.debtor_id));
    if (row.debtor_id !== undefined) seen.add(row.debtor_id);
    return { ...row, debtors, overdue: row.overdue * debtors };
  });
  return { total: totalOf(counted), keys: JSON.stringify(keyList(rows)) };
}

function addUp(ctx: QueryContext, filter: Filter): Total {
  return totalOf(all<TotalRow>(ctx, totalSql(filter), ...filter.params));
}

function totalSql(filter: Filter): string {
  const { where, own, summed, perAction } = filter;
  const first = firstColumn(filter);
  if (summed) {
    const of = own ? 'own_' : '';
    return `SELECT currency, sum(${of}overdue) AS overdue, sum(${of}debtors) AS debtors, sum(actions) AS actions
      FROM worklist_sums WHERE ${where} GROUP BY currency`;
  }
  if (perAction) {
    return `SELECT currency, sum(overdue) AS overdue, count(*) AS debtors, sum(actions) AS actions
      FROM (SELECT currency, overdue, count(*) AS actions FROM worklist INDEXED BY worklist_debtor WHERE ${where} GROUP BY debtor_id)
      GROUP BY currency`;
  }
  return `SELECT currency, sum(overdue * ${first}) AS overdue, sum(${first}) AS debtors, count(*) AS actions
    FROM worklist INDEXED BY worklist_totals WHERE ${where} GROUP BY currency`;
}

function totalOf(rows: readonly TotalRow[]): Total {
  const total: Total = { actions: 0, debtors: 0, overdue: {} };
  for (const { currency, overdue, debtors, actions } of rows) {
    if (actions === 0) continue;
    total.actions += actions;
    total.debtors += debtors;
    total.overdue[currency] = (total.overdue[currency] ?? 0) + overdue;
  }
  return total;
}

export function worklistCounts(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'worklist.counts'>,
  userId: string,
): QueryResult<'worklist.counts'> {
  const countOf = (assigneeId: string | null) => foundBy(ctx, filterOf(ctx, { ...NO_FILTER, administrationId, assigneeId })).total.actions;
  return { mine: countOf(userId), all: countOf(null) };
}

/** How many actions each filter finds: one pass over the list for all of them together. */
export function countsOf(ctx: QueryContext, filters: readonly Filter[]): number[] {
  if (filters.length === 0) return [];
  return keptUntilCommit(ctx, JSON.stringify(['counts', filters]), () => {
    const sums = filters.map(({ where }, index) => `coalesce(sum(${where}), 0) AS n${index}`);
    const sql = `SELECT ${sums.join(', ')} FROM worklist INDEXED BY worklist_totals`;
    const [row] = all<Record<string, number>>(ctx, sql, ...filters.flatMap(({ params }) => params));
    return filters.map((_, index) => row?.[`n${index}`] ?? 0);
  });
}

const NO_FILTER: FilterArgs = {
  administrationId: null,
  assigneeId: null,
  unassigned: false,
  minimumDaysOverdue: 0,
  minimumOverdue: 0,
  kinds: [],
  risks: [],
  text: '',
};
