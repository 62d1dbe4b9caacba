import { receivedOn, takeCredits } from '../domain/arranged-lines.ts';
import { planProgress } from '../domain/payment-plans.ts';
import type { Row } from '../schema/index.ts';
import { invoicesById } from './arranged-invoices.ts';
import type { Tx, WriterContext } from './command.ts';
import type { DebtorMoney } from './debtor-money.ts';
import { notifyUser } from './notify.ts';
import { cancelActions, closePlan, instalmentsOf } from './open-plan.ts';
import { addTimelineEntry } from './timeline.ts';
import { addAction } from './work.ts';

type Plan = Row<'paymentPlans'>;
type Instalment = Row<'instalments'>;

/**
 * Spreads what came in over the instalments of one plan, the oldest first. A missed one becomes an action; a plan that is
 * paid is completed, and runs again when money of it went back.
 */
export async function assessPlan(tx: Tx, ctx: WriterContext, plan: Plan, money: DebtorMoney): Promise<void> {
  const { today, paid, credits, dayOf } = money;
  const onLines = receivedOn(plan.lines, plan.total, paid);
  const received = onLines + takeCredits(credits, plan.total - onLines, plan.currency, dayOf(plan.createdAt), today);
  if (plan.state === 'completed' && received >= plan.total) return;
  if (plan.state === 'completed') await reopen(tx, ctx, plan, money);
  const instalments = (await instalmentsOf(tx, plan.id)).filter(({ state }) => state !== 'cancelled');
  for (const { instalment, progress } of planProgress(instalments, received, plan.graceDays, today)) {
    if (instalment.paid === progress.paid && instalment.state === progress.state) continue;
    const next = { ...instalment, ...progress };
    await tx.put('instalments', next);
    if (progress.state === 'missed' && instalment.state !== 'missed') await tellMissed(tx, ctx, plan, next, money);
    if (progress.state !== 'missed' && instalment.state === 'missed') await cancelActions(tx, ctx, plan.debtorId, instalment.id);
  }
  if (received >= plan.total) await complete(tx, ctx, plan, money);
}

async function complete(tx: Tx, ctx: WriterContext, plan: Plan, { debtor, today }: DebtorMoney): Promise<void> {
  await closePlan(tx, ctx, plan, { state: 'completed', reason: '', on: today });
  const params = { amount: plan.total, currency: plan.currency };
  await addTimelineEntry(tx, ctx, debtor, { kind: 'plan-completed', category: 'arrangement', refId: plan.id, params });
}

/** Money that completed the plan went back: it runs on, unless its invoices are in another plan by now. */
async function reopen(tx: Tx, ctx: WriterContext, plan: Plan, { debtor }: DebtorMoney): Promise<void> {
  await tx.put('paymentPlans', { ...plan, state: 'running', endedOn: null });
  const invoices = await invoicesById(
    tx,
    plan.lines.map(({ invoiceId }) => invoiceId),
  );
  for (const invoice of invoices.values()) {
    if (invoice.planId === null) await tx.put('invoices', { ...invoice, planId: plan.id });
  }
  const params = { amount: plan.total, currency: plan.currency };
  await addTimelineEntry(tx, ctx, debtor, { kind: 'plan-reopened', category: 'arrangement', refId: plan.id, params });
}

async function tellMissed(tx: Tx, ctx: WriterContext, plan: Plan, instalment: Instalment, { debtor, today }: DebtorMoney): Promise<void> {
  const { position, dueOn, amount, paid } = instalment;
  const params = { amount: amount - paid, currency: plan.currency, dueOn, position };
  await addTimelineEntry(tx, ctx, debtor, { kind: 'instalment-missed', category: 'arrangement', refId: plan.id, params });
  const invoiceIds = plan.lines.map(({ invoiceId }) => invoiceId);
  await addAction(tx, ctx, debtor, { kind: 'instalment-missed', dueOn: today, invoiceIds, refId: instalment.id, source: 'system' });
  if (!debtor.assigneeId) return;
  await notifyUser(tx, ctx, {
    ...{ administrationId: debtor.administrationId, userId: debtor.assigneeId, kind: 'instalment-missed' },
    ...{ debtorId: debtor.id, refId: plan.id, params: { debtor: debtor.name, ...params } },
  });
}
