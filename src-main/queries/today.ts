import type { QueryArgs, Today } from '../../src-shared/contract/index.ts';
import { addDays, type Day, weekday } from '../../src-shared/kernel/index.ts';
import { all, one, type QueryContext } from './context.ts';
import { IN_SCOPE, overdueSeries, type TodayScope } from './overdue-series.ts';

const DAYS_IN_CHART = 7;
const PROMISE_DAYS = 30;
const MOST_ROWS = 8;

/** What changed, how it goes and what waits for somebody, from the cache. Amounts in one currency. */
export function today(ctx: QueryContext, { administrationId, since }: Required<QueryArgs<'today.get'>>, userId: string): Today {
  const currency = one<{ currency: string }>(
    ctx,
    'SELECT currency FROM administrations WHERE ? IS NULL OR id = ? ORDER BY code LIMIT 1',
    administrationId,
    administrationId,
  )?.currency;
  const scope: TodayScope = { administrationId, userId, currency: currency ?? 'EUR' };
  return {
    currency: scope.currency,
    news: news(ctx, scope, since),
    overdue: overdueSeries(ctx, scope, DAYS_IN_CHART),
    received: received(ctx, scope),
    promises: promises(ctx, scope),
    actions: actions(ctx, scope),
    requests: requests(ctx, scope),
    agenda: agenda(ctx, scope),
  };
}

const inScope = ({ administrationId }: TodayScope) => [administrationId, administrationId];

function news(ctx: QueryContext, scope: TodayScope, since: string): Today['news'] {
  const sinceDay = since.slice(0, 10);
  return {
    received: one(
      ctx,
      `SELECT count(*) AS payments, count(DISTINCT debtor_id) AS debtors, coalesce(sum(amount - reversed), 0) AS amount
       FROM payments WHERE administration_id ${IN_SCOPE} AND currency = ? AND created_at > ?`,
      ...inScope(scope),
      scope.currency,
      since,
    ) as Today['news']['received'],
    messages: one(
      ctx,
      `SELECT count(*) FILTER (WHERE state IN ('sent', 'caught')) AS sent, count(*) FILTER (WHERE state = 'failed') AS failed
       FROM messages WHERE administration_id ${IN_SCOPE} AND direction = 'out' AND created_at > ?`,
      ...inScope(scope),
      since,
    ) as Today['news']['messages'],
    brokenPromises: one(
      ctx,
      `SELECT count(*) AS count, coalesce(sum(amount - received), 0) AS amount
       FROM promises WHERE administration_id ${IN_SCOPE} AND state IN ('broken', 'partly-kept') AND currency = ? AND decided_on >= ?`,
      ...inScope(scope),
      scope.currency,
      sinceDay,
    ) as Today['news']['brokenPromises'],
    requests: one(
      ctx,
      `SELECT count(*) FILTER (WHERE created_at > ?) AS new, count(*) FILTER (WHERE state = 'waiting') AS waiting FROM requests WHERE administration_id ${IN_SCOPE}`,
      since,
      ...inScope(scope),
    ) as Today['news']['requests'],
    disputesDue: disputesDue(ctx, scope),
  };
}

function disputesDue(ctx: QueryContext, scope: TodayScope): Today['news']['disputesDue'] {
  const rows = all<NonNullable<Today['news']['disputesDue']['first']>>(
    ctx,
    `SELECT p.debtor_id AS debtorId, d.name AS debtorName, p.state FROM disputes p JOIN debtors d ON d.id = p.debtor_id
     WHERE p.administration_id ${IN_SCOPE} AND p.closed_on IS NULL AND p.answer_by <= ? ORDER BY p.answer_by, d.name`,
    ...inScope(scope),
    ctx.today,
  );
  return { count: rows.length, first: rows[0] ?? null };
}

/** Money by the day it was booked on: what the ledger shows, and portal payments it has yet to show. */
function received(ctx: QueryContext, scope: TodayScope): Today['received'] {
  const daysIntoWeek = weekday(ctx.today) - 1;
  const lastMonday = addDays(ctx.today, -daysIntoWeek - 7);
  const byDay = new Map(
    all<{ day: Day; value: number }>(
      ctx,
      `SELECT a.allocated_on AS day, sum(a.amount) AS value FROM allocations a JOIN invoices i ON i.id = a.invoice_id
       WHERE a.administration_id ${IN_SCOPE} AND a.allocated_on >= ? AND a.allocated_on <= ? AND i.currency = ? AND i.kind = 'invoice'
       GROUP BY a.allocated_on`,
      ...inScope(scope),
      lastMonday,
      ctx.today,
      scope.currency,
    ).map(({ day, value }) => [day, value]),
  );
  const sum = (from: Day, until: Day): number => {
    let total = 0;
    for (const [day, value] of byDay) if (day >= from && day <= until) total += value;
    return total;
  };
  return {
    thisWeek: sum(addDays(ctx.today, -daysIntoWeek), ctx.today),
    lastWeek: sum(lastMonday, addDays(ctx.today, -7)),
    series: lastDays(ctx.today).map((day) => ({ day, value: byDay.get(day) ?? 0 })),
  };
}

