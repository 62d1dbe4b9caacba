import type { Day } from '../kernel/index.ts';
import type { PaymentIntentLine } from '../schema/index.ts';
import { allocateByLaw, type Claim } from './allocation.ts';
import { askedOf, type InvoiceFacts } from './portal-overview.ts';

export interface Settlement {
  /** What the payment lowers each document by; negative for a credit that is used up. */
  lines: PaymentIntentLine[];
  /** Money that no document takes any more: a payment on account, for a person to look at. */
  unallocated: number;
}

/**
 * Books money that has really come in on the documents it was meant for, as they stand now. The debtor's own
 * designation holds as far as the documents still take it; when the amount does not cover it, the law's order decides;
 * credits are used only as far as they are needed. `Σ lines + unallocated = amount`, always.
 */
export function settlePayment(
  amount: number,
  wanted: readonly PaymentIntentLine[],
  invoices: ReadonlyMap<string, InvoiceFacts>,
  today: Day,
): Settlement {
  const claims = wanted.filter((line) => line.amount > 0).flatMap((line) => claimOf(line, invoices.get(line.invoiceId)));
  const room = claims.reduce((sum, claim) => sum + claim.amount, 0);
  const credits = takeCredits(
    wanted.filter((line) => line.amount < 0),
    invoices,
    Math.max(0, room - amount),
  );
  const budget = credits.reduce((sum, line) => sum - line.amount, amount);
  const { shares, rest } = allocateByLaw(budget, claims, today);
  return { lines: [...shares.map((share) => ({ invoiceId: share.id, amount: share.amount })), ...credits], unallocated: rest };
}

function claimOf(line: PaymentIntentLine, invoice: InvoiceFacts | undefined): Claim[] {
  if (!invoice) return [];
  const amount = Math.min(line.amount, Math.max(0, askedOf(invoice)));
  return amount > 0 ? [{ id: invoice.id, amount, dueDate: invoice.dueDate, since: invoice.issueDate }] : [];
}

function takeCredits(lines: readonly PaymentIntentLine[], invoices: ReadonlyMap<string, InvoiceFacts>, upTo: number): PaymentIntentLine[] {
  const taken: PaymentIntentLine[] = [];
  let needed = upTo;
  for (const line of lines) {
    const invoice = invoices.get(line.invoiceId);
    const used = Math.min(needed, -line.amount, invoice ? Math.max(0, -askedOf(invoice)) : 0);
    if (used <= 0) continue;
    taken.push({ invoiceId: line.invoiceId, amount: -used });
    needed -= used;
  }
  return taken;
}

/** What of a payment stands on one document. */
export interface SettledPart {
  invoiceId: string;
  /** Minor units; negative on a credit that was used. */
  amount: number;
  /** What of it the ledger has not shown yet. */
  awaiting: number;
}

export interface Reversal {
  invoiceId: string;
  /** Of what was still on its way to the ledger: taken off again. */
  awaiting: number;
  /** Of what the ledger has shown already: open again, as the ledger will come to show. */
  inLedger: number;
}

/**
 * Takes money back off the documents it was booked on, the other way round: what no document had taken first, then what
 * the ledger has not shown yet, then the rest, each from the part that was booked last. When all of it goes back, the
 * credits that were used with it are free again. `parts` are in the order in which they were booked.
 */
export function reverseSettlement(taken: number, unallocated: number, parts: readonly SettledPart[], isAll: boolean): Reversal[] {
  if (isAll) {
    return parts.map(({ invoiceId, amount, awaiting }) => ({ invoiceId, awaiting, inLedger: amount - awaiting })).filter(isSomething);
  }
  let rest = taken - Math.min(taken, unallocated);
  const reversals = new Map(parts.map(({ invoiceId }) => [invoiceId, { invoiceId, awaiting: 0, inLedger: 0 }]));
  for (const which of ['awaiting', 'inLedger'] as const) {
    for (const part of parts.toReversed()) {
      const there = which === 'awaiting' ? part.awaiting : part.amount - part.awaiting;
      const by = Math.min(rest, Math.max(0, there));
      const reversal = reversals.get(part.invoiceId);
      if (reversal) reversal[which] = by;
      rest -= by;
    }
  }
  return [...reversals.values()].filter(isSomething);
}

const isSomething = ({ awaiting, inLedger }: Reversal): boolean => awaiting !== 0 || inLedger !== 0;
