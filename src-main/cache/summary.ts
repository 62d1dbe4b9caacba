import { priorityFactors, score } from '../../src-shared/domain/priority.ts';
import { addDays, type Day } from '../../src-shared/kernel/index.ts';
import type { Risk } from '../../src-shared/schema/index.ts';
import type { CacheConnection } from './cache.ts';

/** Sorts after every real date, so that "oldest first" puts debtors with nothing overdue last. */
const NO_DATE = '9999-12-31';

/** Recomputes the derived rows of some debtors, or of all (`null`), for a business day. Runs inside the caller's transaction. */
export function refreshSummaries(connection: CacheConnection, debtorIds: ReadonlySet<string> | null, today: Day): void {
  if (debtorIds?.size === 0) return;
  const { statements } = connection;
  const ids = debtorIds === null ? null : JSON.stringify([...debtorIds]);
  const only = (column: string) => (ids === null ? '' : `AND ${column} IN (SELECT value FROM json_each(@ids))`);
  const bind = { ids, today, d30: addDays(today, -30), d60: addDays(today, -60), d90: addDays(today, -90) };
  for (const table of ['debtor_summary', 'worklist'])
    statements.get(`DELETE FROM ${table} WHERE 1 = 1 ${only('debtor_id')}`).run(...(ids === null ? [] : [{ ids }]));
  statements.get(summarySql(only('i.debtor_id'))).run(bind);
  statements.get(mainCurrencySql(only('s.debtor_id'))).run(...(ids === null ? [] : [{ ids }]));
  fillWorklist(connection, only('a.debtor_id'), ids, today);
}

const summarySql = (filter: string): string => `
  INSERT INTO debtor_summary
  SELECT i.debtor_id, i.currency, 0,
    sum(i.open),
    sum(CASE WHEN i.open > 0 AND i.due_date < @today THEN i.open ELSE 0 END),
    sum(i.disputed_amount),
    sum(CASE WHEN i.promised_until >= @today THEN i.open - i.on_the_way ELSE 0 END),
    sum(i.on_the_way),
    sum(CASE WHEN i.open > 0 AND i.due_date < @today THEN i.on_the_way ELSE 0 END),
    count(*),
    sum(CASE WHEN i.open > i.on_the_way AND i.due_date < @today THEN 1 ELSE 0 END),
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

interface WorkRow {
  action_id: string;
  debtor_id: string;
  administration_id: string;
  assignee_id: string | null;
  due_on: Day;
  name: string;
  number: string;
  risk: Risk;
  credit_limit: number | null;
  currency: string;
  open: number | null;
  overdue: number | null;
  overdue_on_the_way: number | null;
  open_invoices: number | null;
  overdue_invoices: number | null;
  oldest_due: Day | null;
}

function fillWorklist({ statements }: CacheConnection, filter: string, ids: string | null, today: Day): void {
  const rows = statements
    .get(`
      SELECT a.id AS action_id, a.debtor_id, a.administration_id, a.assignee_id, a.due_on, d.name, d.number, d.risk, d.credit_limit,
        coalesce(s.currency, ad.currency) AS currency, s.open, s.overdue, s.overdue_on_the_way, s.open_invoices, s.overdue_invoices, s.oldest_due
      FROM actions a JOIN debtors d ON d.id = a.debtor_id JOIN administrations ad ON ad.id = a.administration_id
      LEFT JOIN debtor_summary s ON s.debtor_id = a.debtor_id AND s.main = 1
      WHERE a.state = 'open' ${filter}`)
    .all(...(ids === null ? [] : [{ ids }])) as WorkRow[];
  const insert = statements.get('INSERT INTO worklist VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const row of rows) {
    const factors = priorityFactors(priorityInput(row), today);
    const { open, overdue } = { open: row.open ?? 0, overdue: row.overdue ?? 0 };
    insert.run(
      row.action_id,
      row.debtor_id,
      row.administration_id,
      row.assignee_id,
      row.due_on,
      score(factors),
      row.name,
      row.number,
      row.currency,
      open,
      overdue,
      row.oldest_due ?? NO_DATE,
      row.open_invoices ?? 0,
    );
  }
}

/** What the priority of an action is computed from; the debtor's header explains it with the same values. */
export function priorityInput(
  row: Omit<WorkRow, 'action_id' | 'debtor_id' | 'administration_id' | 'assignee_id' | 'name' | 'number' | 'open_invoices'>,
) {
  return {
    currency: row.currency,
    overdue: (row.overdue ?? 0) - (row.overdue_on_the_way ?? 0),
    oldestDue: row.oldest_due,
    overdueInvoices: row.overdue_invoices ?? 0,
    risk: row.risk,
    actionDueOn: row.due_on,
    overLimit: row.credit_limit === null ? 0 : Math.max(0, (row.open ?? 0) - row.credit_limit),
  };
}
