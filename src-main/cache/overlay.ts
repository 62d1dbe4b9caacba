import type { Tx } from '../../src-shared/commands/index.ts';
import { type KeyedTableName, type NewRow, syncedTables } from '../../src-shared/schema/index.ts';
import { rowAccess } from '../../src-shared/schema/sqlite-access.ts';
import { encodeRow, tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import type { CacheConnection } from './cache.ts';
import type { Touched } from './touched.ts';

/**
 * The transaction of an optimistic command: writes go to the cache, and what each row was before is kept so that the
 * server's answer can replace it.
 */
export function overlayTx({ statements }: CacheConnection, touched: Touched): Tx {
  const keepBefore = (table: KeyedTableName, id: string): unknown[] | undefined => {
    const before = statements.raw(tableSql(table).get).get(id) as unknown[] | undefined;
    statements
      .get('INSERT INTO overlay (table_name, row_id, before) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run(table, id, before ? JSON.stringify(before) : null);
    return before;
  };
  return {
    ...rowAccess(statements),
    async put(table, row) {
      // Tables that only the server has are its own affair.
      if (!(table in syncedTables)) return;
      const values = encodeRow(table, row as NewRow<typeof table>);
      keepBefore(table, row.id);
      statements.get(tableSql(table).upsert).run(...values);
      touched.add(table, values);
    },
    async remove(table, id) {
      if (!(table in syncedTables)) return;
      const before = keepBefore(table, id);
      statements.get(tableSql(table).remove).run(id);
      if (before) touched.add(table, before);
    },
  };
}

/** Puts every optimistically changed row back as the server last sent it. */
export function restoreOverlay({ statements }: CacheConnection, touched: Touched): void {
  const rows = statements.get('SELECT table_name, row_id, before FROM overlay').all() as {
    table_name: KeyedTableName;
    row_id: string;
    before: string | null;
  }[];
  for (const { table_name: table, row_id: id, before } of rows) {
    const current = statements.raw(tableSql(table).get).get(id) as unknown[] | undefined;
    if (current) touched.add(table, current);
    if (before === null) {
      statements.get(tableSql(table).remove).run(id);
    } else {
      const values = JSON.parse(before) as unknown[];
      statements.get(tableSql(table).upsert).run(...values);
      touched.add(table, values);
    }
  }
  statements.get('DELETE FROM overlay').run();
}
