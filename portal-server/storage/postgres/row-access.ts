import { isAdministrationScoped, isSynced, type TableName } from '../../../src-shared/schema/index.ts';
import { decodeRow, listSql, tableSql } from '../../../src-shared/schema/sqlite-rows.ts';
import type { ReadTx } from '../store.ts';
import { postgres, rowSql } from './row-sql.ts';
import type { Session } from './session.ts';

let cursors = 0;

/** The reading half of a transaction; `before` runs ahead of every look at a table. */
export function rowReader(
  session: Session,
  before: (table: TableName) => Promise<void> = async () => undefined,
): Pick<ReadTx, 'get' | 'list' | 'scan' | 'scanText' | 'rawRows'> {
  const reader: ReturnType<typeof rowReader> = {
    async get(table, id) {
      await before(table);
      const [values] = await session.rows(rowSql(table).get, [id]);
      return values && decodeRow(table, values);
    },
    async list(table, options) {
      await before(table);
      const { sql, params } = listSql(table, options, postgres);
      return (await session.rows(sql, params)).map((values) => decodeRow(table, values));
    },
    async *scan(table, administrationId, batchSize) {
      await before(table);
      const scoped = administrationId !== null && isSynced(table) && isAdministrationScoped(table);
      cursors += 1;
      const cursor = `scan${cursors}`;
      const where = scoped ? ` WHERE administration_id = ${session.client.escapeLiteral(administrationId)}` : '';
      // All rows are wanted, not the first few soon, which is what the planner takes a cursor for.
      await session.run(`SET LOCAL cursor_tuple_fraction = 1; DECLARE ${cursor} NO SCROLL CURSOR FOR ${tableSql(table).select}${where}`);
      // The server reads on while the rows before are being dealt with.
      const fetch = (): Promise<unknown[][]> => {
        const rows = session.run(`FETCH ${Math.trunc(batchSize)} FROM ${cursor}`);
        // Looked at when it is its turn; a reader that has stopped by then does not want to know.
        rows.catch(() => undefined);
        return rows;
      };
      let next = fetch();
      for (;;) {
        const rows = await next;
        if (rows.length < batchSize) {
          if (rows.length) yield rows;
          break;
        }
        next = fetch();
        yield rows;
      }
      await session.run(`CLOSE ${cursor}`);
    },
    async *scanText(table, administrationId, batchSize) {
      for await (const rows of reader.scan(table, administrationId, batchSize)) yield JSON.stringify(rows);
    },
    async rawRows(table, ids) {
      await before(table);
      return session.rows(rowSql(table).byIds, [ids]);
    },
  };
  return reader;
}
