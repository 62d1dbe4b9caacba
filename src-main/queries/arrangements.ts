import type {
  ArrangementAgendaRow,
  ArrangementSettings,
  DebtorArrangements,
  PlanRow,
  PromiseRow,
  QueryArgs,
} from '../../src-shared/contract/index.ts';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { lookOn } from '../../src-shared/domain/arranged-lines.ts';
import { reliabilityOf } from '../../src-shared/domain/promises.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { all, one, type QueryContext } from './context.ts';

/** All that was ever agreed with a debtor, newest first, and how far it can be relied on. */
export async function debtorArrangements(ctx: QueryContext, { debtorId }: QueryArgs<'debtor.arrangements'>): Promise<DebtorArrangements> {
  const { rows } = ctx.cache;
  const newest = { column: 'createdAt', direction: 'desc' } as const;
  const promises = await rows.list('promises', { where: { debtorId }, orderBy: newest });
  const plans = await rows.list('paymentPlans', { where: { debtorId }, orderBy: newest });
  const planIds = plans.map(({ id }) => id);
  const instalments = planIds.length
    ? await rows.list('instalments', { where: { planId: { in: planIds } }, orderBy: { column: 'position' } })
    : [];
  return {
    promises: promises.map((row) => promiseRow(ctx, row)),
    plans: plans.map((row) =>
      planRow(
        ctx,
        row,
        instalments.filter(({ planId }) => planId === row.id),
      ),
    ),
    reliability: reliabilityOf(promises),
  };
}

function promiseRow(ctx: QueryContext, row: Row<'promises'>): PromiseRow {
  const { state, amount, received, promisedOn, decidedOn } = row;
  return { ...agreed(ctx, row), state, amount, received, promisedOn, decidedOn, lookOn: lookOn(promisedOn, row.graceDays) };
}

function planRow(ctx: QueryContext, row: Row<'paymentPlans'>, instalments: readonly Row<'instalments'>[]): PlanRow {
  const { state, total, remindDaysBefore, lapseAfterMissed, confirmedAt, endedOn, endReason } = row;
  return {
    ...agreed(ctx, row),
    ...{ state, total, remindDaysBefore, lapseAfterMissed, confirmedAt, endedOn, endReason },
    paid: instalments.reduce((sum, { paid }) => sum + paid, 0),
    instalments: instalments.map(({ id, position, dueOn, amount, paid, state: how, remindedOn }) => ({
      ...{ id, position, dueOn, amount, paid, remindedOn },
      state: how,
    })),
  };
}

function agreed(ctx: QueryContext, row: Row<'promises'> | Row<'paymentPlans'>) {
  const { id, currency, lines, origin, note, graceDays, createdAt, createdById, rowVersion } = row;
  const named = createdById && one<{ name: string }>(ctx, 'SELECT name FROM users WHERE id = ?', createdById)?.name;
  return {
    ...{ id, currency, origin, note, graceDays, createdAt, rowVersion },
    createdByName: named || '',
    lines: lines.map(({ invoiceId, number, amount }) => ({ invoiceId, number, amount })),
  };
}

interface AgendaSource extends Omit<ArrangementAgendaRow, 'invoices' | 'lookOn'> {
  graceDays: number;
  lines: string;
}

/**
 * Promises and instalments of running plans by the day they are to be paid by. An open promise of before today waits for
 * its days of grace to pass; broken and partly kept ones are the ones that have run out.
 */
export function arrangementAgenda(ctx: QueryContext, args: QueryArgs<'arrangements.agenda'>): ArrangementAgendaRow[] {
  const { administrationId, assigneeId = null, from, until } = args;
  const bind = { administrationId, assigneeId, from, until };
  const columns = `d.number AS debtorNumber, d.name AS debtorName, d.assignee_id AS assigneeId`;
  const mine = `(@administrationId IS NULL OR x.administration_id = @administrationId) AND (@assigneeId IS NULL OR d.assignee_id = @assigneeId)`;
  const promises = all<AgendaSource>(
    ctx,
    `SELECT 'promise' AS kind, x.id, NULL AS planId, x.administration_id AS administrationId, x.debtor_id AS debtorId, ${columns},
       x.promised_on AS "on", x.currency, x.amount, x.received, x.state, x.lines, x.grace_days AS graceDays
     FROM promises x JOIN debtors d ON d.id = x.debtor_id
     WHERE x.promised_on BETWEEN @from AND @until AND x.state <> 'withdrawn' AND ${mine}`,
    bind,
  );
  const instalments = all<AgendaSource>(
    ctx,
    `SELECT 'instalment' AS kind, x.id, x.plan_id AS planId, x.administration_id AS administrationId, x.debtor_id AS debtorId, ${columns},
       x.due_on AS "on", p.currency, x.amount, x.paid AS received, x.state, p.lines, p.grace_days AS graceDays
     FROM instalments x JOIN payment_plans p ON p.id = x.plan_id JOIN debtors d ON d.id = x.debtor_id
     WHERE x.due_on BETWEEN @from AND @until AND x.state <> 'cancelled' AND ${mine}`,
    bind,
  );
  return [...promises, ...instalments]
    .map(({ graceDays, lines, ...row }) => ({ ...row, lookOn: lookOn(row.on, graceDays), invoices: numbers(lines) }))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = ({ on, debtorName, id }: ArrangementAgendaRow): string => `${on} ${debtorName} ${id}`;
const numbers = (lines: string): string => (JSON.parse(lines) as { number: string }[]).map(({ number }) => number).join(', ');

export async function arrangementSettings(
  { cache }: QueryContext,
  { administrationId }: QueryArgs<'settings.arrangements'>,
): Promise<ArrangementSettings> {
  return {
    promises: await loadAdministrationSettings(cache.rows, administrationId, 'promises'),
    plans: await loadAdministrationSettings(cache.rows, administrationId, 'plans'),
  };
}

/** How the latest promise about each invoice stands, by invoice id: the day of an open one, or that it was not kept. */
export async function promisesByInvoice(ctx: QueryContext, debtorId: string): Promise<ReadonlyMap<string, Row<'promises'>>> {
  const promises = await ctx.cache.rows.list('promises', { where: { debtorId }, orderBy: { column: 'createdAt' } });
  const latest = new Map<string, Row<'promises'>>();
  for (const promise of promises) {
    if (promise.state === 'withdrawn') continue;
    for (const { invoiceId, amount } of promise.lines) if (amount > 0) latest.set(invoiceId, promise);
  }
  return latest;
}

export const runningArrangements = (ctx: QueryContext, debtorId: string): number =>
  one<{ n: number }>(
    ctx,
    `SELECT (SELECT count(*) FROM promises WHERE debtor_id = @debtorId AND state = 'open')
       + (SELECT count(*) FROM payment_plans WHERE debtor_id = @debtorId AND state = 'running') AS n`,
    { debtorId },
  )?.n ?? 0;
