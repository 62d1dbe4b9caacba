import { addDays, type Day } from '../kernel/index.ts';
import type { ArrangedLine, Row } from '../schema/index.ts';

/** What an arrangement needs to know of a ledger document. */
export type ArrangeableInvoice = Pick<
  Row<'invoices'>,
  | 'id'
  | 'number'
  | 'kind'
  | 'currency'
  | 'issueDate'
  | 'dueDate'
  | 'amount'
  | 'open'
  | 'onTheWay'
  | 'writtenOff'
  | 'disputedAmount'
  | 'planId'
>;

/**
 * What is off a document, in minor units: what the ledger booked on it, portal payments on their way, and what was given
 * up. Negative for a credit that has been used.
 */
export const paidOf = ({ amount, open, onTheWay, writtenOff }: ArrangeableInvoice): number => amount - open + onTheWay + writtenOff;

/**
 * What of a document can be arranged, in minor units: what is open of it, without what is on its way, given up or
 * disputed. Negative for a credit, which lowers what is to be paid.
 */
export function arrangeableOf({ open, onTheWay, writtenOff, disputedAmount }: ArrangeableInvoice): number {
  const left = open - onTheWay - writtenOff;
  if (open < 0) return Math.min(left, 0);
  return Math.max(0, left - Math.max(disputedAmount, 0));
}

/**
 * The day, early in the morning, on which it is looked whether money that was due on a day has come. At least the day
 * after it: whoever pays on the day itself is in time.
 */
export const lookOn = (dueOn: Day, graceDays: number): Day => addDays(dueOn, Math.max(1, graceDays));

/** Oldest due date first, then the number. */
export const byDueDate = (a: Pick<ArrangeableInvoice, 'dueDate' | 'number'>, b: Pick<ArrangeableInvoice, 'dueDate' | 'number'>): number =>
  a.dueDate === b.dueDate ? compare(a.number, b.number) : compare(a.dueDate, b.dueDate);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The documents as lines with all that can be arranged of them, oldest due date first. */
export const fullLines = (invoices: readonly ArrangeableInvoice[]): ArrangedLine[] =>
  [...invoices].sort(byDueDate).map((invoice) => ({
    invoiceId: invoice.id,
    number: invoice.number,
    amount: arrangeableOf(invoice),
    paidBefore: paidOf(invoice),
  }));

/**
 * Lines for a part of what is open: the oldest invoice is filled first. The others stay in it with nothing, because money
 * that comes in on them counts all the same. Credits have no place in a part.
 */
export function partialLines(invoices: readonly ArrangeableInvoice[], amount: number): ArrangedLine[] {
  let left = amount;
  return fullLines(invoices.filter((invoice) => arrangeableOf(invoice) >= 0)).map((line) => {
    const part = Math.min(left, line.amount);
    left -= part;
    return { ...line, amount: part };
  });
}

export const sumOf = (lines: readonly { amount: number }[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

/** What is off each document by id; undefined is a document that is not there any more and counts as it was. */
export type PaidById = (invoiceId: string) => number | undefined;

/**
 * What came in on lines since they were agreed, between nothing and their total. Money counts wherever on the lines it
 * landed; a credit that was used elsewhere counts against it.
 */
export function receivedOn(lines: readonly ArrangedLine[], total: number, paid: PaidById): number {
  let received = 0;
  for (const line of lines) {
    const since = (paid(line.invoiceId) ?? line.paidBefore) - line.paidBefore;
    received += line.amount < 0 ? Math.min(0, Math.max(since, line.amount)) : Math.max(0, since);
  }
  return Math.min(Math.max(received, 0), total);
}

/** What of one line has not come in yet, in minor units; never below nothing. */
export function restOf(line: ArrangedLine, paid: PaidById): number {
  const since = (paid(line.invoiceId) ?? line.paidBefore) - line.paidBefore;
  return Math.max(0, line.amount - Math.max(0, since));
}

/** A credit note or payment on account that is in nobody's lines and can fill what an arrangement lacks. */
export interface LooseCredit {
  issueDate: Day;
  currency: string;
  /** What is left of it, above zero; taking from it lowers it. */
  left: number;
}

/**
 * Takes from credits that came between two days what is lacking: money that the ledger has not matched with an invoice
 * yet has come in all the same. Returns what was taken; the credits are lowered by it, so that nothing counts twice.
 */
export function takeCredits(credits: LooseCredit[], lacking: number, currency: string, from: Day, upTo: Day): number {
  let taken = 0;
  for (const credit of credits) {
    if (credit.currency !== currency || credit.issueDate < from || credit.issueDate > upTo) continue;
    const part = Math.min(credit.left, lacking - taken);
    credit.left -= part;
    taken += part;
  }
  return taken;
}
