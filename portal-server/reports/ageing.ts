import { asc, type SQL, sql } from 'drizzle-orm';
import { AGEING_BUCKETS, type Ageing, type AgeingBucket, ageingCutoffs, completeAgeing } from '../../src-shared/domain/ageing.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { ReadTx } from '../storage/store.ts';
import { type Balances, balancesAt, number } from './balances.ts';

/** Ageing per currency as of any day, also a past one; one pass over the invoices. Currencies in alphabetical order. */
export async function reportAgeing(tx: ReadTx, administrationId: string, asOf: Day): Promise<Ageing[]> {
  const balances = balancesAt(tx, administrationId, asOf);
  const { currency, debtorId, open } = balances;
  const rows = await tx.db
    .select({
      currency,
      debtors: number(sql`count(distinct ${debtorId})`),
      debtorsWithOpen: number(sql`count(distinct case when ${open} <> 0 then ${debtorId} end)`),
      closedInvoices: countWhere(sql`${open} = 0`),
      ...bucketSums(balances, asOf),
    })
    .from(balances)
    .groupBy(currency)
    .orderBy(asc(currency));
  return rows.map(({ debtors, debtorsWithOpen, closedInvoices, ...row }) => {
    const sums = row as Record<string, number> & { currency: string };
    const buckets = Object.fromEntries(
      AGEING_BUCKETS.map((bucket) => [bucket, { invoices: sums[`${bucket} invoices`] ?? 0, amount: sums[`${bucket} amount`] ?? 0 }]),
    ) as Ageing['buckets'];
    return completeAgeing({ currency: sums.currency, debtors, debtorsWithOpen, closedInvoices, buckets });
  });
}

const countWhere = (condition: SQL): SQL<number> => number(sql`sum(case when ${condition} then 1 else 0 end)`);

/** `<bucket> invoices` and `<bucket> amount` for each bucket. */
function bucketSums(balances: Balances, asOf: Day): Record<string, SQL<number>> {
  return Object.fromEntries(
    AGEING_BUCKETS.flatMap((bucket) => {
      const condition = inBucket(balances, bucket, asOf);
      return [
        [`${bucket} invoices`, countWhere(condition)],
        [`${bucket} amount`, number(sql`sum(case when ${condition} then ${balances.open} else 0 end)`)],
      ];
    }),
  );
}

/** A bucket ends where the one before it begins. */
function inBucket({ open, dueDate }: Balances, bucket: AgeingBucket, asOf: Day): SQL {
  const cutoffs = ageingCutoffs(asOf);
  const index = AGEING_BUCKETS.indexOf(bucket);
  const [from, before] = [cutoffs[index]?.dueFrom, cutoffs[index - 1]?.dueFrom];
  const limits = [from && sql`${dueDate} >= ${from}`, before && sql`${dueDate} < ${before}`].filter((it) => it !== undefined);
  return sql.join([sql`${open} <> 0`, ...limits], sql` and `);
}
