import { priorityFactors, score } from '../../src-shared/domain/priority.ts';
import { addDays, type Day } from '../../src-shared/kernel/index.ts';
import type { ActionKind, Risk } from '../../src-shared/schema/index.ts';
import type { CacheConnection } from './cache.ts';
import { searchText } from './search-text.ts';
import { createWorklistIndexes, dayNumber, dropWorklistIndexes, NOBODY, RISK_NUMBERS } from './summary-schema.ts';

/** Sorts after every real date, so that "oldest first" puts debtors with nothing overdue last. */
const NO_DATE = '9999-12-31' as Day;

/** Recomputes the derived rows of some debtors, or of all (`null`), for a business day. Runs inside the caller's transaction. */
export function refreshSummaries(connection: CacheConnection, debtorIds: ReadonlySet<string> | null, today: Day): void {
  if (debtorIds?.size === 0) return;
  const { database, statements } = connection;
  const all = debtorIds === null;
  const bind = all ? [] : [{ ids: JSON.stringify([...debtorIds]) }];
  const only = (column: string) => (all ? '' : `AND ${column} IN (SELECT value FROM json_each(@ids))`);
  if (all) {
    database.exec(dropWorklistIndexes);
    clearFigures(connection);
  } else {
    statements.get(sumsSql('-', only('debtor_id'))).run(...bind);
    for (const table of ['debtor_summary', 'debtor_search', 'worklist'])
      statements.get(`DELETE FROM ${table} WHERE 1 = 1 ${only('debtor_id')}`).run(...bind);
  }
  const days = { today, d30: addDays(today, -30), d60: addDays(today, -60), d90: addDays(today, -90) };
  statements.get(summarySql(only('i.debtor_id'))).run({ ...bind[0], ...days });
  statements.get(mainCurrencySql(only('s.debtor_id'))).run(...bind);
  fillSearch(connection, only('id'), bind);
  fillWorklist(connection, only('a.debtor_id'), bind, today);
  statements.get(sumsSql('+', only('debtor_id'))).run(...bind);
  if (all) database.exec(createWorklistIndexes);
}

/** Forgets every derived row, with the rows they were made of. */
export function clearSummaries(connection: CacheConnection): void {
  clearFigures(connection);
  connection.database.exec('DELETE FROM worklist_key');
}

function clearFigures({ database }: CacheConnection): void {
  for (const table of ['debtor_summary', 'debtor_search', 'worklist', 'worklist_sums']) database.exec(`DELETE FROM ${table}`);
}

type Bind = readonly { ids: string }[];

/** Adds rows of the worklist to its sums, or takes them off again before they are deleted. */
const sumsSql = (sign: '+' | '-', filter: string): string => `
  INSERT INTO worklist_sums
  SELECT due_on, administration, assignee, currency,
    ${sign}count(*), ${sign}sum(first), ${sign}sum(overdue * first), ${sign}sum(own_first), ${sign}sum(overdue * own_first)
  FROM worklist WHERE 1 = 1 ${filter} GROUP BY due_on, administration, assignee, currency
  ON CONFLICT DO UPDATE SET actions = actions + excluded.actions, debtors = debtors + excluded.debtors,
    overdue = overdue + excluded.overdue, own_debtors = own_debtors + excluded.own_debtors, own_overdue = own_overdue + excluded.own_overdue`;

const summarySql = (filter: string): string => `
  INSERT INTO debtor_summary
  SELECT i.debtor_id, i.currency, 0,
    sum(i.open),
    sum(CASE WHEN i.open > 0 AND i.due_date < @today THEN i.open - i.written_off ELSE 0 END),
    sum(i.disputed_amount),
    sum(CASE WHEN i.open > 0 AND i.promised_until >= @today THEN min(coalesce(i.promised_amount, i.open), i.open - i.on_the_way) ELSE 0 END),
    sum(CASE WHEN i.plan_id IS NOT NULL THEN i.open - i.on_the_way ELSE 0 END),
    sum(i.on_the_way),
    sum(CASE WHEN i.open > 0 AND i.due_date < @today THEN i.on_the_way ELSE 0 END),
    count(*),
    sum(CASE WHEN i.open > i.on_the_way + i.written_off AND i.due_date < @today THEN 1 ELSE 0 END),
    min(CASE WHEN i.open > 0 AND i.due_date < @today THEN i.due_date END),
    sum(CASE WHEN i.open > 0 AND i.due_date >= @today THEN i.open ELSE 0 END),
    sum(CASE WHEN i.open > 0 AND i.due_date < @today AND i.due_date >= @d30 THEN i.open ELSE 0 END),
    sum(CASE WHEN i.open > 0 AND i.due_date < @d30 AND i.due_date >= @d60 THEN i.open ELSE 0 END),
    sum(CASE WHEN i.open > 0 AND i.due_date < @d60 AND i.due_date >= @d90 THEN i.open ELSE 0 END),
    sum(CASE WHEN i.open > 0 AND i.due_date < @d90 THEN i.open ELSE 0 END)
  FROM invoices i WHERE i.open <> 0 ${filter} GROUP BY i.debtor_id, i.currency`;

