import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { dsoCountBack, dsoSimple, type MonthSales, type TenthsOfDays } from '../../src-shared/domain/dso.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { ReadTx } from '../storage/store.ts';
import { balancesAt, number } from './balances.ts';

export type DsoMethod = 'simple' | 'count-back';

export interface Dso {
  currency: string;
  /** Null when there were no sales to measure by. */
  dso: TenthsOfDays | null;
}

/** Days sales outstanding per currency over a period, both ends included; the balance is that of its last day. */
export async function reportDso(tx: ReadTx, administrationId: string, from: Day, to: Day, method: DsoMethod): Promise<Dso[]> {
  const open = await openByCurrency(tx, administrationId, to);
  if (method === 'simple') {
    const sales = await salesOfPeriod(tx, administrationId, from, to);
    return open.map(({ currency, open: balance }) => ({ currency, dso: dsoSimple(balance, sales.get(currency) ?? 0, from, to) }));
  }
  const months = await salesByMonth(tx, administrationId, to);
  return open.map(({ currency, open: balance }) => ({ currency, dso: dsoCountBack(balance, months.get(currency) ?? [], to) }));
}

function openByCurrency(tx: ReadTx, administrationId: string, to: Day): Promise<{ currency: string; open: number }[]> {
  const balances = balancesAt(tx, administrationId, to);
  return tx.db
    .select({ currency: balances.currency, open: number(sql`sum(${balances.open})`) })
    .from(balances)
    .groupBy(balances.currency)
    .orderBy(balances.currency);
}

async function salesOfPeriod(
  { db, tables: { invoices } }: ReadTx,
  administrationId: string,
  from: Day,
  to: Day,
): Promise<Map<string, number>> {
  const isSale = ne(invoices.kind, 'payment-on-account');
  const rows = await db
    .select({ currency: invoices.currency, sales: number(sql`sum(${invoices.amount})`) })
    .from(invoices)
    .where(and(eq(invoices.administrationId, administrationId), sql`${invoices.issueDate} >= ${from}`, lte(invoices.issueDate, to), isSale))
    .groupBy(invoices.currency);
  return new Map(rows.map(({ currency, sales }) => [currency, sales]));
}

async function salesByMonth({ db, tables: { invoices } }: ReadTx, administrationId: string, to: Day): Promise<Map<string, MonthSales[]>> {
  const isSale = ne(invoices.kind, 'payment-on-account');
  const month = sql<string>`substr(${invoices.issueDate}, 1, 7)`;
  const rows = await db
    .select({ currency: invoices.currency, month, sales: number(sql`sum(${invoices.amount})`) })
    .from(invoices)
    .where(and(eq(invoices.administrationId, administrationId), lte(invoices.issueDate, to), isSale))
    .groupBy(invoices.currency, month);
  return Map.groupBy(rows, ({ currency }) => currency);
}
