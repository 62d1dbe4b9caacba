import { addDays, type Day, daysBetween, mulDiv, startOfMonth } from '../kernel/index.ts';

/** Days sales outstanding in tenths of a day, so that no float is needed: 250 is 25.0 days. */
export type TenthsOfDays = number;

/** Sales (invoices less credit notes, by issue date) of one calendar month, or of the part of it up to the reference day. */
export interface MonthSales {
  /** YYYY-MM */
  month: string;
  /** Minor units. */
  sales: number;
}

/**
 * Receivables / credit sales × days of the period (both ends count).
 * @returns null when there were no sales in the period, for then the ratio means nothing
 */
export function dsoSimple(open: number, sales: number, from: Day, to: Day): TenthsOfDays | null {
  if (sales <= 0) return null;
  return mulDiv(open, (daysBetween(from, to) + 1) * 10, sales);
}

/**
 * Count-back: whole calendar months of sales are taken off the open balance, newest first, each counting its days; the
 * last month counts in proportion. It may reach back before any reporting period.
 * @param months newest first is not required; months without sales may be left out
 * @returns null when all sales there ever were do not cover the balance
 */
export function dsoCountBack(open: number, months: readonly MonthSales[], to: Day): TenthsOfDays | null {
  if (open <= 0) return 0;
  const salesOf = new Map(months.map(({ month, sales }) => [month, sales]));
  const [oldest = ''] = [...months.map(({ month }) => month), to.slice(0, 7)].toSorted();
  let left = open;
  let days = 0;
  let last = to;
  while (last.slice(0, 7) >= oldest) {
    const first = startOfMonth(last);
    const length = daysBetween(first, last) + 1;
    const sales = salesOf.get(last.slice(0, 7)) ?? 0;
    if (sales >= left) return days * 10 + mulDiv(left, length * 10, sales);
    left -= sales;
    days += length;
    last = addDays(first, -1);
  }
  return null;
}

/** 250 → "25.0" */
export function formatTenths(tenths: TenthsOfDays): string {
  const digits = String(Math.abs(tenths)).padStart(2, '0');
  return `${tenths < 0 ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}`;
}
