import { choosePayment, payableOf } from '../../../src-shared/domain/allocation-choice.ts';
import { type CurrencyOverview, type InvoiceFacts, portalOverview } from '../../../src-shared/domain/portal-overview.ts';
import { AppError, type Day } from '../../../src-shared/kernel/index.ts';
import type { ReadTx } from '../../storage/store.ts';
import { openInvoices } from '../load.ts';
import type { Visit } from '../session.ts';
import type { Words } from '../words.ts';

/** What an arrangement is about: everything that is due in a currency, its credits deducted. */
export interface Basis {
  currency: string;
  invoiceIds: string[];
  /** Minor units; 0 when nothing can be arranged. */
  amount: number;
  invoices: number;
  credits: number;
}

/**
 * What is due in a currency; where nothing is due, all that is still to come, so that somebody can arrange it before it
 * is late.
 */
export function basisOf(open: readonly InvoiceFacts[], today: Day, currency: string): Basis {
  const own = open.filter((invoice) => invoice.currency === currency);
  const overview = portalOverview(own, today, currency)[0];
  const due = (overview?.due ?? []).map((row) => row.invoice).filter((invoice) => payableOf(invoice) > 0);
  const later = (overview?.later ?? []).filter((row) => row.state === 'not-due').map((row) => row.invoice);
  const invoiceIds = (due.length > 0 ? due : later).map(({ id }) => id);
  const none = { currency, invoiceIds, amount: 0, invoices: invoiceIds.length, credits: 0 };
  if (invoiceIds.length === 0) return none;
  try {
    const { amount, lines } = choosePayment(own, { invoiceIds, otherAmount: null }, today);
    return { ...none, amount, credits: lines.filter((line) => line.amount < 0).length };
  } catch (error) {
    // Credits cover it all: there is nothing to arrange.
    if (error instanceof AppError && error.code === 'payment.covered-by-credit') return none;
    throw error;
  }
}

/** "2 facturen min creditnota" */
export const basisText = ({ invoices, credits }: Basis, w: Words): string =>
  credits === 0 ? w.t('portal.pay.chosen', { count: invoices }) : w.t('portal.pay.chosen-credit', { count: invoices, credits });

/** The open documents that something can be said of, oldest first. */
export async function openOf(tx: ReadTx, { debtor }: Visit): Promise<InvoiceFacts[]> {
  const open = await openInvoices(tx, debtor.id);
  return open.sort((a, b) => (a.issueDate === b.issueDate ? a.number.localeCompare(b.number) : a.issueDate < b.issueDate ? -1 : 1));
}

/** Documents as a form ticks them; only those with something to pay. */
export const pickable = (open: readonly InvoiceFacts[], today: Day, w: Words) =>
  open
    .filter((invoice) => payableOf(invoice) > 0)
    .map((invoice) => ({
      id: invoice.id,
      kind: invoice.kind,
      number: invoice.number,
      note: w.day(invoice.issueDate, today),
      amount: w.money(payableOf(invoice), invoice.currency),
    }));

/** What is due now in a currency, for "what is still open". */
export const overviewIn = (open: readonly InvoiceFacts[], today: Day, currency: string): CurrencyOverview | null =>
  portalOverview(
    open.filter((invoice) => invoice.currency === currency),
    today,
    currency,
  )[0] ?? null;
