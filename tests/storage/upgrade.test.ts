import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../portal-server/storage/open-store.ts';
import { type KeyedTableName, tables } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { dropDatabase, engine, newDatabase } from '../support/engine.ts';
import { columnsOf, migrationNames, type OldStore, reopenOld, storeOfMigrations } from '../support/migrations.ts';
import { tempDir } from '../support/temp-dir.ts';

async function emptyPlace(): Promise<{ dataDir: string; databaseUrl: string }> {
  const dataDir = tempDir();
  if (engine === 'sqlite') return { dataDir, databaseUrl: '' };
  const databaseUrl = await newDatabase({ empty: true });
  onTestFinished(() => dropDatabase(databaseUrl));
  return { dataDir, databaseUrl };
}

/** Columns whose text is read as JSON today. */
const JSON_COLUMNS = new Set(
  (Object.keys(tables) as KeyedTableName[]).flatMap((name) =>
    tableSql(name).columns.flatMap(({ name: column, column: { dataType } }) =>
      dataType === 'json' ? [`${tableSql(name).name}.${column}`] : [],
    ),
  ),
);

function sampleOf(table: string, { name, type }: { name: string; type: string }, row: number): unknown {
  if (table === 'store_meta' && name === 'id') return 'store';
  if (JSON_COLUMNS.has(`${table}.${name}`)) return `{"of":"${table}.${name}","row":${row}}`;
  if (type.toLowerCase() === 'boolean') return true;
  if (type.toLowerCase() === 'text') return `${table}.${name} ${row}`;
  return row + 1;
}

/** Two rows in every table, one in the store's own. */
async function fill(store: OldStore): Promise<void> {
  for (const [table, columns] of await columnsOf(store)) {
    for (let row = 0; row < (table === 'store_meta' ? 1 : 2); row += 1) {
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const places = columns.map(() => '?').join(', ');
      const values = columns
        .map((column) => sampleOf(table, column, row))
        .map((value) => (engine === 'sqlite' && value === true ? 1 : value));
      await store.run(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
    }
  }
}

async function contents(store: OldStore, columns: Map<string, { name: string }[]>): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [table, list] of columns) {
    const rows = await store.all(`SELECT ${list.map(({ name }) => `"${name}"`).join(', ')} FROM "${table}"`);
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}

it.each(migrationNames.map((name, index) => [name, index + 1] as const))(
  'data of the version that ended with migration %s open in this one, whole',
  async (_name, count) => {
    const place = await emptyPlace();
    const old = await storeOfMigrations(place, count);
    await fill(old);
    const columns = await columnsOf(old);
    const before = await contents(old, columns);
    await old.close();

    const store = await openStore(place);
    for (const name of Object.keys(tables) as KeyedTableName[]) {
      if ((name as string) === 'changes' || !columns.has(tableSql(name).name)) continue;
      const rows = await store.read((tx) => tx.list(name, { where: {} }));
      expect([name, rows.length]).toEqual([name, before[tableSql(name).name]?.length]);
    }
    expect(await store.epoch()).toBe('store_meta.epoch 0');
    const version = await store.write(async (tx) => {
      await tx.put('settings', { id: 'new', value: 1 });
      return tx.version;
    });
    expect(version).toBe(2);
    await store.write((tx) => tx.remove('settings', 'new'));
    await store.close();

    // A later migration may drop a column on purpose; then this test must be told which.
    const reopened = reopenOld(place);
    const after = await contents(reopened, columns);
    await reopened.close();
    for (const table of ['store_meta', 'changes']) {
      delete before[table];
      delete after[table];
    }
    expect(after).toEqual(before);
  },
);
