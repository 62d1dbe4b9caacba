import type { QueryArgs, QueryResult, WorklistRow } from '../../src-shared/contract/index.ts';
import { addDays, type Day, daysBetween } from '../../src-shared/kernel/index.ts';
import { searchText } from '../cache/search-text.ts';
import { dayNumber, SORT_COLUMNS } from '../cache/summary-schema.ts';
import { all, likePattern, one, type QueryContext } from './context.ts';

type Args = Required<QueryArgs<'worklist.page'>>;

/** One page of the worklist: actions due today or earlier, sorted by an index, and the totals over the whole filter. */
export function worklistPage(ctx: QueryContext, args: Args): QueryResult<'worklist.page'> {
  const filter = filterOf(ctx, args);
  const found = foundBy(ctx, filter);
  return { rows: found.total.actions > args.offset ? pageRows(ctx, args, filter, found) : [], total: found.total };
}

interface Filter {
  where: string;
  params: unknown[];
  /** One person's list. */
  own: boolean;
  /** Some debtors by name or number only. */
  byText: boolean;
  /** Nothing that is not added up in `worklist_sums` as well. */
  summed: boolean;
}

function filterOf(ctx: QueryContext, args: Args): Filter {
  const clauses = ['due_on <= ?'];
  const params: unknown[] = [dayNumber(ctx.today)];
  const add = (clause: string, ...values: unknown[]) => {
    clauses.push(clause);
    params.push(...values);
  };
  if (args.administrationId !== null) add('administration = ?', keyOf(ctx, args.administrationId));
  if (args.assigneeId !== null) add('assignee = ?', keyOf(ctx, args.assigneeId));
  if (args.minimumDaysOverdue > 0) add('oldest_due <= ?', dayNumber(addDays(ctx.today, -args.minimumDaysOverdue)));
  const text = args.text.trim();
  if (text) add("(instr(search, ?) OR number LIKE ? ESCAPE '\\')", searchText(text), likePattern(text, false));
  const summed = text === '' && args.minimumDaysOverdue === 0;
  return { where: clauses.join(' AND '), params, own: args.assigneeId !== null, byText: text !== '', summed };
}

/** The number that stands for a company or person in the worklist; of one that has nothing there, one that nobody has. */
const keyOf = (ctx: QueryContext, id: string): number =>
  one<{ key: number }>(ctx, 'SELECT key FROM worklist_key WHERE id = ?', id)?.key ?? -1;

/** "Most" comes first for amounts and counts, "oldest" is the earliest due date. */
const flipped = new Set(['oldest']);

function pageRows(ctx: QueryContext, args: Args, filter: Filter, { keys }: Found): WorklistRow[] {
  const descending = (args.direction === 'desc') !== flipped.has(args.sort);
  const order = (table: string) => {
    const direction = descending ? 'DESC' : 'ASC';
    return `${table}.${SORT_COLUMNS[args.sort]} ${direction}, ${table}.key ${direction}`;
  };
  // Few rows are sorted; else the list is walked in the order asked for until the page is full.
  const from =
    keys === null
      ? `worklist p INDEXED BY worklist_by_${args.sort} WHERE ${filter.where}`
      : 'worklist p WHERE p.key IN (SELECT value FROM json_each(?))';
  const rows = all<PageRow>(
    ctx,
    `SELECT w.action_id, w.debtor_id, w.priority, w.currency, w.open, w.overdue, w.open_invoices, a.administration_id, a.assignee_id,
       a.due_on, a.kind, a.title, d.number, d.name, d.city, d.risk, s.oldest_due, s.a0, s.a1, s.a2, s.a3, s.a4,
       (SELECT group_concat(o.currency) FROM debtor_summary o WHERE o.debtor_id = w.debtor_id AND o.main = 0) AS others
     FROM worklist w JOIN actions a ON a.id = w.action_id JOIN debtors d ON d.id = w.debtor_id
     LEFT JOIN debtor_summary s ON s.debtor_id = w.debtor_id AND s.main = 1
     WHERE w.key IN (SELECT key FROM (SELECT p.key FROM ${from} ORDER BY ${order('p')} LIMIT ? OFFSET ?))
     ORDER BY ${order('w')}`,
    ...(keys === null ? filter.params : [keys]),
    args.limit,
    args.offset,
  );
  return rows.map((row) => toRow(row, ctx.today));
}

interface PageRow {
  action_id: string;
  debtor_id: string;
  administration_id: string;
  assignee_id: string | null;
  due_on: Day;
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

/** What a filter finds changes only with the data, so it is kept until the next commit; scrolling and sorting do not look again. */
const foundCache = new WeakMap<object, { version: unknown; found: Map<string, Found> }>();

function foundBy(ctx: QueryContext, filter: Filter): Found {
  const kept = foundInVersion(ctx);
  const key = JSON.stringify([filter.where, filter.params]);
  let found = kept.get(key);
  if (!found) {
    found = (filter.byText && findFew(ctx, filter)) || { total: addUp(ctx, filter), keys: null };
    kept.set(key, found);
  }
  return found;
}

function foundInVersion({ cache }: QueryContext): Map<string, Found> {
  const version = cache.reader.database.pragma('data_version', { simple: true });
  const kept = foundCache.get(cache);
  if (kept && kept.version === version) return kept.found;
  const found = new Map<string, Found>();
  foundCache.set(cache, { version, found });
  return found;
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
  const rows = all<TotalRow & { key: number }>(
    ctx,
    `SELECT key, currency, overdue * ${first} AS overdue, ${first} AS debtors, 1 AS actions
     FROM worklist INDEXED BY worklist_totals WHERE ${filter.where} LIMIT ?`,
    ...filter.params,
    FEW + 1,
  );
  return rows.length > FEW ? null : { total: totalOf(rows), keys: JSON.stringify(rows.map(({ key }) => key)) };
}

function addUp(ctx: QueryContext, filter: Filter): Total {
  const first = firstColumn(filter);
  const sums = filter.summed
    ? `sum(${filter.own ? 'own_' : ''}overdue) AS overdue, sum(${filter.own ? 'own_' : ''}debtors) AS debtors, sum(actions) AS actions FROM worklist_sums`
    : `sum(overdue * ${first}) AS overdue, sum(${first}) AS debtors, count(*) AS actions FROM worklist INDEXED BY worklist_totals`;
  return totalOf(all<TotalRow>(ctx, `SELECT currency, ${sums} WHERE ${filter.where} GROUP BY currency`, ...filter.params));
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

const NO_FILTER: Args = {
  administrationId: null,
  assigneeId: null,
  minimumDaysOverdue: 0,
  text: '',
  sort: 'priority',
  direction: 'desc',
  offset: 0,
  limit: 1,
};
