import type { Tx } from '../../src-shared/commands/index.ts';
import { type KeyedTableName, type NewRow, syncedTables } from '../../src-shared/schema/index.ts';
import { rowAccess } from '../../src-shared/schema/sqlite-access.ts';
import { encodeRow, tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import type { CacheConnection } from './cache.ts';
import type { Touched } from './touched.ts';

/**
 * The transaction of an optimistic command: writes go to the cache, and what each row was before is kept so that the
 * server's answer can replace it, with the last command that changed it.
 */
export function overlayTx({ statements }: CacheConnection, touched: Touched, commandId: string): Tx {
  const keepBefore = (table: KeyedTableName, id: string): unknown[] | undefined => {
    const before = statements.raw(tableSql(table).get).get(id) as unknown[] | undefined;
    statements
      .get(
        'INSERT INTO overlay (table_name, row_id, before, command_id) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET command_id = excluded.command_id',
      )
      .run(table, id, before ? JSON.stringify(before) : null, commandId);
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

/** The command of this user that a row owes its present values to, while the server has not sent them. */
export function overlaidBy({ statements }: CacheConnection, table: string, id: string): string | undefined {
  const row = statements.get('SELECT command_id FROM overlay WHERE table_name = ? AND row_id = ?').get(table, id);
  return (row as { command_id: string } | undefined)?.command_id;
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
