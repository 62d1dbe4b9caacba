import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { ReadTx } from '../storage/store.ts';
import { balancesAt, number } from './balances.ts';

export interface TopDebtor {
  debtorNumber: string;
  name: string;
  currency: string;
  /** Minor units. */
  open: number;
}

/** The debtors with most open, at most `count` for each currency: amounts of two currencies cannot be put in one order. */
export async function reportTop(tx: ReadTx, administrationId: string, asOf: Day, count: number): Promise<TopDebtor[]> {
  const { debtors } = tx.tables;
  const balances = balancesAt(tx, administrationId, asOf);
  const open = number(sql`sum(${balances.open})`);
  const rank = number(sql`row_number() over (partition by ${balances.currency} order by ${open} desc, ${debtors.number})`);
  const ranked = tx.db
    .select({
      debtorNumber: debtors.number,
      name: debtors.name,
      currency: balances.currency,
      open: open.as('total_open'),
      rank: rank.as('rank'),
    })
    .from(balances)
    .innerJoin(debtors, eq(debtors.id, balances.debtorId))
    .groupBy(balances.currency, debtors.id, debtors.number, debtors.name)
    .having(sql`${open} <> 0`)
    .as('ranked');
  return tx.db
    .select({ debtorNumber: ranked.debtorNumber, name: ranked.name, currency: ranked.currency, open: ranked.open })
    .from(ranked)
    .where(sql`${ranked.rank} <= ${count}`)
    .orderBy(asc(ranked.currency), desc(ranked.open), asc(ranked.debtorNumber));
}
