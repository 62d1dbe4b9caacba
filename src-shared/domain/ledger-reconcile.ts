import type { Day } from '../kernel/index.ts';

/** Part of a payment we booked ourselves that the ledger has not shown yet. */
export interface AwaitingAllocation {
  id: string;
  /** Minor units; negative on a credit note that was settled along. */
  awaiting: number;
  allocatedOn: Day;
}

export interface LedgerAmounts {
  /** Minor units, as the ledger states them. */
  amount: number;
  open: number;
}

export interface Reconciliation {
  /** Allocations the ledger now shows (in part), with what of each still awaits it. */
  confirmed: { id: string; awaiting: number }[];
  /** What of the invoice's money on the way has arrived in the ledger. */
  arrived: number;
  /**
   * A movement only the ledger knows, to be recorded as an allocation of its own: positive settles, negative reopens
   * (the other way round on a credit note). Null when there is none.
   */
  movement: number | null;
}

/**
 * Compares what we hold of an invoice with what the ledger says now. The ledger's own movement first confirms payments
 * that were on the way, oldest first, and only the rest is new: money is never counted twice. A ledger that still shows
 * the old balance confirms nothing, however often it is imported.
 *
 * Keeps `open = amount - Σ (allocation - awaiting)`: after applying it, that holds for the ledger's amount and open.
 */
export function reconcileLedger(stored: LedgerAmounts, ledger: LedgerAmounts, awaiting: readonly AwaitingAllocation[]): Reconciliation {
  let rest = ledger.amount - ledger.open - (stored.amount - stored.open);
  const confirmed: Reconciliation['confirmed'] = [];
  let arrived = 0;
  const oldestFirst = awaiting.toSorted((a, b) =>
    a.allocatedOn === b.allocatedOn ? compare(a.id, b.id) : compare(a.allocatedOn, b.allocatedOn),
  );
  for (const allocation of oldestFirst) {
    // A movement in the other direction (a reversal in the ledger) says nothing about money still on the way.
    if (rest === 0 || Math.sign(rest) !== Math.sign(allocation.awaiting)) continue;
    const part = Math.sign(rest) * Math.min(Math.abs(rest), Math.abs(allocation.awaiting));
    confirmed.push({ id: allocation.id, awaiting: allocation.awaiting - part });
    arrived += part;
    rest -= part;
  }
  return { confirmed, arrived, movement: rest === 0 ? null : rest };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The amounts of an invoice whose ledger lists open balances only: the first balance seen is its amount, a lower one later
 * is a settlement, and a balance beyond the amount (or of the other sign) can only be a corrected amount.
 */
export function amountsFromBalance(stored: LedgerAmounts | undefined, open: number): LedgerAmounts {
  if (!stored) return { amount: open, open };
  const within = Math.sign(open) * Math.sign(stored.amount) >= 0 && Math.abs(open) <= Math.abs(stored.amount);
  return { amount: within ? stored.amount : open, open };
}
