import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../../portal-server/storage/sqlite/sqlite-store.ts';
import type { Store } from '../../../portal-server/storage/store.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { debtorRow, testStore } from '../../support/test-store.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'B', 'é', ' ', "'", '"', '\\', '{', ',', '%', '_', '中', '😀', '\n', '0'),
  maxLength: 4,
});
const limit = fc.option(fc.integer({ min: -3, max: 3 }), { nil: null });
const id = fc.integer({ min: 0, max: 9 }).map((number) => `d${number}`);

const row = fc.record({ id, name: text, creditLimit: limit, blocked: fc.boolean(), administrationId: fc.constantFrom('a', 'b') });
const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), row }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('read' as const) }),
);
/** Transactions of steps; some undo a part of themselves. */
const history = fc.array(fc.record({ steps: fc.array(step, { maxLength: 8 }), undone: fc.array(step, { maxLength: 3 }) }), {
  maxLength: 6,
});

const comparison = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    value,
    fc.record({
      in: fc.array(
        value.filter((it) => it !== null),
        { maxLength: 3 },
      ),
    }),
    fc.record({ not: value }),
    fc.record({ gt: value, lte: value }, { requiredKeys: [] }),
    fc.record({ gte: value, lt: value }, { requiredKeys: [] }),
  );
const query = fc.record({
  where: fc.record({ name: comparison(text), creditLimit: comparison(limit), blocked: fc.boolean() }, { requiredKeys: [] }),
  orderBy: fc.record({
    column: fc.constantFrom('id' as const, 'name' as const, 'creditLimit' as const),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
});

async function play(store: Store, transactions: typeof history extends fc.Arbitrary<infer T> ? T : never): Promise<unknown> {
  const seen: unknown[] = [];
  for (const { steps, undone } of transactions) {
    await store.write(async (tx) => {
      const take = async (one: (typeof steps)[number]): Promise<void> => {
        if (one.kind === 'put') await tx.put('debtors', debtorRow(one.row.id, one.row));
        else if (one.kind === 'remove') await tx.remove('debtors', one.id);
        else seen.push(await tx.list('debtors', { where: {}, orderBy: { column: 'id' } }));
      };
      for (const one of steps) await take(one);
      const undo = tx.savepoint(async () => {
        for (const one of undone) await take(one);
        throw new Error('undo');
      });
      await expect(undo).rejects.toThrow('undo');
    });
  }
  return store.read(async (tx) => {
    const log = await tx.db.select().from(tx.tables.changes);
    const raw: unknown[][] = [];
    for await (const rows of tx.scan('debtors', 'a', 3)) raw.push(...rows);
    const text: unknown[][] = [];
    for await (const rows of tx.scanText('debtors', 'a', 3)) text.push(...(JSON.parse(rows) as unknown[][]));
    expect(text).toEqual(raw);
    const order = (rows: unknown[]) => rows.map((it) => JSON.stringify(it)).sort();
    return { seen, rows: await tx.list('debtors', { where: {}, orderBy: { column: 'id' } }), log: order(log), raw: order(raw) };
  });
}

async function clear(store: Store): Promise<void> {
  await store.write(async (tx) => {
    const { debtors, changes, storeMeta } = tx.tables;
    await tx.db.delete(debtors);
    await tx.db.delete(changes);
    await tx.db.update(storeMeta).set({ version: 0 });
  });
}

describe('both engines', () => {
  it('give the same answers after the same writes', async () => {
    const sqlite = await openSqliteStore(`${tempDir()}/store.sqlite`);
    onTestFinished(() => sqlite.close());
    const postgres = await testStore();
    await fc.assert(
      fc.asyncProperty(history, fc.array(query, { minLength: 4, maxLength: 4 }), async (transactions, queries) => {
        for (const store of [sqlite, postgres]) await clear(store);
        expect(await play(postgres, transactions)).toEqual(await play(sqlite, transactions));
        for (const { where, orderBy } of queries) {
          const list = async (store: Store) => {
            const rows = await store.read((tx) => tx.list('debtors', { where, orderBy }));
            // Rows that compare equal have no order between them.
            return { order: rows.map((it) => it[orderBy.column]), rows: rows.map((it) => JSON.stringify(it)).sort() };
          };
          expect(await list(postgres)).toEqual(await list(sqlite));
        }
      }),
      { numRuns: 60 },
    );
  });
});