const lastDays = (today: Day): Day[] => Array.from({ length: DAYS_IN_CHART }, (_, index) => addDays(today, index - DAYS_IN_CHART + 1));

function promises(ctx: QueryContext, scope: TodayScope): Today['promises'] {
  const rows = all<{ state: string; mine: number; n: number }>(
    ctx,
    `SELECT p.state, d.assignee_id IS ? AS mine, count(*) AS n FROM promises p JOIN debtors d ON d.id = p.debtor_id
     WHERE p.administration_id ${IN_SCOPE} AND p.decided_on >= ? AND p.state IN ('kept', 'partly-kept', 'broken') GROUP BY p.state, mine`,
    scope.userId,
    ...inScope(scope),
    addDays(ctx.today, -PROMISE_DAYS),
  );
  const count = (state: string, mine?: number): number =>
    rows.filter((row) => row.state === state && (mine === undefined || row.mine === mine)).reduce((total, row) => total + row.n, 0);
  const team = rows.reduce((total, row) => total + row.n, 0);
  return {
    kept: count('kept', 1),
    partly: count('partly-kept', 1),
    broken: count('broken', 1),
    teamPercentage: team ? Math.round((100 * count('kept')) / team) : null,
  };
}

function actions(ctx: QueryContext, scope: TodayScope): Today['actions'] {
  const days = lastDays(ctx.today);
  const done = new Map(
    all<{ day: Day; value: number }>(
      ctx,
      `SELECT substr(finished_at, 1, 10) AS day, count(*) AS value FROM actions
       WHERE (? IS NULL OR administration_id = ?) AND state = 'done' AND finished_by_id = ? AND finished_at >= ? GROUP BY day`,
      ...inScope(scope),
      scope.userId,
      days[0],
    ).map(({ day, value }) => [day, value]),
  );
  const open = one<{ n: number }>(
    ctx,
    `SELECT count(*) AS n FROM actions WHERE administration_id ${IN_SCOPE} AND state = 'open' AND assignee_id = ? AND due_on <= ?`,
    ...inScope(scope),
    scope.userId,
    ctx.today,
  );
  const doneToday = done.get(ctx.today) ?? 0;
  return { done: doneToday, planned: doneToday + (open?.n ?? 0), series: days.map((day) => ({ day, value: done.get(day) ?? 0 })) };
}

function requests(ctx: QueryContext, scope: TodayScope): Today['requests'] {
  return all(
    ctx,
    `SELECT r.id, r.debtor_id AS debtorId, d.name AS debtorName, r.kind, r.state, r.text, r.created_at AS createdAt
     FROM requests r JOIN debtors d ON d.id = r.debtor_id WHERE r.administration_id ${IN_SCOPE} AND r.state IN ('waiting', 'automatic')
     ORDER BY r.state = 'waiting' DESC, r.created_at DESC LIMIT ?`,
    ...inScope(scope),
    MOST_ROWS,
  );
}

function agenda(ctx: QueryContext, scope: TodayScope): Today['agenda'] {
  const list = (condition: string, ...params: unknown[]): Today['agenda']['today'] =>
    all(
      ctx,
      `SELECT p.id, p.debtor_id AS debtorId, d.name AS debtorName, p.currency, p.amount, p.received, p.promised_on AS promisedOn, p.state
       FROM promises p JOIN debtors d ON d.id = p.debtor_id WHERE p.administration_id ${IN_SCOPE} AND ${condition}
       ORDER BY p.promised_on, p.amount DESC LIMIT ?`,
      ...inScope(scope),
      ...params,
      MOST_ROWS,
    );
  return {
    // Until somebody has dealt with what came of it: the action that was made for it is open.
    broken: list(
      `p.state IN ('broken', 'partly-kept') AND EXISTS (SELECT 1 FROM actions a WHERE a.debtor_id = p.debtor_id AND a.ref_id = p.id AND a.state = 'open')`,
    ),
    today: list(`p.promised_on = ? AND p.state IN ('open', 'kept')`, ctx.today),
    tomorrow: list(`p.promised_on = ? AND p.state = 'open'`, addDays(ctx.today, 1)),
  };
}
