import { lookOn } from '../domain/arranged-lines.ts';
import { DECIDED, REVIEW_DAYS } from '../domain/promises.ts';
import { addDays, type Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { refreshHolds } from './arranged-invoices.ts';
import { assessPlan } from './assess-plan.ts';
import { assessPromise } from './assess-promise.ts';
import type { Tx, WriterContext } from './command.ts';
import { type DebtorMoney, loadMoney } from './debtor-money.ts';

/**
 * Brings promises and plans in line with the money: kept as soon as it is there, decided when their day has passed,
 * opened again when money went back. To be called whenever money has come in or gone; giving it twice changes nothing.
 * Sends nothing, and lapses no plan: that is for the daily check.
 */
export async function assessArrangements(tx: Tx, ctx: WriterContext, administration: Row<'administrations'>): Promise<void> {
  for (const debtorId of await debtorsWithArrangements(tx, administration.id, ctx.today(administration.timeZone))) {
    await assessDebtor(tx, ctx, administration, debtorId);
  }
}

async function debtorsWithArrangements(tx: Tx, administrationId: string, today: Day): Promise<string[]> {
  const since = addDays(today, -REVIEW_DAYS);
  const found = await Promise.all([
    tx.list('promises', { where: { administrationId, state: 'open' } }),
    tx.list('promises', { where: { administrationId, state: { in: DECIDED }, decidedOn: { gte: since } } }),
    tx.list('paymentPlans', { where: { administrationId, state: 'running' } }),
    tx.list('paymentPlans', { where: { administrationId, state: 'completed', endedOn: { gte: since } } }),
  ]);
  return [...new Set(found.flat().map(({ debtorId }) => debtorId))].sort();
}

/** As {@link assessArrangements}, for one debtor. */
export async function assessDebtor(tx: Tx, ctx: WriterContext, administration: Row<'administrations'>, debtorId: string): Promise<void> {
  const today = ctx.today(administration.timeZone);
  const since = addDays(today, -REVIEW_DAYS);
  const promises = [
    ...(await tx.list('promises', { where: { debtorId, state: 'open' } })),
    ...(await tx.list('promises', { where: { debtorId, state: { in: DECIDED }, decidedOn: { gte: since } } })),
  ];
  const plans = [
    ...(await tx.list('paymentPlans', { where: { debtorId, state: 'running' } })),
    ...(await tx.list('paymentPlans', { where: { debtorId, state: 'completed', endedOn: { gte: since } } })),
  ];
  const arrangements = [
    ...promises.map((row) => ({ row, assess: (money: DebtorMoney) => assessPromise(tx, ctx, row, money) })),
    ...plans.map((row) => ({ row, assess: (money: DebtorMoney) => assessPlan(tx, ctx, row, money) })),
  ].sort((a, b) => (`${a.row.createdAt}${a.row.id}` < `${b.row.createdAt}${b.row.id}` ? -1 : 1));
  if (arrangements.length === 0) return;
  const ids = new Set(arrangements.flatMap(({ row }) => row.lines.map(({ invoiceId }) => invoiceId)));
  const looks = promises.map(({ promisedOn, graceDays }) => lookOn(promisedOn, graceDays)).sort();
  const money = await loadMoney(tx, administration, debtorId, { invoiceIds: ids, today, since: looks[0] ?? today });
  for (const { assess } of arrangements) await assess(money);
  if (promises.length > 0) await refreshHolds(tx, debtorId, ids);
}
