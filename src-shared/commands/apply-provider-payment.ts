import { z } from 'zod';
import { type Reversal, reverseSettlement, settlePayment } from '../domain/allocation-settle.ts';
import { AppError, dayAt } from '../kernel/index.ts';
import { PAYMENT_STATUSES, type PaymentStatus, type Row } from '../schema/index.ts';
import { assessDebtor } from './assess-arrangements.ts';
import { type CommandContext, command, need, type Tx } from './command.ts';
import { queueNotice } from './notice.ts';
import { addTimelineEntry } from './timeline.ts';
import { addAction } from './work.ts';

const args = z.object({
  intentId: z.string(),
  /** The payment as the provider showed it when it was asked. */
  payment: z.object({
    status: z.enum(PAYMENT_STATUSES),
    /** Minor units. */
    amount: z.int().nonnegative(),
    currency: z.string(),
    method: z.string(),
    paidAt: z.string().nullable(),
    /** Minor units that went back to the debtor since, refunds and chargebacks together. */
    reversed: z.int().nonnegative().default(0),
  }),
});
type ShownPayment = z.output<typeof args>['payment'];

const ENDED: readonly PaymentStatus[] = ['paid', 'failed', 'canceled', 'expired'];

/**
 * Takes over what the provider says of a payment, in whatever order and however often it is heard: money is booked once,
 * when it is first seen to be paid, and a payment that has ended never runs again (except that it may yet turn out paid).
 */
export const applyProviderPayment = command({
  name: 'apply-provider-payment',
  args,
  may: ['system'],
  offline: false,
  administration: async (tx, { intentId }) => (await need(tx, 'paymentIntents', intentId)).administrationId,
  run: async (tx, { intentId, payment }, ctx) => {
    const intent = await need(tx, 'paymentIntents', intentId);
    if (payment.status === 'paid') {
      const booked = intent.status === 'paid' ? false : await book(tx, ctx, intent, payment);
      const reversed = payment.reversed > 0 && (await reverse(tx, ctx, intent, payment.reversed));
      if (booked || reversed) {
        await assessDebtor(tx, ctx, await need(tx, 'administrations', intent.administrationId), intent.debtorId);
      }
      return { changed: booked || reversed };
    }
    if (intent.status === 'paid') return { changed: false };
    if (intent.status === payment.status || ENDED.includes(intent.status)) return { changed: false };
    await tx.put('paymentIntents', {
      ...intent,
      status: payment.status,
      method: payment.method || intent.method,
      checkedAt: ctx.now,
    });
    return { changed: true };
  },
});

async function book(tx: Tx, ctx: CommandContext, intent: Row<'paymentIntents'>, shown: ShownPayment): Promise<true> {
  const debtor = await need(tx, 'debtors', intent.debtorId);
  const { timeZone } = await need(tx, 'administrations', intent.administrationId);
  const paidAt = shown.paidAt ?? ctx.now;
  const paidOn = dayAt(new Date(paidAt), timeZone);
  const method = shown.method || intent.method;
  const invoices = await invoicesOf(tx, intent);
  // Money in another currency than was asked cannot be set off against the documents: a person has to decide.
  const sameCurrency = shown.currency === intent.currency;
  const settlement = settlePayment(shown.amount, sameCurrency ? intent.lines : [], invoices, ctx.today(timeZone));

  const paymentId = ctx.newId();
  const owner = { administrationId: intent.administrationId, debtorId: intent.debtorId };
  await tx.put('payments', {
    id: paymentId,
    ...owner,
    currency: shown.currency,
    amount: shown.amount,
    paidOn,
    source: 'portal',
    method,
    paymentIntentId: intent.id,
    state: 'awaiting-ledger',
    createdAt: ctx.now,
  });
  for (const { invoiceId, amount } of settlement.lines) {
    const invoice = invoices.get(invoiceId);
    if (!invoice) throw new AppError('not-found', { table: 'invoices', id: invoiceId });
    await tx.put('allocations', { id: ctx.newId(), ...owner, invoiceId, paymentId, amount, awaiting: amount, allocatedOn: paidOn });
    await tx.put('invoices', { ...invoice, onTheWay: invoice.onTheWay + amount });
  }
  await tx.put('paymentIntents', { ...intent, status: 'paid', method, paidAt, checkedAt: ctx.now });

  const numbers = settlement.lines.map((line) => invoices.get(line.invoiceId)?.number).join(', ');
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'portal-payment',
    category: 'payment',
    refId: paymentId,
    params: { amount: shown.amount, currency: shown.currency, method, invoices: numbers, unallocated: settlement.unallocated },
  });
  if (settlement.unallocated > 0 || shown.amount !== intent.amount) await planReview(tx, ctx, debtor, numbers);
  const payment = { currency: shown.currency, paidOn };
  await tellDebtor(tx, ctx, debtor, 'payment.receipt', { payment, amount: shown.amount, invoices: numbers });
  return true;
}

/**
 * Refunds and chargebacks reopen what they paid, also when the ledger has closed it meanwhile: it will show the money
 * going back as well, and until then nobody may think that it was paid. A person hears of every one, and so does the debtor.
 */
