import { AppError, type Day } from '../kernel/index.ts';
import type { PaymentIntentLine } from '../schema/index.ts';
import { allocateByLaw } from './allocation.ts';
import { askedOf, type InvoiceFacts } from './portal-overview.ts';

/** What a debtor wants to pay: ticked documents, in full or a part of their sum. */
export interface PaymentChoice {
  invoiceIds: readonly string[];
  /** Minor units instead of the sum of what is ticked; null is the whole sum. */
  otherAmount: number | null;
}

export interface ChosenPayment {
  lines: PaymentIntentLine[];
  /** Sum of what is ticked, credits deducted: the most that can be paid with this choice. */
  total: number;
  /** What the payment will be. */
  amount: number;
}

/**
 * What can be paid of a document by choosing it: not what is disputed, and nothing of what is in a plan (its terms are
 * paid) or has been handed over (the other one collects). 0 when it cannot be chosen.
 */
export function payableOf(invoice: InvoiceFacts): number {
  if (invoice.planId !== null || invoice.handOverId !== null) return 0;
  const asked = askedOf(invoice);
  return asked > 0 ? asked - Math.min(Math.max(invoice.disputedAmount, 0), asked) : 0;
}

/** Credit notes and payments on account that can be deducted, oldest first. */
export function usableCredits(invoices: readonly InvoiceFacts[]): InvoiceFacts[] {
  return invoices.filter((invoice) => askedOf(invoice) < 0).sort((a, b) => (a.issueDate < b.issueDate ? -1 : 1));
}

/**
 * Turns a choice into the lines of a payment. All documents are the debtor's own and of one currency. The whole sum
 * settles the credits with it; a part goes to the ticked invoices in the law's order and leaves the credits as they are.
 * @throws AppError `payment.nothing-chosen`, `payment.covered-by-credit`, `payment.too-much` {max}, `payment.too-little`
 */
export function choosePayment(invoices: readonly InvoiceFacts[], choice: PaymentChoice, today: Day): ChosenPayment {
  const ticked = new Set(choice.invoiceIds);
  const chosen = invoices.filter((invoice) => ticked.has(invoice.id) && payableOf(invoice) > 0);
  if (chosen.length === 0) throw new AppError('payment.nothing-chosen');
  const gross = chosen.reduce((sum, invoice) => sum + payableOf(invoice), 0);
  const credits = creditLines(usableCredits(invoices), gross);
  const total = credits.reduce((sum, line) => sum + line.amount, gross);
  if (total === 0) throw new AppError('payment.covered-by-credit');
  const full = chosen.map((invoice) => ({ invoiceId: invoice.id, amount: payableOf(invoice) }));
  const amount = choice.otherAmount ?? total;
  if (amount <= 0) throw new AppError('payment.too-little');
  if (amount > total) throw new AppError('payment.too-much', { max: total });
  if (amount === total) return { lines: [...full, ...credits], total, amount };
  const claims = chosen.map((invoice) => ({
    id: invoice.id,
    amount: payableOf(invoice),
    dueDate: invoice.dueDate,
    since: invoice.issueDate,
  }));
  const lines = allocateByLaw(amount, claims, today).shares.map((share) => ({ invoiceId: share.id, amount: share.amount }));
  return { lines, total, amount };
}

/** Credits as negative lines, no more of them than there is to settle. */
function creditLines(credits: readonly InvoiceFacts[], upTo: number): PaymentIntentLine[] {
  const lines: PaymentIntentLine[] = [];
  let room = upTo;
  for (const credit of credits) {
    if (room === 0) break;
    const used = Math.min(room, -askedOf(credit));
    lines.push({ invoiceId: credit.id, amount: -used });
    room -= used;
  }
  return lines;
}
