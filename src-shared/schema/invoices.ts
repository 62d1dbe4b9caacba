import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { amount, dayColumn, id, instantColumn, reference, rowVersion } from './columns.ts';

export type InvoiceKind = 'invoice' | 'credit-note' | 'payment-on-account';
export type PaymentState = 'awaiting-ledger' | 'in-ledger' | 'reversed';

/**
 * A ledger document. `open` is what the ledger says is open (negative for credit notes and payments on account);
 * `onTheWay` is what portal payments have paid and the ledger has not shown yet. What may be asked is `open - onTheWay`.
 */
export const invoices = sqliteTable(
  'invoices',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    number: text('number').notNull(),
    kind: text('kind').$type<InvoiceKind>().notNull().default('invoice'),
    currency: text('currency').notNull(),
    issueDate: dayColumn('issue_date').notNull(),
    dueDate: dayColumn('due_date').notNull(),
    amount: amount('amount').notNull(),
    open: amount('open').notNull(),
    onTheWay: amount('on_the_way').notNull().default(0),
    /** The debtor's own reference (purchase order number). */
    reference: text('reference').notNull().default(''),
    description: text('description').notNull().default(''),
    /** Only this part is held back from dunning. */
    disputedAmount: amount('disputed_amount').notNull().default(0),
    /** Last day on which a promise holds it back, the days of grace included. */
    promisedUntil: dayColumn('promised_until'),
    /** What of it is promised until then and has not come in yet; null is all that is open. Only this part is held back. */
    promisedAmount: amount('promised_amount'),
    planId: reference('plan_id'),
    /** Given up and approved; the ledger has yet to show it. */
    writtenOff: amount('written_off').notNull().default(0),
    handOverId: reference('hand_over_id'),
    /** Blocked by hand when not empty. */
    blockedReason: text('blocked_reason').notNull().default(''),
    /** Position of the last workflow step sent for this invoice; 0 is none. */
    stepReached: integer('step_reached').notNull().default(0),
    stepReachedOn: dayColumn('step_reached_on'),
    /** Day on which nothing was open any more. */
    closedOn: dayColumn('closed_on'),
    lastImportId: reference('last_import_id'),
    rowVersion: rowVersion(),
  },
  (t) => [
    uniqueIndex('invoices_number').on(t.administrationId, t.number),
    index('invoices_debtor').on(t.debtorId),
    index('invoices_due').on(t.administrationId, t.dueDate),
  ],
);

/** Money received, as far as we know where it came from. */
export const payments = sqliteTable(
  'payments',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    /** What of it was refunded or charged back since. */
    reversed: amount('reversed').notNull().default(0),
    paidOn: dayColumn('paid_on').notNull(),
    source: text('source').$type<'portal' | 'bank'>().notNull(),
    /** As the provider names it (`ideal`), empty when unknown. */
    method: text('method').notNull().default(''),
    paymentIntentId: reference('payment_intent_id'),
    state: text('state').$type<PaymentState>().notNull(),
    createdAt: instantColumn('created_at').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('payments_debtor').on(t.debtorId), uniqueIndex('payments_intent').on(t.paymentIntentId)],
);

/**
 * What lowered an invoice, and when. With a `paymentId`: part of a payment we booked ourselves; `awaiting` of it the
 * ledger has not shown yet. Without: a movement that only the ledger knows. For every invoice
 * `open = amount - Σ (allocation.amount - allocation.awaiting)`, which also gives the balance at any past day.
 */
export const allocations = sqliteTable(
  'allocations',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    invoiceId: reference('invoice_id').notNull(),
    paymentId: reference('payment_id'),
    amount: amount('amount').notNull(),
    awaiting: amount('awaiting').notNull().default(0),
    allocatedOn: dayColumn('allocated_on').notNull(),
    importId: reference('import_id'),
    rowVersion: rowVersion(),
  },
  (t) => [
    index('allocations_invoice').on(t.invoiceId),
    index('allocations_payment').on(t.paymentId),
    index('allocations_administration').on(t.administrationId, t.allocatedOn),
  ],
);
