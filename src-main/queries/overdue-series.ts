import type { Today } from '../../src-shared/contract/index.ts';
import { addDays, type Day } from '../../src-shared/kernel/index.ts';
import { all, one, type QueryContext } from './context.ts';

const WEEK = 7;

/** Which rows are looked at: one administration or all that are in the cache, whose work, and in which currency. */
export interface TodayScope {
  administrationId: string | null;
  userId: string;
  currency: string;
}

/**
 * The rows of one administration, or of all there are. Named one by one, because an index that begins with the
 * administration is of no use to a condition that may hold for all of them. Binds the administration's id twice.
 */
export const IN_SCOPE = 'IN (SELECT id FROM administrations WHERE ? IS NULL OR id = ?)';

/**
 * What was overdue at a user's debtors at the end of each of the last days. It goes back from today's balance, day by day,
 * over what fell due and what was taken off, so it reads a few days of the ledger and not all of it.
 */
export function overdueSeries(ctx: QueryContext, scope: TodayScope, days: number): Today['overdue'] {
  const span = Math.max(days, WEEK + 1);
  const from = addDays(ctx.today, -span);
  const now = one<{ n: number }>(
    ctx,
    `SELECT coalesce(sum(s.overdue), 0) AS n FROM debtors d JOIN debtor_summary s ON s.debtor_id = d.id AND s.currency = ?
     WHERE d.assignee_id = ? AND d.administration_id ${IN_SCOPE}`,
    ...mine(scope),
  );
  // The plus keeps these to the days: by debtor all invoices that ever were would be read.
  const fellDue = perDay(
    ctx,
    `SELECT i.due_date AS day, sum(i.amount) AS value FROM invoices i JOIN debtors d ON d.id = i.debtor_id
     WHERE i.currency = ? AND +d.assignee_id = ? AND i.administration_id ${IN_SCOPE} AND i.due_date >= ? AND i.due_date < ? AND i.kind = 'invoice'
     GROUP BY i.due_date`,
    ...mine(scope),
    from,
    ctx.today,
  );
  // Taken off before the invoice was overdue: it never was in the balance. After: it left it on that day.
  const takenOff = all<{ day: Day; due: Day; value: number }>(
    ctx,
    `SELECT a.allocated_on AS day, i.due_date AS due, sum(a.amount - a.awaiting) AS value FROM allocations a
     JOIN invoices i ON i.id = a.invoice_id JOIN debtors d ON d.id = i.debtor_id
     WHERE i.currency = ? AND +d.assignee_id = ? AND a.administration_id ${IN_SCOPE} AND i.kind = 'invoice'
       AND a.allocated_on > ? AND i.due_date < ? GROUP BY a.allocated_on, i.due_date
     UNION ALL
     SELECT a.allocated_on, i.due_date, sum(a.amount - a.awaiting) FROM invoices i
     JOIN debtors d ON d.id = i.debtor_id JOIN allocations a ON a.invoice_id = i.id
     WHERE i.currency = ? AND +d.assignee_id = ? AND i.administration_id ${IN_SCOPE} AND i.kind = 'invoice'
       AND i.due_date >= ? AND i.due_date < ? AND a.allocated_on <= ? GROUP BY a.allocated_on, i.due_date`,
    ...[...mine(scope), from, ctx.today],
    ...[...mine(scope), from, ctx.today, from],
  );
  const series: Today['overdue']['series'] = [];
  let value = now?.n ?? 0;
  for (let day = ctx.today; series.length < span; day = addDays(day, -1)) {
    series.unshift({ day, value });
    const due = addDays(day, -1);
    const became = (fellDue.get(due) ?? 0) - sumOf(takenOff, (entry) => entry.due === due && entry.day < day);
    const left = sumOf(takenOff, (entry) => entry.due < day && entry.day === day);
    value += left - became;
  }
  const weekAgo = series.at(-1 - WEEK)?.value ?? value;
  return { now: now?.n ?? 0, weekAgo, series: series.slice(-days) };
}

const mine = ({ currency, userId, administrationId }: TodayScope) => [currency, userId, administrationId, administrationId];

function perDay(ctx: QueryContext, sql: string, ...params: unknown[]): Map<Day, number> {
  return new Map(all<{ day: Day; value: number }>(ctx, sql, ...params).map(({ day, value }) => [day, value]));
}

const sumOf = <T extends { value: number }>(entries: readonly T[], counts: (entry: T) => boolean): number =>
  entries.reduce((total, entry) => (counts(entry) ? total + entry.value : total), 0);
