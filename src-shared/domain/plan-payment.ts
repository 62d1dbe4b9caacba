import type { Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { allocateByLaw } from './allocation.ts';
import type { ChosenPayment } from './allocation-choice.ts';
import { askedOf, type InvoiceFacts } from './portal-overview.ts';

type Term = Pick<Row<'instalments'>, 'position' | 'dueOn' | 'amount' | 'paid' | 'state'>;

export interface TermsToPay {
  /** Minor units. */
  amount: number;
  /** Positions of the terms it pays, first to last. */
  positions: number[];
  /** Day on which the first of them has to be paid. */
  dueOn: Day;
}

/** Terms that have to be paid by now, all together; when there are none, the next one. Null when all are paid. */
export function termsToPay(terms: readonly Term[], today: Day): TermsToPay | null {
  const left = terms
    .filter(({ state, amount, paid }) => state !== 'paid' && state !== 'cancelled' && amount > paid)
    .sort((a, b) => a.position - b.position);
  const due = left.filter(({ dueOn }) => dueOn <= today);
  const paying = due.length > 0 ? due : left.slice(0, 1);
  const [first] = paying;
  if (!first) return null;
  return {
    amount: paying.reduce((sum, { amount, paid }) => sum + amount - paid, 0),
    positions: paying.map(({ position }) => position),
    dueOn: first.dueOn,
  };
}

/**
 * Lines of a payment of terms: on the plan's invoices in the law's order, no more than is open of them. Null when there
 * is nothing to pay.
 */
export function choosePlanPayment(
  invoices: readonly InvoiceFacts[],
  terms: readonly Term[],
  planId: string,
  today: Day,
): ChosenPayment | null {
  const claims = invoices
    .filter((invoice) => invoice.planId === planId && askedOf(invoice) > 0)
    .map((invoice) => ({ id: invoice.id, amount: askedOf(invoice), dueDate: invoice.dueDate, since: invoice.issueDate }));
  const open = claims.reduce((sum, { amount }) => sum + amount, 0);
  const amount = Math.min(termsToPay(terms, today)?.amount ?? 0, open);
  if (amount <= 0) return null;
  const lines = allocateByLaw(amount, claims, today).shares.map((share) => ({ invoiceId: share.id, amount: share.amount }));
  return { lines, total: amount, amount };
}
