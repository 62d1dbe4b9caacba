import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import type { Term } from '../domain/requests.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import { AppError, addDays, type Day } from '../kernel/index.ts';
import type { ArrangedLine, Origin, Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, need, type Tx } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/** What a request comes to when it is granted: a promise, a plan, a dispute. */
interface Arrangement {
  debtor: Row<'debtors'>;
  currency: string;
  /** What is promised or planned of each document; negative for a credit that is settled with it. */
  lines: readonly { invoiceId: string; amount: number }[];
  origin: Origin;
  requestId: string;
}

async function arrangedLines(tx: Tx, { debtor, lines }: Pick<Arrangement, 'debtor' | 'lines'>) {
  const arranged: { invoice: Row<'invoices'>; line: ArrangedLine }[] = [];
  for (const { invoiceId, amount } of lines) {
    const invoice = await need(tx, 'invoices', invoiceId);
    if (invoice.debtorId !== debtor.id) throw new AppError('invoice.of-another-debtor', { number: invoice.number });
    const paidBefore = invoice.amount - invoice.open + invoice.onTheWay;
    arranged.push({ invoice, line: { invoiceId, number: invoice.number, amount, paidBefore } });
  }
  return arranged;
}

/** Records a promise and holds its invoices until its day and the days of grace are over. Returns its id. */
export async function recordPortalPromise(
  tx: Tx,
  ctx: CommandContext,
  given: Arrangement & { amount: number; promisedOn: Day; note: string },
): Promise<string> {
  const { debtor, currency, amount, promisedOn, origin, requestId, note } = given;
  const { graceDays } = await loadAdministrationSettings(tx, debtor.administrationId, 'promises');
  const arranged = await arrangedLines(tx, given);
  const id = ctx.newId();
  await tx.put('promises', {
    ...{ id, administrationId: debtor.administrationId, debtorId: debtor.id, currency, amount, promisedOn, graceDays, origin, requestId },
    ...{ note, lines: arranged.map(({ line }) => line), state: 'open', createdAt: ctx.now, createdById: actorUserId(ctx) },
  });
  for (const { invoice } of arranged) {
    if (invoice.open > 0) await tx.put('invoices', { ...invoice, promisedUntil: addDays(promisedOn, graceDays) });
  }
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'promise-recorded',
    category: 'arrangement',
    refId: id,
    params: { amount, currency, day: promisedOn },
  });
  return id;
}

/** Days before a term on which the debtor gets a link to pay it. */
const REMIND_DAYS = 3;

/** Makes a plan; running, or proposed to the debtor, who then has to agree. Only a running one holds its invoices. */
export async function agreePortalPlan(
  tx: Tx,
  ctx: CommandContext,
  given: Arrangement & { terms: readonly Term[]; state: 'running' | 'proposed' },
): Promise<string> {
  const { debtor, currency, terms, state, origin, requestId } = given;
  const { graceDays } = await loadAdministrationSettings(tx, debtor.administrationId, 'promises');
  const arranged = await arrangedLines(tx, given);
  const id = ctx.newId();
  const own = { administrationId: debtor.administrationId, debtorId: debtor.id };
  await tx.put('paymentPlans', {
    ...{ id, ...own, currency, total: terms.reduce((sum, term) => sum + term.amount, 0), state, origin, requestId, graceDays },
    ...{ lines: arranged.map(({ line }) => line), remindDaysBefore: REMIND_DAYS, createdAt: ctx.now, createdById: actorUserId(ctx) },
  });
  for (const [index, term] of terms.entries()) {
    await tx.put('instalments', { id: ctx.newId(), ...own, planId: id, position: index + 1, ...term });
  }
  if (state === 'running') await holdForPlan(tx, ctx, debtor, id);
  return id;
}

