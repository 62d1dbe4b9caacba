import { asc, type SQL, sql } from 'drizzle-orm';
import { AGEING_BUCKETS, type Ageing, type AgeingBucket, ageingCutoffs, completeAgeing } from '../../src-shared/domain/ageing.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { ReadTx } from '../storage/store.ts';
import { type Balances, balancesAt, number } from './balances.ts';

type Sums = { invoices: SQL<number>; amount: SQL<number> };
type PerBucket<T> = Record<AgeingBucket, T>;

/** Ageing per currency as of any day, also a past one. Currencies in alphabetical order. */
export async function reportAgeing(tx: ReadTx, administrationId: string, asOf: Day): Promise<Ageing[]> {
  const balances = balancesAt(tx, administrationId, asOf);
  const debtors = perDebtor(tx, balances, asOf);
  const buckets = perBucket((bucket): Sums => ({ invoices: total(debtors[countOf(bucket)]), amount: total(debtors[amountOf(bucket)]) }));
  const rows = await tx.db
    .select({
      currency: debtors.currency,
      debtors: number(sql`count(*)`),
      debtorsWithOpen: number(sql`sum(case when ${debtors.closed} < ${debtors.invoices} then 1 else 0 end)`),
      closedInvoices: total(debtors.closed),
      ...flat(buckets),
    })
    .from(debtors)
    .groupBy(debtors.currency)
    .orderBy(asc(debtors.currency));
  return rows.map(({ currency, debtors: count, debtorsWithOpen, closedInvoices, ...rest }) => {
    const values = rest as Record<string, number>;
    const amounts = perBucket((bucket) => ({ invoices: values[countOf(bucket)] ?? 0, amount: values[amountOf(bucket)] ?? 0 }));
    return completeAgeing({ currency, debtors: count, debtorsWithOpen, closedInvoices, buckets: amounts });
  });
}

const countOf = (bucket: AgeingBucket): `n_${AgeingBucket}` => `n_${bucket}`;
const amountOf = (bucket: AgeingBucket): `a_${AgeingBucket}` => `a_${bucket}`;
const total = (column: SQL | SQL.Aliased): SQL<number> => number(sql`sum(${column})`);

function perBucket<T>(make: (bucket: AgeingBucket) => T): PerBucket<T> {
  return Object.fromEntries(AGEING_BUCKETS.map((bucket) => [bucket, make(bucket)])) as PerBucket<T>;
}

function flat(buckets: PerBucket<Sums>): Record<string, SQL<number>> {
  return Object.fromEntries(
    AGEING_BUCKETS.flatMap((bucket) => [
      [countOf(bucket), buckets[bucket].invoices],
      [amountOf(bucket), buckets[bucket].amount],
    ]),
  );
}

/** The one pass over the invoices: debtors can only be counted where they are together. */
function perDebtor({ db }: ReadTx, balances: Balances, asOf: Day) {
  const conditions = bucketConditions(balances, asOf);
  const aliased = (expression: SQL, name: string): SQL.Aliased<number> => number(expression).as(name);
  const counts = Object.fromEntries(
    AGEING_BUCKETS.map((bucket) => [
      countOf(bucket),
      aliased(sql`sum(case when ${conditions[bucket]} then 1 else 0 end)`, countOf(bucket)),
    ]),
  ) as Record<`n_${AgeingBucket}`, SQL.Aliased<number>>;
  const amounts = Object.fromEntries(
    AGEING_BUCKETS.map((bucket) => [
      amountOf(bucket),
      aliased(sql`sum(case when ${conditions[bucket]} then ${balances.open} else 0 end)`, amountOf(bucket)),
    ]),
  ) as Record<`a_${AgeingBucket}`, SQL.Aliased<number>>;
  return db
    .select({
      currency: balances.currency,
      invoices: aliased(sql`count(*)`, 'invoices'),
      closed: aliased(sql`sum(case when ${balances.open} = 0 then 1 else 0 end)`, 'closed'),
      ...counts,
      ...amounts,
    })
    .from(balances)
    .groupBy(balances.currency, balances.debtorId)
    .as('per_debtor');
}

/** Each bucket ends the day before the one before it begins. */
function bucketConditions({ open, dueDate }: Balances, asOf: Day): PerBucket<SQL> {
  const from = new Map(ageingCutoffs(asOf).map(({ bucket, dueFrom }) => [bucket, dueFrom]));
  return perBucket((bucket) => {
    const before = from.get(AGEING_BUCKETS[AGEING_BUCKETS.indexOf(bucket) - 1] ?? 'over90');
    const own = from.get(bucket);
    const limits = [own && sql`${dueDate} >= ${own}`, before && sql`${dueDate} < ${before}`].filter((it) => it !== undefined);
    return sql.join([sql`${open} <> 0`, ...limits], sql` and `);
  });
}
