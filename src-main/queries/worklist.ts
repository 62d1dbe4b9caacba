import type { QueryArgs, QueryResult, WorklistRow } from '../../src-shared/contract/index.ts';
import { addDays, type Day, daysBetween } from '../../src-shared/kernel/index.ts';
import { SORT_COLUMNS } from '../cache/summary-schema.ts';
import { all, likePattern, one, type QueryContext } from './context.ts';

type Args = Required<QueryArgs<'worklist.page'>>;

/** One page of the worklist: actions due today or earlier, sorted by an index, and the totals over the whole filter. */
export function worklistPage(ctx: QueryContext, args: Args): QueryResult<'worklist.page'> {
  const filter = filterSql(ctx.today, args);
  return { rows: pageRows(ctx, args, filter), total: totals(ctx, filter) };
}

interface Filter {
  where: string;
  params: unknown[];
}

function filterSql(today: Day, args: Args): Filter {
  const clauses = ['w.due_on <= ?'];
  const params: unknown[] = [today];
  const add = (clause: string, ...values: unknown[]) => {
    clauses.push(clause);
    params.push(...values);
  };
  if (args.administrationId !== null) add('w.administration_id = ?', args.administrationId);
  if (args.assigneeId !== null) add('w.assignee_id = ?', args.assigneeId);
  if (args.minimumDaysOverdue > 0) add('w.oldest_due <= ?', addDays(today, -args.minimumDaysOverdue));
  const text = args.text.trim();
  if (text) add("(w.name LIKE ? ESCAPE '\\' OR w.number LIKE ? ESCAPE '\\')", likePattern(text, true), likePattern(text, false));
  return { where: clauses.join(' AND '), params };
}

/** "Most" comes first for amounts and counts, "oldest" is the earliest due date. */
const flipped = new Set(['oldest']);

function pageRows(ctx: QueryContext, args: Args, { where, params }: Filter): WorklistRow[] {
  const column = SORT_COLUMNS[args.sort];
  const descending = (args.direction === 'desc') !== flipped.has(args.sort);
  const order = descending ? 'DESC' : 'ASC';
  const rows = all<PageRow>(
    ctx,
    `SELECT w.*, a.kind, a.title, d.city, d.risk, s.a0, s.a1, s.a2, s.a3, s.a4,
       (SELECT group_concat(o.currency) FROM debtor_summary o WHERE o.debtor_id = w.debtor_id AND o.main = 0) AS others
     FROM (SELECT w.* FROM worklist w WHERE ${where} ORDER BY w.${column} ${order}, w.action_id ${order} LIMIT ? OFFSET ?) w
     JOIN actions a ON a.id = w.action_id JOIN debtors d ON d.id = w.debtor_id
     LEFT JOIN debtor_summary s ON s.debtor_id = w.debtor_id AND s.main = 1
     ORDER BY w.${column} ${order}, w.action_id ${order}`,
    ...params,
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
  oldest_due: Day;
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
    oldestDays: Math.max(0, daysBetween(row.oldest_due, today)),
    currency: row.currency,
    open: row.open,
    overdue: row.overdue,
    openInvoices: row.open_invoices,
    ageing: [row.a0 ?? 0, row.a1 ?? 0, row.a2 ?? 0, row.a3 ?? 0, row.a4 ?? 0],
    otherCurrencies: row.others?.split(',') ?? [],
  };
}

/** Totals change only with the data, so they are kept until the next commit; scrolling and sorting do not add up again. */
const totalsCache = new WeakMap<object, { version: unknown; totals: Map<string, QueryResult<'worklist.page'>['total']> }>();

function totals(ctx: QueryContext, filter: Filter): QueryResult<'worklist.page'>['total'] {
  const kept = totalsOfVersion(ctx);
  const key = JSON.stringify([filter.where, filter.params]);
  let found = kept.get(key);
  if (!found) {
    found = addUp(ctx, filter);
    kept.set(key, found);
  }
  return found;
}

function totalsOfVersion({ cache }: QueryContext): Map<string, QueryResult<'worklist.page'>['total']> {
  const version = cache.reader.database.pragma('data_version', { simple: true });
  const kept = totalsCache.get(cache);
  if (kept && kept.version === version) return kept.totals;
  const totals = new Map<string, QueryResult<'worklist.page'>['total']>();
  totalsCache.set(cache, { version, totals });
  return totals;
}

function addUp(ctx: QueryContext, { where, params }: Filter): QueryResult<'worklist.page'>['total'] {
  // A debtor with several actions is counted once, and so is what it owes.
  const rows = all<{ currency: string; overdue: number; debtors: number; actions: number }>(
    ctx,
    `SELECT currency, sum(overdue) AS overdue, count(*) AS debtors, sum(actions) AS actions FROM (
       SELECT w.currency AS currency, max(w.overdue) AS overdue, count(*) AS actions FROM worklist w WHERE ${where} GROUP BY w.debtor_id)
     GROUP BY currency`,
    ...params,
  );
  return {
    actions: rows.reduce((sum, row) => sum + row.actions, 0),
    debtors: rows.reduce((sum, row) => sum + row.debtors, 0),
    overdue: Object.fromEntries(rows.map((row) => [row.currency, row.overdue])),
  };
}

export function worklistCounts(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'worklist.counts'>,
  userId: string,
): QueryResult<'worklist.counts'> {
  const where = administrationId === null ? '' : ' AND administration_id = ?';
  const params = administrationId === null ? [] : [administrationId];
  const count = (clause: string, ...more: unknown[]) =>
    one<{ n: number }>(ctx, `SELECT count(*) AS n FROM worklist WHERE due_on <= ?${where}${clause}`, ctx.today, ...params, ...more)?.n ?? 0;
  return { mine: count(' AND assignee_id = ?', userId), all: count('') };
}