/** A plan begins to run: its invoices are dunned no more. */
export async function holdForPlan(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, planId: string): Promise<void> {
  const plan = await need(tx, 'paymentPlans', planId);
  for (const { invoiceId } of plan.lines) await tx.put('invoices', { ...(await need(tx, 'invoices', invoiceId)), planId });
  const { total: amount, currency } = plan;
  const terms = (await tx.list('instalments', { where: { planId } })).length;
  await tx.put('paymentPlans', { ...plan, state: 'running', confirmedAt: ctx.now });
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'plan-agreed',
    category: 'arrangement',
    refId: planId,
    params: { amount, currency, terms },
  });
}

/** Kinds of complaint that every company has, for one that has made no list of its own. */
export const COMPLAINT_KEYS = ['not-delivered', 'price', 'damaged', 'unknown', 'other'] as const;

/** The type a complaint is of; one of the usual keys is made when the company has none of that name. @throws AppError `not-found` */
export async function complaintType(tx: Tx, ctx: CommandContext, administrationId: string, given: string): Promise<Row<'disputeTypes'>> {
  const byId = await tx.get('disputeTypes', given);
  if (byId?.administrationId === administrationId && byId.active && byId.inPortal) return byId;
  const position = (COMPLAINT_KEYS as readonly string[]).indexOf(given);
  if (position < 0) throw new AppError('not-found', { table: 'disputeTypes', id: given });
  const [known] = await tx.list('disputeTypes', { where: { administrationId, key: given } });
  if (known) return known;
  const id = ctx.newId();
  await tx.put('disputeTypes', { id, administrationId, key: given, position, inPortal: true, active: true });
  return need(tx, 'disputeTypes', id);
}

/** Opens a dispute on whole invoices; what is disputed of them waits. Returns its id, its owner and the day of the answer. */
export async function openPortalDispute(
  tx: Tx,
  ctx: CommandContext,
  given: Arrangement & { type: Row<'disputeTypes'>; description: string; threadId: string | null; today: Day },
): Promise<{ disputeId: string; ownerId: string | null; answerBy: Day; amount: number }> {
  const { debtor, currency, type, description, origin, requestId, threadId, today } = given;
  const arranged = await arrangedLines(tx, given);
  const amount = arranged.reduce((sum, { line }) => sum + line.amount, 0);
  const id = ctx.newId();
  const answerBy = addWorkingDays(today, type.answerWorkingDays);
  const ownerId = type.ownerRule === 'user' ? type.ownerId : debtor.assigneeId;
  await tx.put('disputes', {
    ...{ id, administrationId: debtor.administrationId, debtorId: debtor.id, disputeTypeId: type.id, currency, amount, description },
    ...{ lines: arranged.map(({ line }) => ({ invoiceId: line.invoiceId, number: line.number, amount: line.amount })), origin, requestId },
    ...{ threadId, ownerId, answerBy, state: 'new', createdAt: ctx.now, createdById: actorUserId(ctx) },
  });
  for (const { invoice, line } of arranged) {
    await tx.put('invoices', { ...invoice, disputedAmount: invoice.disputedAmount + line.amount });
  }
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'dispute-opened',
    category: 'dispute',
    refId: id,
    params: { amount, currency, type: type.key, text: description },
  });
  return { disputeId: id, ownerId, answerBy, amount };
}

/** A complaint that is turned down: nothing of its invoices is held for it any more. */
export async function rejectPortalDispute(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  disputeId: string,
  reason: string,
  today: Day,
) {
  const dispute = await need(tx, 'disputes', disputeId);
  for (const { invoiceId, amount } of dispute.lines) {
    const invoice = await need(tx, 'invoices', invoiceId);
    await tx.put('invoices', { ...invoice, disputedAmount: Math.max(0, invoice.disputedAmount - amount) });
  }
  await tx.put('disputes', { ...dispute, state: 'rejected', resolution: reason, closedOn: today });
  const { amount, currency } = dispute;
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'dispute-rejected',
    category: 'dispute',
    refId: disputeId,
    params: { amount, currency, text: reason },
  });
}