/** The administration's own currency when something is open in it, else the one with the largest open balance. */
const mainCurrencySql = (filter: string): string => `
  UPDATE debtor_summary SET main = 1 FROM (
    SELECT s.debtor_id AS debtor_id, s.currency AS currency, row_number() OVER (
      PARTITION BY s.debtor_id ORDER BY s.currency = ad.currency DESC, s.open DESC, s.currency) AS place
    FROM debtor_summary s JOIN debtors d ON d.id = s.debtor_id JOIN administrations ad ON ad.id = d.administration_id
    WHERE 1 = 1 ${filter}) AS ranked
  WHERE ranked.place = 1 AND ranked.debtor_id = debtor_summary.debtor_id AND ranked.currency = debtor_summary.currency`;

function fillSearch({ statements }: CacheConnection, filter: string, bind: Bind): void {
  const insert = statements.get('INSERT INTO debtor_search (debtor_id, number, search) VALUES (?, ?, ?)');
  const rows = statements.get(`SELECT id, number, name FROM debtors WHERE 1 = 1 ${filter}`).all(...bind);
  for (const { id, number, name } of rows as { id: string; number: string; name: string }[]) insert.run(id, number, searchText(name));
}

interface WorkRow {
  key: number;
  action_id: string;
  debtor_id: string;
  administration_id: string;
  assignee_id: string | null;
  due_on: Day;
  kind: ActionKind;
  search: string;
  number: string;
  risk: Risk;
  credit_limit: number | null;
  currency: string;
  open: number | null;
  overdue: number | null;
  overdue_on_the_way: number | null;
  promised: number | null;
  open_invoices: number | null;
  overdue_invoices: number | null;
  oldest_due: Day | null;
}

function fillWorklist(connection: CacheConnection, filter: string, bind: Bind, today: Day): void {
  const { statements } = connection;
  // The action's own place in its table keeps rows that sort alike in one order, however often they are made anew.
  const rows = statements
    .get(`
      SELECT a.rowid AS key, a.id AS action_id, a.debtor_id, a.administration_id, a.assignee_id, a.due_on, a.kind, n.search, n.number,
        d.risk, d.credit_limit, coalesce(s.currency, ad.currency) AS currency,
        s.open, s.overdue, s.overdue_on_the_way, s.promised, s.open_invoices, s.overdue_invoices, s.oldest_due
      FROM actions a JOIN debtors d ON d.id = a.debtor_id JOIN debtor_search n ON n.debtor_id = a.debtor_id
      JOIN administrations ad ON ad.id = a.administration_id
      LEFT JOIN debtor_summary s ON s.debtor_id = a.debtor_id AND s.main = 1
      WHERE a.state = 'open' ${filter} ORDER BY a.debtor_id, a.due_on, a.rowid`)
    .all(...bind) as WorkRow[];
  const insert = statements.get('INSERT INTO worklist VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const keyOf = worklistKeys(connection);
  const firsts = new Firsts();
  for (const row of rows) {
    const factors = priorityFactors(priorityInput(row), today);
    insert.run(
      row.key,
      dayNumber(row.due_on),
      keyOf(row.administration_id),
      row.assignee_id === null ? NOBODY : keyOf(row.assignee_id),
      dayNumber(row.oldest_due ?? NO_DATE),
      row.currency,
      row.overdue ?? 0,
      ...firsts.of(row),
      score(factors),
      row.open ?? 0,
      row.open_invoices ?? 0,
      RISK_NUMBERS[row.risk],
      keyOf(row.kind),
      row.search,
      row.number,
      row.debtor_id,
      row.action_id,
    );
  }
}

/**
 * Tells of each action whether it is its debtor's first, of all and of those of the same person. A debtor with several
 * actions is counted once in a total, and whenever one of its actions is due, the first one is.
 */
class Firsts {
  private debtorId = '';
  private readonly people = new Set<string | null>();

  /** Rows come by debtor, earliest first. */
  of({ debtor_id: debtorId, assignee_id: assigneeId }: WorkRow): [first: 0 | 1, ownFirst: 0 | 1] {
    const first = debtorId !== this.debtorId;
    if (first) this.people.clear();
    const ownFirst = !this.people.has(assigneeId);
    this.debtorId = debtorId;
    this.people.add(assigneeId);
    return [first ? 1 : 0, ownFirst ? 1 : 0];
  }
}

/** The numbers that stand for ids in the worklist; a new id gets one. */
function worklistKeys({ statements }: CacheConnection): (id: string) => number {
  const rows = statements.get('SELECT id, key FROM worklist_key').all() as { id: string; key: number }[];
  const known = new Map(rows.map(({ id, key }) => [id, key]));
  return (id) => {
    let key = known.get(id);
    if (key === undefined) {
      key = (statements.get('INSERT INTO worklist_key (id) VALUES (?) RETURNING key').get(id) as { key: number }).key;
      known.set(id, key);
    }
    return key;
  };
}

/** What the priority of an action is computed from; the debtor's header explains it with the same values. */
export function priorityInput(
  row: Pick<
    WorkRow,
    | 'currency'
    | 'kind'
    | 'promised'
    | 'overdue'
    | 'overdue_on_the_way'
    | 'oldest_due'
    | 'overdue_invoices'
    | 'risk'
    | 'due_on'
    | 'credit_limit'
    | 'open'
  >,
) {
  return {
    currency: row.currency,
    overdue: (row.overdue ?? 0) - (row.overdue_on_the_way ?? 0),
    oldestDue: row.oldest_due,
    overdueInvoices: row.overdue_invoices ?? 0,
    risk: row.risk,
    actionDueOn: row.due_on,
    actionKind: row.kind,
    promised: row.promised ?? 0,
    overLimit: row.credit_limit === null ? 0 : Math.max(0, (row.open ?? 0) - row.credit_limit),
  };
}
