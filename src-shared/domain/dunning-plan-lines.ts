import { type Day, daysBetween } from '../kernel/index.ts';
import type { InvoiceKind, Row } from '../schema/index.ts';

/** Why an invoice, or a part of it, is left out of a dunning message. */
export const HOLD_REASONS = [
  'disputed',
  'promised',
  'in-plan',
  'on-the-way',
  'written-off',
  'handed-over',
  'invoice-blocked',
  'debtor-blocked',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** The part of an invoice that is not asked for now; `open` is that part in minor units. */
export interface HeldPart {
  number: string;
  open: number;
  reason: HoldReason;
}

export interface PlannedLine {
  invoiceId: string;
  number: string;
  kind: InvoiceKind;
  description: string;
  dueDate: Day;
  /** Never below 0. */
  daysOverdue: number;
  /** The document's own amount. */
  amount: number;
  /** What is asked now; negative for what is deducted. */
  asked: number;
  /** Step the invoice stands at after the run; 0 when none was sent for it yet. */
  step: number;
}

type Invoice = Row<'invoices'>;
type Step = Row<'workflowSteps'>;

/** One open document with what the rules make of it on a day. */
export interface Claim {
  invoice: Invoice;
  daysOverdue: number;
  asked: number;
  held: HeldPart[];
  /** The step that is due for it now, whether it is held back or not. */
  due: Step | undefined;
}

/**
 * Splits what is open of a document into what may be asked and what is held back, so that `asked + Σ held = open`.
 * A credit (negative `open`) is deducted in full, except what a portal payment has used up already, or when it is
 * part of a plan or kept apart by hand.
 */
export function claimOf(invoice: Invoice, debtorBlocked: boolean, steps: readonly Step[], date: Day): Claim {
  const { number, open } = invoice;
  const held: HeldPart[] = [];
  const hold = (part: number, reason: HoldReason): number => {
    if (part !== 0) held.push({ number, open: part, reason });
    return part;
  };
  let asked = open - hold(within(invoice.onTheWay, open), 'on-the-way');
  asked -= hold(open > 0 ? within(invoice.writtenOff, asked) : 0, 'written-off');
  const whole = wholeHold(invoice, debtorBlocked);
  if (whole) asked -= hold(asked, whole);
  else if (open > 0) {
    asked -= hold(within(promisedPart(invoice, asked, date), asked), 'promised');
    asked -= hold(within(invoice.disputedAmount, asked), 'disputed');
  }
  const daysOverdue = daysBetween(invoice.dueDate, date);
  return { invoice, daysOverdue, asked, held, due: open > 0 ? stepDue(invoice, steps, daysOverdue, date) : undefined };
}

/** Cuts a part to lie between nothing and the whole, on the whole's side of zero. */
const within = (part: number, whole: number): number =>
  whole > 0 ? Math.min(Math.max(part, 0), whole) : Math.max(Math.min(part, 0), whole);

function wholeHold(invoice: Invoice, debtorBlocked: boolean): HoldReason | null {
  if (debtorBlocked) return 'debtor-blocked';
  if (invoice.blockedReason) return 'invoice-blocked';
  if (invoice.handOverId) return 'handed-over';
  if (invoice.planId) return 'in-plan';
  return null;
}

/** What of it is promised; the days of grace are already in the date. A promise is about money to come: a credit has none. */
function promisedPart({ promisedUntil, promisedAmount }: Invoice, asked: number, date: Day): number {
  if (promisedUntil === null || promisedUntil < date) return 0;
  return promisedAmount ?? asked;
}

/** The one step after the last one sent, when its time has come. Steps are never skipped. */
function stepDue(invoice: Invoice, steps: readonly Step[], daysOverdue: number, date: Day): Step | undefined {
  const next = steps.find((step) => step.position === invoice.stepReached + 1);
  if (!next || daysOverdue < next.daysAfterDue) return undefined;
  if (invoice.stepReached > 0 && invoice.stepReachedOn) {
    // At least a day, whatever the step says: two steps for one invoice on one day would be a run sent twice.
    const wait = Math.max(1, next.daysAfterPrevious);
    if (daysBetween(invoice.stepReachedOn, date) < wait) return undefined;
  }
  return next;
}

export function lineOf({ invoice, daysOverdue, asked }: Claim, step: number): PlannedLine {
  const { id: invoiceId, number, kind, description, dueDate, amount } = invoice;
  return { invoiceId, number, kind, description, dueDate, daysOverdue: Math.max(0, daysOverdue), amount, asked, step };
}

/** Oldest due date first, then the number: the order in which a debtor reads them. */
export function byDueDate(a: Claim, b: Claim): number {
  return compareText(a.invoice.dueDate, b.invoice.dueDate) || compareText(a.invoice.number, b.invoice.number);
}

/** By code unit, so that every machine and language setting gives the same order. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
