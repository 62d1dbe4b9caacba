import { and, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { ReadTx } from '../storage/store.ts';

/**
 * Every invoice of an administration issued on or before a day, with what was open of it then: what is open now plus what
 * the ledger has settled since. (The same as amount less settled until then, and cheaper for recent days, which are asked
 * for most: only the movements since are looked at.)
 */
export function balancesAt({ db, tables: { invoices, allocations } }: ReadTx, administrationId: string, asOf: Day) {
  const since = db
    .select({
      invoiceId: allocations.invoiceId,
      settled: sql<number>`sum(${allocations.amount} - ${allocations.awaiting})`.mapWith(Number).as('settled'),
    })
    .from(allocations)
    .where(and(eq(allocations.administrationId, administrationId), gt(allocations.allocatedOn, asOf)))
    .groupBy(allocations.invoiceId)
    .as('since');
  return db
    .select({
      debtorId: invoices.debtorId,
      currency: invoices.currency,
      dueDate: invoices.dueDate,
      open: sql<number>`${invoices.open} + coalesce(${since.settled}, 0)`.mapWith(Number).as('open_then'),
    })
    .from(invoices)
    .leftJoin(since, eq(since.invoiceId, invoices.id))
    .where(and(eq(invoices.administrationId, administrationId), lte(invoices.issueDate, asOf)))
    .as('balances');
}

export type Balances = ReturnType<typeof balancesAt>;

export const number = (expression: SQL): SQL<number> => expression.mapWith(Number) as SQL<number>;
