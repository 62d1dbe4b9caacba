import { arrangeableOf } from '../domain/arranged-lines.ts';
import { answerByFor, loadDisputeTypes } from '../domain/disputes.ts';
import type { Term } from '../domain/requests.ts';
import { AppError, type Day } from '../kernel/index.ts';
import type { Origin, Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, need, type Tx } from './command.ts';
import { disputableLines, disputeTypeWords, finishDisputeActions, needDisputeType, planDisputeAction, putDispute } from './dispute-rows.ts';
import { notifyUser } from './notify.ts';
import { openPlan } from './open-plan.ts';
import { openPromise } from './open-promise.ts';
import { addTimelineEntry } from './timeline.ts';
import { assigneeFor, needColleague } from './work.ts';

// What a request comes to when it is granted: a promise, a plan, a dispute, made the way a collector makes them.

interface Arrangement {
  debtor: Row<'debtors'>;
  /** What is promised or planned of each document; negative for a credit that is settled with it. */
  lines: readonly { invoiceId: string; amount: number }[];
  origin: Origin;
  requestId: string;
}

/** Records a promise of the lines' sum. Returns its id. */
export async function promiseOfRequest(
  tx: Tx,
  ctx: CommandContext,
  { lines, amount, ...given }: Arrangement & { amount: number; promisedOn: Day; note: string },
): Promise<string> {
  let open = 0;
  for (const { invoiceId } of lines) open += arrangeableOf(await need(tx, 'invoices', invoiceId));
  // A part takes no credits with it: they belong to the whole.
  const whole = open === amount;
  const invoiceIds = lines.filter((line) => whole || line.amount > 0).map(({ invoiceId }) => invoiceId);
  const promise = await openPromise(tx, ctx, { ...given, invoiceIds, amount: whole ? null : amount });
  return promise.id;
}

/** Makes the plan run. Returns its id. */
export async function planOfRequest(
  tx: Tx,
  ctx: CommandContext,
  { lines, ...given }: Arrangement & { terms: readonly Term[]; note: string },
): Promise<string> {
  const plan = await openPlan(tx, ctx, { ...given, invoiceIds: lines.map(({ invoiceId }) => invoiceId) });
  return plan.id;
}

/** The debtor has been told of the plan with all its terms. */
export async function planConfirmed(tx: Tx, ctx: CommandContext, planId: string): Promise<void> {
  await tx.put('paymentPlans', { ...(await need(tx, 'paymentPlans', planId)), confirmedAt: ctx.now });
}

type DisputeType = Row<'disputeTypes'>;

/** The types a debtor may choose from. That he has paid is asked on a page of its own. */
export async function complaintTypes(tx: Pick<Tx, 'get' | 'list'>, administrationId: string): Promise<DisputeType[]> {
  const types = await loadDisputeTypes(tx, administrationId);
  return types.filter(({ active, inPortal, key }) => active && inPortal && key !== 'already-paid');
}

interface NewComplaint {
  debtor: Row<'debtors'>;
  lines: readonly { invoiceId: string; amount: number }[];
  typeId: string;
  description: string;
  requestId: string;
  today: Day;
}

/**
 * Opens a dispute: what is disputed waits from now on, whoever looks at it and when.
 * @throws AppError `not-found` for a type that debtors may not choose
 */
export async function openComplaint(
  tx: Tx,
  ctx: CommandContext,
  { debtor, lines, typeId, description, requestId, today }: NewComplaint,
): Promise<{ dispute: Row<'disputes'>; type: DisputeType }> {
  const offered = await complaintTypes(tx, debtor.administrationId);
  if (!offered.some(({ id }) => id === typeId)) throw new AppError('not-found', { table: 'disputeTypes', id: typeId });
  const type = await needDisputeType(tx, debtor.administrationId, typeId);
  const disputed = await disputableLines(tx, debtor, lines);
  const ownerId = (type.ownerRule === 'user' ? type.ownerId : null) ?? (await assigneeFor(tx, ctx, debtor));
  const id = ctx.newId();
  await putDispute(tx, {
    ...{ id, administrationId: debtor.administrationId, debtorId: debtor.id, disputeTypeId: type.id, ...disputed, description },
    ...({ state: 'new', origin: 'portal', requestId, ownerId, answerBy: answerByFor(type, today) } as const),
    ...{ createdAt: ctx.now, createdById: actorUserId(ctx) },
  });
  const dispute = await need(tx, 'disputes', id);
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'dispute-opened',
    category: 'dispute',
    refId: id,
    params: { ...disputeTypeWords(type), ...factsOf(dispute), text: description },
  });
  return { dispute, type };
}

const factsOf = ({ amount, currency, lines, answerBy }: Row<'disputes'>) => ({
  ...{ amount, currency, answerBy },
  invoices: lines.map(({ number }) => number).join(', '),
});

/** Gives a dispute to its owner, who hears of it. */
export async function handOutComplaint(tx: Tx, ctx: CommandContext, dispute: Row<'disputes'>): Promise<void> {
  const { id: refId, administrationId, debtorId, ownerId } = dispute;
  if (ownerId !== null) await needColleague(tx, ownerId, administrationId);
  await planDisputeAction(tx, ctx, dispute, ownerId);
  if (ownerId === null) return;
  const type = await needDisputeType(tx, administrationId, dispute.disputeTypeId);
  const params = { ...disputeTypeWords(type), ...factsOf(dispute) };
  await notifyUser(tx, ctx, { administrationId, userId: ownerId, kind: 'dispute-assigned', debtorId, refId, params });
}

/** Somebody takes the complaint in hand: of the type and with the owner that he says. */
export async function acceptComplaint(
  tx: Tx,
  ctx: CommandContext,
  disputeId: string,
  { disputeTypeId, ownerId }: { disputeTypeId: string; ownerId: string | null },
): Promise<void> {
  const dispute = await need(tx, 'disputes', disputeId);
  await needDisputeType(tx, dispute.administrationId, disputeTypeId);
  const accepted = { ...dispute, disputeTypeId, ownerId: ownerId ?? dispute.ownerId, state: 'investigating' as const };
  await putDispute(tx, accepted);
  await handOutComplaint(tx, ctx, accepted);
}

/** A complaint that is turned down: nothing of its invoices is held for it any more. */
export async function rejectComplaint(tx: Tx, ctx: CommandContext, disputeId: string, reason: string, today: Day): Promise<void> {
  const dispute = await need(tx, 'disputes', disputeId);
  await putDispute(tx, { ...dispute, state: 'rejected', resolution: reason, closedOn: today });
  await finishDisputeActions(tx, ctx, dispute, 'done');
  const { administrationId, debtorId } = dispute;
  await addTimelineEntry(
    tx,
    ctx,
    { id: debtorId, administrationId },
    { kind: 'dispute-state', category: 'dispute', refId: disputeId, params: { state: 'rejected', ...factsOf(dispute), text: reason } },
  );
}
