import type { PaidById } from '../domain/arranged-lines.ts';
import { paidOf } from '../domain/arranged-lines.ts';
import { holdsOf } from '../domain/promises.ts';
import { AppError } from '../kernel/index.ts';
import type { Origin, Row } from '../schema/index.ts';
import { need, type Tx } from './command.ts';

/** What a promise and a plan have in common when they are made. */
export interface NewArrangement {
  debtor: Row<'debtors'>;
  invoiceIds: readonly string[];
  note?: string;
  origin: Origin;
  requestId?: string | null;
}

/**
 * The invoices of a new arrangement, each once: all of one debtor, in one currency, in no plan.
 * @throws AppError `not-found`, `invoice.of-another-debtor`, `arrangement.in-plan` {number}, `arrangement.several-currencies`
 */
export async function arrangedInvoices(tx: Tx, { debtor, invoiceIds }: NewArrangement): Promise<Row<'invoices'>[]> {
  const invoices: Row<'invoices'>[] = [];
  for (const invoiceId of new Set(invoiceIds)) {
    const invoice = await need(tx, 'invoices', invoiceId);
    if (invoice.debtorId !== debtor.id) throw new AppError('invoice.of-another-debtor', { number: invoice.number });
    if (invoice.planId !== null) throw new AppError('arrangement.in-plan', { number: invoice.number });
    if (invoice.currency !== invoices[0]?.currency && invoices.length > 0) throw new AppError('arrangement.several-currencies');
    invoices.push(invoice);
  }
  return invoices;
}

/** What is off each of these documents. */
export function paidById(invoices: Iterable<Row<'invoices'>>): PaidById {
  const paid = new Map([...invoices].map((invoice) => [invoice.id, paidOf(invoice)]));
  return (invoiceId) => paid.get(invoiceId);
}

export async function invoicesById(tx: Tx, ids: Iterable<string>): Promise<Map<string, Row<'invoices'>>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await tx.list('invoices', { where: { id: { in: wanted } } });
  return new Map(rows.map((invoice) => [invoice.id, invoice]));
}

/** Brings what promises hold back of these invoices in line with the debtor's open promises. */
export async function refreshHolds(tx: Tx, debtorId: string, invoiceIds: Iterable<string>): Promise<void> {
  const open = await tx.list('promises', { where: { debtorId, state: 'open' } });
  const invoices = await invoicesById(tx, [...invoiceIds, ...open.flatMap(({ lines }) => lines.map((line) => line.invoiceId))]);
  const holds = holdsOf(open, paidById(invoices.values()));
  for (const invoice of invoices.values()) {
    const { promisedUntil, promisedAmount } = holds.get(invoice.id) ?? { promisedUntil: null, promisedAmount: null };
    if (invoice.promisedUntil === promisedUntil && invoice.promisedAmount === promisedAmount) continue;
    await tx.put('invoices', { ...invoice, promisedUntil, promisedAmount });
  }
}

/** How the invoices that an arrangement asks something of are named in a sentence. */
export const numbersOf = (lines: readonly { number: string; amount: number }[]): string =>
  lines
    .filter(({ amount }) => amount !== 0)
    .map(({ number }) => number)
    .join(', ');
