import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import { arrangeableOf, fullLines, sumOf } from '../domain/arranged-lines.ts';
import { type PlanTerm, planProblem } from '../domain/payment-plans.ts';
import { AppError, type Day } from '../kernel/index.ts';
import type { InstalmentState, PlanState, Row } from '../schema/index.ts';
import { arrangedInvoices, invoicesById, type NewArrangement, numbersOf, refreshHolds } from './arranged-invoices.ts';
import { actorUserId, type CommandContext, need, type Tx, type WriterContext } from './command.ts';
import { queueNotice } from './notice.ts';
import { takeOver } from './open-promise.ts';
import { addTimelineEntry } from './timeline.ts';

/** Rules of one plan; what is left out is as the administration has set it. */
export interface PlanRules {
  graceDays?: number | undefined;
  /** Null: no reminders. */
  remindDaysBefore?: number | null | undefined;
  lapseAfterMissed?: number | undefined;
}

export interface NewPlan extends NewArrangement, PlanRules {
  terms: readonly PlanTerm[];
}

type Plan = Row<'paymentPlans'>;

/** @throws AppError `plan.<problem>` {term} (from 1), with {difference, currency} for `plan.sum` */
export function checkTerms(terms: readonly PlanTerm[], total: number, currency: string, today: Day): void {
  const problem = planProblem(terms, total, today);
  if (!problem) return;
  const term = problem.index + 1;
  if (problem.code === 'sum') throw new AppError('plan.sum', { term, difference: problem.difference, currency });
  throw new AppError(`plan.${problem.code}`, { term });
}

/**
 * Writes a running plan with its instalments over all that is open of the invoices: their dunning is held, promises about
 * them make way, and it is logged as the acknowledgement of the debt that it is (Dutch Civil Code 3:318). Whatever agrees
 * a plan (a person, the portal) does so with this.
 * @throws AppError as {@link arrangedInvoices} and {@link checkTerms}; `plan.nothing-open`
 */
export async function openPlan(tx: Tx, ctx: WriterContext, given: NewPlan): Promise<Plan> {
  const { debtor, terms } = given;
  const { administrationId } = debtor;
  const { timeZone } = await need(tx, 'administrations', administrationId);
  const settings = await loadAdministrationSettings(tx, administrationId, 'plans');
  const invoices = (await arrangedInvoices(tx, given)).filter((invoice) => arrangeableOf(invoice) !== 0);
  const lines = fullLines(invoices);
  const total = sumOf(lines);
  const currency = invoices[0]?.currency ?? '';
  if (total <= 0) throw new AppError('plan.nothing-open');
  checkTerms(terms, total, currency, ctx.today(timeZone));
  const planId = ctx.newId();
  await takeOver(tx, debtor.id, lines, ctx.today(timeZone));
  await tx.put('paymentPlans', {
    id: planId,
    administrationId,
    debtorId: debtor.id,
    currency,
    total,
    lines,
    state: 'running',
    origin: given.origin,
    requestId: given.requestId ?? null,
    graceDays: given.graceDays ?? settings.graceDays,
    remindDaysBefore: given.remindDaysBefore === undefined ? settings.remindDaysBefore : given.remindDaysBefore,
    lapseAfterMissed: given.lapseAfterMissed ?? settings.lapseAfterMissed,
    note: given.note ?? '',
    createdAt: ctx.now,
    createdById: actorUserId(ctx),
  });
  await putTerms(tx, ctx, { id: planId, administrationId, debtorId: debtor.id }, terms, 0);
  for (const invoice of invoices) await tx.put('invoices', { ...invoice, planId });
  await refreshHolds(
    tx,
    debtor.id,
    lines.map(({ invoiceId }) => invoiceId),
  );
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'plan-agreed',
    category: 'arrangement',
    refId: planId,
    params: { amount: total, currency, terms: terms.length, invoices: numbersOf(lines), acknowledged: 1, text: given.note ?? '' },
  });
  return need(tx, 'paymentPlans', planId);
}

/** Writes instalments, numbered on from a position. */
export async function putTerms(
  tx: Tx,
  ctx: WriterContext,
  plan: Pick<Plan, 'id' | 'administrationId' | 'debtorId'>,
  terms: readonly PlanTerm[],
  after: number,
): Promise<void> {
  const { id: planId, administrationId, debtorId } = plan;
  for (const [index, { dueOn, amount }] of terms.entries()) {
    await tx.put('instalments', {
      id: ctx.newId(),
      ...{ administrationId, debtorId, planId },
      position: after + index + 1,
      ...{ dueOn, amount },
    });
  }
}

export const instalmentsOf = (tx: Tx, planId: string): Promise<Row<'instalments'>[]> =>
  tx.list('instalments', { where: { planId }, orderBy: { column: 'position' } });

/** Confirms a plan as it is now to the debtor, with its instalments that are still to come. */
export async function confirmPlan(tx: Tx, ctx: CommandContext, plan: Plan, templateKey: string): Promise<string | null> {
  const debtor = await need(tx, 'debtors', plan.debtorId);
  const instalments = (await instalmentsOf(tx, plan.id)).filter(({ state }) => state !== 'paid' && state !== 'cancelled');
  const terms = instalments.map(({ position, dueOn, amount, paid }) => ({ position, dueOn, amount: amount - paid }));
  const { currency, total, lines, lapseAfterMissed } = plan;
  const params = { totalAmount: total, leftAmount: sumOf(terms), terms: terms.length, invoices: numbersOf(lines), lapseAfterMissed };
  const messageId = await queueNotice(tx, ctx, { debtor, templateKey, params, currency, terms });
  if (messageId) await tx.put('paymentPlans', { ...(await need(tx, 'paymentPlans', plan.id)), confirmedAt: ctx.now });
  return messageId;
}

interface PlanEnd {
  state: Extract<PlanState, 'completed' | 'lapsed' | 'ended'>;
  reason: string;
  on: Day;
}

const UNFINISHED: readonly InstalmentState[] = ['due', 'partly-paid', 'missed'];

/** Ends a plan: what has not been paid of it is cancelled, its invoices are dunned again, and nobody is asked to chase it. */
export async function closePlan(tx: Tx, ctx: WriterContext, plan: Plan, { state, reason, on }: PlanEnd): Promise<Plan> {
  const ended = { ...plan, state, endReason: reason, endedOn: on };
  await tx.put('paymentPlans', ended);
  for (const instalment of await instalmentsOf(tx, plan.id)) {
    if (UNFINISHED.includes(instalment.state)) await tx.put('instalments', { ...instalment, state: 'cancelled' });
    await cancelActions(tx, ctx, plan.debtorId, instalment.id);
  }
  const invoices = await invoicesById(
    tx,
    plan.lines.map(({ invoiceId }) => invoiceId),
  );
  for (const invoice of invoices.values()) if (invoice.planId === plan.id) await tx.put('invoices', { ...invoice, planId: null });
  return ended;
}

/** Takes what the product itself asked for about a row off the worklist, because it has become needless. */
export async function cancelActions(tx: Tx, ctx: WriterContext, debtorId: string, refId: string): Promise<void> {
  for (const action of await tx.list('actions', { where: { debtorId, state: 'open', refId } })) {
    if (action.source !== 'user') await tx.put('actions', { ...action, state: 'cancelled', finishedAt: ctx.now });
  }
}
