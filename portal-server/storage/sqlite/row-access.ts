import { isAdministrationScoped, isSynced } from '../../../src-shared/schema/index.ts';
import { rowAccess, type Statements } from '../../../src-shared/schema/sqlite-access.ts';
import { tableSql } from '../../../src-shared/schema/sqlite-rows.ts';
import type { ReadTx } from '../store.ts';

/** Ids bound to one statement; a statement per list length would never be reused, hence the JSON array. */
const IDS_PER_STATEMENT = 500;

export function rowReader(statements: Statements): Pick<ReadTx, 'get' | 'list' | 'scan' | 'rawRows'> {
  return {
    ...rowAccess(statements),
    async *scan(table, administrationId, batchSize) {
      const scoped = administrationId !== null && isSynced(table) && isAdministrationScoped(table);
      const { select } = tableSql(table);
      const sql = `${select.replace('SELECT ', 'SELECT rowid, ')} WHERE rowid > ?${scoped ? ' AND +administration_id = ?' : ''} ORDER BY rowid LIMIT ?`;
      const statement = statements.raw(sql);
      let last = 0;
      for (;;) {
        const rows = statement.all(...(scoped ? [last, administrationId, batchSize] : [last, batchSize])) as unknown[][];
        if (rows.length === 0) return;
        last = rows.at(-1)?.[0] as number;
        for (const row of rows) row.shift();
        yield rows;
      }
    },
    async rawRows(table, ids) {
      const rows: unknown[][] = [];
      const statement = statements.raw(`${tableSql(table).select} WHERE id IN (SELECT value FROM json_each(?))`);
      for (let i = 0; i < ids.length; i += IDS_PER_STATEMENT) {
        rows.push(...(statement.all(JSON.stringify(ids.slice(i, i + IDS_PER_STATEMENT))) as unknown[][]));
      }
      return rows;
    },
  };
}
