import { type SQL, sql } from 'drizzle-orm';
import { AppError, newId } from '../../src-shared/kernel/index.ts';
import { type TableName, tables } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import type { ReadTx, Store, WriteTx } from './store.ts';

const ROWS_AT_A_TIME = 1_000;

/** Everything but the store's own row, which is written last. */
const COPIED = (Object.keys(tables) as TableName[]).filter((name) => name !== 'storeMeta');

/** What proves that two stores hold the same: rows, and the sum of every number column, as text because sums exceed a double. */
export interface TableProof {
  rows: number;
  sums: Record<string, string>;
}
export type StoreProof = Record<string, TableProof>;

export interface CopyOptions {
  /** Keep all other writers of the source away meanwhile: for a store that is left for good. */
  lockSource: boolean;
}

/**
 * Copies everything from one store to an empty one, whatever their engines, in one transaction on either side: all of it
 * arrives, proven by counts and sums, or nothing. The copy gets an epoch of its own, so that desktops load everything anew.
 * @throws AppError `store.not-empty`, `store.copy-differs`
 */
export function copyStore(source: Store, target: Store, { lockSource }: CopyOptions): Promise<StoreProof> {
  const copy = (from: ReadTx): Promise<StoreProof> =>
    target.write(async (to) => {
      await refuseFull(to);
      for (const name of COPIED) {
        for await (const rows of from.scan(name, null, ROWS_AT_A_TIME)) await to.insertRaw(name, rows);
      }
      const proof = await proofOf(from);
      refuseDifference(proof, await proofOf(to));
      await takeOver(from, to);
      return proof;
    });
  return lockSource ? source.write(copy) : source.read(copy);
}

async function refuseFull(to: WriteTx): Promise<void> {
  for (const name of COPIED) {
    for await (const rows of to.scan(name, null, 1)) if (rows.length) throw new AppError('store.not-empty', { table: tableSql(name).name });
  }
}

/** Versions go on from where the source was. */
async function takeOver(from: ReadTx, to: WriteTx): Promise<void> {
  const version = (await from.get('storeMeta', 'store'))?.version ?? 0;
  await to.db.update(to.tables.storeMeta).set({ epoch: newId(), version: version + 1 });
}

export async function proofOf(tx: ReadTx): Promise<StoreProof> {
  const proof: StoreProof = {};
  for (const name of COPIED) {
    const { columns } = tableSql(name);
    const numbers = columns.filter(({ column }) => column.dataType === 'number' || column.dataType === 'boolean');
    const selection: Record<string, SQL<string>> = { rows: asText(sql`count(*)`) };
    for (const { key, column } of numbers) {
      const own = (tx.tables[name] as unknown as Record<string, SQL>)[key];
      selection[key] = asText(column.dataType === 'boolean' ? sql`sum(case when ${own} then 1 else 0 end)` : sql`coalesce(sum(${own}), 0)`);
    }
    const [found] = await tx.db.select(selection).from(tx.tables[name]);
    const { rows = '0', ...sums } = found ?? {};
    proof[tableSql(name).name] = { rows: Number(rows), sums };
  }
  return proof;
}

const asText = (expression: SQL): SQL<string> => sql<string>`cast(${expression} as text)`;

function refuseDifference(source: StoreProof, target: StoreProof): void {
  for (const [table, proof] of Object.entries(source)) {
    if (JSON.stringify(proof) !== JSON.stringify(target[table])) throw new AppError('store.copy-differs', { table });
  }
}
