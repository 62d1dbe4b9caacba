import { desc, inArray, sql } from 'drizzle-orm';
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

interface Ranked {
  debtorId: string;
  currency: string;
  open: number;
}

/**
 * The debtors with most open, at most `count` for each currency: amounts of two currencies cannot be put in one order.
 * Equal amounts are in the order of the debtors' numbers.
 */
export async function reportTop(tx: ReadTx, administrationId: string, asOf: Day, count: number): Promise<TopDebtor[]> {
  const ranked = await rank(tx, administrationId, asOf, count);
  const known = await namesOf(tx, [...new Set(ranked.map(({ debtorId }) => debtorId))]);
  const rows = ranked.map(({ debtorId, currency, open }): TopDebtor => {
    const { number: debtorNumber = '', name = '' } = known.get(debtorId) ?? {};
    return { debtorNumber, name, currency, open };
  });
  const perCurrency = Map.groupBy(rows, ({ currency }) => currency);
  return [...perCurrency.keys()].toSorted().flatMap((currency) => (perCurrency.get(currency) ?? []).toSorted(byAmount).slice(0, count));
}

const byAmount = (a: TopDebtor, b: TopDebtor): number => b.open - a.open || (a.debtorNumber < b.debtorNumber ? -1 : 1);

/** Those who share the last place are all in it: their order is decided by what is not known here. */
async function rank(tx: ReadTx, administrationId: string, asOf: Day, count: number): Promise<Ranked[]> {
  const balances = balancesAt(tx, administrationId, asOf);
  const { debtorId, currency, open } = balances;
  const total = number(sql`sum(${open})`);
  const ranks = tx.db
    .select({
      debtorId,
      currency,
      open: total.as('total_open'),
      place: number(sql`rank() over (partition by ${currency} order by ${total} desc)`).as('place'),
    })
    .from(balances)
    .groupBy(debtorId, currency)
    .having(sql`${total} <> 0`)
    .as('ranks');
  return tx.db
    .select({ debtorId: ranks.debtorId, currency: ranks.currency, open: ranks.open })
    .from(ranks)
    .where(sql`${ranks.place} <= ${count}`)
    .orderBy(desc(ranks.open));
}

const NAMES_AT_ONCE = 500;

async function namesOf(
  { db, tables: { debtors } }: ReadTx,
  ids: readonly string[],
): Promise<Map<string, { number: string; name: string }>> {
  const names = new Map<string, { number: string; name: string }>();
  for (let at = 0; at < ids.length; at += NAMES_AT_ONCE) {
    const some = ids.slice(at, at + NAMES_AT_ONCE);
    const rows = await db
      .select({ id: debtors.id, number: debtors.number, name: debtors.name })
      .from(debtors)
      .where(inArray(debtors.id, some));
    for (const { id, ...rest } of rows) names.set(id, rest);
  }
  return names;
}
