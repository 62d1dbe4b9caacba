import { heldByInvoice, loadDisputeTypes } from '../domain/disputes.ts';
import { AppError } from '../kernel/index.ts';
import type { DisputeLine, NewRow, Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, need, type Tx } from './command.ts';

// What the commands about disputes have in common.

/**
 * Writes a dispute, and on its invoices what is held back from now on. A part that the ledger itself has marked as disputed
 * stays; together they never hold more than is open.
 */
export async function putDispute(tx: Tx, dispute: NewRow<'disputes'>): Promise<void> {
  const all = await tx.list('disputes', { where: { debtorId: dispute.debtorId } });
  const before = heldByInvoice(all);
  const next = { state: dispute.state ?? 'new', lines: dispute.lines };
  const after = heldByInvoice([...all.filter(({ id }) => id !== dispute.id), next]);
  await tx.put('disputes', dispute);
  const earlier = all.find(({ id }) => id === dispute.id)?.lines ?? [];
  for (const invoiceId of new Set([...earlier, ...dispute.lines].map((line) => line.invoiceId))) {
    const invoice = await need(tx, 'invoices', invoiceId);
    const byLedger = Math.max(0, invoice.disputedAmount - (before.get(invoiceId) ?? 0));
    const disputedAmount = Math.min(Math.max(invoice.open, 0), byLedger + (after.get(invoiceId) ?? 0));
    if (disputedAmount !== invoice.disputedAmount) await tx.put('invoices', { ...invoice, disputedAmount });
  }
}

export interface WantedLine {
  invoiceId: string;
  /** Minor units. */
  amount: number;
}

/**
 * Checks what somebody wants to dispute of a debtor's invoices. `exceptId` is the dispute whose own lines are changed.
 * @throws AppError `invoice.of-another-debtor`, `dispute.mixed-currencies`, `dispute.amount-too-high` with what is left of the invoice
 */
export async function disputableLines(
  tx: Tx,
  debtor: Pick<Row<'debtors'>, 'id'>,
  wanted: readonly WantedLine[],
  exceptId: string | null = null,
): Promise<{ currency: string; lines: DisputeLine[]; amount: number }> {
  const others = (await tx.list('disputes', { where: { debtorId: debtor.id } })).filter(({ id }) => id !== exceptId);
  const held = heldByInvoice(others);
  const lines: DisputeLine[] = [];
  let currency = '';
  for (const { invoiceId, amount } of wanted) {
    const invoice = await need(tx, 'invoices', invoiceId);
    if (invoice.debtorId !== debtor.id) throw new AppError('invoice.of-another-debtor', { number: invoice.number });
    if (currency && invoice.currency !== currency) throw new AppError('dispute.mixed-currencies');
    currency = invoice.currency;
    const most = Math.max(0, invoice.open - invoice.onTheWay - (held.get(invoiceId) ?? 0));
    if (amount > most) throw new AppError('dispute.amount-too-high', { number: invoice.number, most, currency });
    lines.push({ invoiceId, number: invoice.number, amount });
  }
  return { currency, lines, amount: lines.reduce((sum, line) => sum + line.amount, 0) };
}

/** The type as the administration has it; a usual one is written when it is first used. @throws AppError `not-found` */
export async function needDisputeType(tx: Tx, administrationId: string, id: string): Promise<Row<'disputeTypes'>> {
  const type = (await loadDisputeTypes(tx, administrationId)).find((it) => it.id === id);
  if (!type) throw new AppError('not-found', { table: 'disputeTypes', id });
  if (!(await tx.get('disputeTypes', id))) await tx.put('disputeTypes', type);
  return type;
}

/** For the timeline and for notifications: a usual type by its key, another by its name. */
export const disputeTypeWords = ({ key, name }: Pick<Row<'disputeTypes'>, 'key' | 'name'>): { type: string } => ({ type: name || key });

/** Puts a dispute on somebody's worklist. */
export async function planDisputeAction(
  tx: Tx,
  ctx: CommandContext,
  dispute: Pick<Row<'disputes'>, 'id' | 'administrationId' | 'debtorId' | 'lines'>,
  assigneeId: string | null,
): Promise<void> {
  const { timeZone } = await need(tx, 'administrations', dispute.administrationId);
  await tx.put('actions', {
    id: ctx.newId(),
    administrationId: dispute.administrationId,
    debtorId: dispute.debtorId,
    kind: 'dispute',
    dueOn: ctx.today(timeZone),
    invoiceIds: dispute.lines.map(({ invoiceId }) => invoiceId),
    refId: dispute.id,
    assigneeId,
    source: 'system',
    createdAt: ctx.now,
  });
}

/** Hands the open work on a dispute to somebody else. @returns false when there was none */
export async function reassignDisputeActions(
  tx: Tx,
  dispute: Pick<Row<'disputes'>, 'id' | 'debtorId'>,
  assigneeId: string | null,
): Promise<boolean> {
  const open = (await tx.list('actions', { where: { debtorId: dispute.debtorId, state: 'open' } })).filter(
    ({ refId }) => refId === dispute.id,
  );
  for (const action of open) await tx.put('actions', { ...action, assigneeId });
  return open.length > 0;
}

/** A decided dispute is nobody's work any more. */
export async function finishDisputeActions(
  tx: Tx,
  ctx: CommandContext,
  dispute: Pick<Row<'disputes'>, 'id' | 'debtorId'>,
  state: 'done' | 'cancelled',
): Promise<void> {
  for (const action of await tx.list('actions', { where: { debtorId: dispute.debtorId, state: 'open' } })) {
    if (action.refId !== dispute.id) continue;
    await tx.put('actions', { ...action, state, finishedAt: ctx.now, finishedById: actorUserId(ctx) });
  }
}
