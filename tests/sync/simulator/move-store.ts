import type { Store } from '../../../portal-server/storage/store.ts';
import { type TableName, tables } from '../../../src-shared/schema/index.ts';

/** Carries every row over to an empty store, row versions and all, through the store's own port. */
export async function moveStore(from: Store, to: Store): Promise<void> {
  const names = (Object.keys(tables) as TableName[]).filter((name) => name !== 'storeMeta');
  await from.read((source) =>
    to.write(async (target) => {
      for (const name of names) {
        const rows = await source.db.select().from(source.tables[name]);
        for (const row of rows) await target.db.insert(target.tables[name]).values(row as never);
      }
      const meta = await source.get('storeMeta', 'store');
      if (meta) await target.put('storeMeta', { ...meta, version: Math.max(meta.version, target.version) });
    }),
  );
}