async function reverse(tx: Tx, ctx: CommandContext, intent: Row<'paymentIntents'>, reversed: number): Promise<boolean> {
  const [payment] = await tx.list('payments', { where: { paymentIntentId: intent.id }, limit: 1 });
  const taken = reversed - (payment?.reversed ?? 0);
  if (!payment || taken <= 0) return false;
  const debtor = await need(tx, 'debtors', intent.debtorId);
  const booked = await tx.list('allocations', { where: { paymentId: payment.id }, orderBy: { column: 'id' } });
  const parts = [...Map.groupBy(booked, ({ invoiceId }) => invoiceId)].map(([invoiceId, rows]) => ({
    invoiceId,
    amount: rows.reduce((sum, row) => sum + row.amount, 0),
    awaiting: rows.reduce((sum, row) => sum + row.awaiting, 0),
  }));
  const unallocated = payment.amount - payment.reversed - parts.reduce((sum, part) => sum + part.amount, 0);
  const isAll = reversed >= payment.amount;
  const reversals = reverseSettlement(taken, Math.max(0, unallocated), parts, isAll);
  const numbers: string[] = [];
  for (const reversal of reversals) numbers.push(await reopen(tx, ctx, payment, booked, reversal));
  const inLedger = reversals.reduce((sum, reversal) => sum + reversal.inLedger, 0);
  const awaiting = parts.reduce((sum, part) => sum + part.awaiting, 0) - reversals.reduce((sum, reversal) => sum + reversal.awaiting, 0);
  // What was still on its way may be all that went back: then the ledger has shown the rest.
  const isShown = parts.length > 0 && awaiting === 0 && unallocated <= taken;
  await tx.put('payments', { ...payment, reversed, state: isAll ? 'reversed' : isShown ? 'in-ledger' : payment.state });
  await addTimelineEntry(tx, ctx, debtor, {
    kind: 'portal-payment-reversed',
    category: 'payment',
    refId: payment.id,
    params: { amount: taken, currency: payment.currency, method: payment.method, invoices: numbers.join(', '), inLedger },
  });
  await planReview(tx, ctx, debtor, numbers.join(', '));
  await tellDebtor(tx, ctx, debtor, 'payment.reversed', { payment, amount: taken, invoices: numbers.join(', ') });
  return true;
}

/** Takes a part of the payment off a document again. @returns the document's number */
async function reopen(
  tx: Tx,
  ctx: CommandContext,
  payment: Row<'payments'>,
  booked: readonly Row<'allocations'>[],
  { invoiceId, awaiting, inLedger }: Reversal,
): Promise<string> {
  const invoice = await need(tx, 'invoices', invoiceId);
  const waiting = booked.find((row) => row.invoiceId === invoiceId && row.awaiting !== 0);
  if (waiting && awaiting !== 0) {
    await tx.put('allocations', { ...waiting, amount: waiting.amount - awaiting, awaiting: waiting.awaiting - awaiting });
  }
  const back = inLedger - (await claimShown(tx, ctx, payment, invoiceId, inLedger));
  if (back !== 0) {
    // A movement of its own, so that the balance of any day before this one stays what it was.
    const { timeZone } = await need(tx, 'administrations', invoice.administrationId);
    const owner = { administrationId: invoice.administrationId, debtorId: invoice.debtorId, invoiceId, paymentId: payment.id };
    await tx.put('allocations', { id: ctx.newId(), ...owner, amount: -back, awaiting: 0, allocatedOn: ctx.today(timeZone) });
  }
  const open = invoice.open + back;
  await tx.put('invoices', { ...invoice, onTheWay: invoice.onTheWay - awaiting, open, closedOn: open === 0 ? invoice.closedOn : null });
  return invoice.number;
}

/**
 * The ledger may have shown the money going back before the provider told us: those movements are then the payment's own,
 * and open nothing a second time. @returns how much of it that is
 */
async function claimShown(tx: Tx, ctx: CommandContext, payment: Row<'payments'>, invoiceId: string, inLedger: number): Promise<number> {
  const since = (await tx.list('allocations', { where: { invoiceId, paymentId: null } })).filter(
    (row) => row.allocatedOn >= payment.paidOn,
  );
  const net = -since.reduce((sum, row) => sum + row.amount, 0);
  const sign = Math.sign(inLedger);
  if (Math.sign(net) !== sign) return 0;
  let left = Math.min(Math.abs(net), Math.abs(inLedger));
  const claimed = left;
  for (const row of since) {
    const part = Math.min(left, Math.max(0, -sign * row.amount));
    if (part === 0) continue;
    left -= part;
    const rest = row.amount + sign * part;
    if (rest !== 0) await tx.put('allocations', { ...row, id: ctx.newId(), amount: rest });
    await tx.put('allocations', { ...row, amount: -sign * part, paymentId: payment.id });
  }
  return sign * claimed;
}

/** A receipt, or word of money that went back. */
async function tellDebtor(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  templateKey: 'payment.receipt' | 'payment.reversed',
  { payment, amount, invoices }: { payment: Pick<Row<'payments'>, 'currency' | 'paidOn'>; amount: number; invoices: string },
): Promise<void> {
  const { currency, paidOn } = payment;
  await queueNotice(tx, ctx, { debtor, templateKey, currency, purpose: 'invoices', params: { amount, paidOn, invoices } });
}

async function invoicesOf(tx: Tx, intent: Row<'paymentIntents'>): Promise<Map<string, Row<'invoices'>>> {
  const ids = intent.lines.map((line) => line.invoiceId);
  const rows = await tx.list('invoices', { where: { id: { in: ids }, debtorId: intent.debtorId } });
  return new Map(rows.map((invoice) => [invoice.id, invoice]));
}

/** Puts a payment that does not simply fit on the worklist. */
async function planReview(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, title: string): Promise<void> {
  const { timeZone } = await need(tx, 'administrations', debtor.administrationId);
  await addAction(tx, ctx, debtor, { kind: 'review', title: title.slice(0, 200), dueOn: ctx.today(timeZone) });
}
