import { addDays, type Day } from '../kernel/index.ts';

/**
 * Ageing by days overdue: reference day minus due date. `notDue` is everything that is not overdue yet, also when it is
 * due in the far future.
 */
export const AGEING_BUCKETS = ['notDue', '1-30', '31-60', '61-90', 'over90'] as const;
export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

/** Last day overdue that still belongs to the bucket. */
const LAST_DAY_OVERDUE: readonly [AgeingBucket, number][] = [
  ['notDue', 0],
  ['1-30', 30],
  ['31-60', 60],
  ['61-90', 90],
];

export function ageingBucket(daysOverdue: number): AgeingBucket {
  return LAST_DAY_OVERDUE.find(([, last]) => daysOverdue <= last)?.[0] ?? 'over90';
}

/**
 * The same rule for queries that compare due dates as text: an invoice belongs to the first bucket whose `dueFrom` is not
 * after its due date, and to `over90` when there is none.
 */
export function ageingCutoffs(asOf: Day): readonly { bucket: AgeingBucket; dueFrom: Day }[] {
  return LAST_DAY_OVERDUE.map(([bucket, last]) => ({ bucket, dueFrom: addDays(asOf, -last) }));
}

export interface AgeingAmount {
  invoices: number;
  /** Minor units. */
  amount: number;
}

/** What is open at a reference day in one currency. */
export interface Ageing {
  currency: string;
  /** Debtors with at least one invoice issued on or before the reference day. */
  debtors: number;
  debtorsWithOpen: number;
  openInvoices: number;
  closedInvoices: number;
  open: number;
  overdue: number;
  buckets: Record<AgeingBucket, AgeingAmount>;
}

/** What a query has counted and summed for one currency. */
export interface AgeingSums {
  currency: string;
  debtors: number;
  debtorsWithOpen: number;
  closedInvoices: number;
  buckets: Record<AgeingBucket, AgeingAmount>;
}

/** The totals follow from the buckets, so that they can never disagree with them. */
export function completeAgeing(sums: AgeingSums): Ageing {
  const list = Object.values(sums.buckets);
  const open = list.reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...sums,
    openInvoices: list.reduce((sum, { invoices }) => sum + invoices, 0),
    open,
    overdue: open - sums.buckets.notDue.amount,
  };
}
