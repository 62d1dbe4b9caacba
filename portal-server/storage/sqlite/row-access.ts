import type BetterSqlite3 from 'better-sqlite3';
import { isAdministrationScoped, type KeyedTableName } from '../../../src-shared/schema/index.ts';
import { decodeRow, type ListOptions, listSql, tableSql } from '../../../src-shared/schema/sqlite-rows.ts';
import type { ReadTx } from '../store.ts';

/** Keeps prepared statements of one connection by their text. */
export class Statements {
  private readonly cache = new Map<string, BetterSqlite3.Statement>();
  private readonly connection: BetterSqlite3.Database;

  constructor(connection: BetterSqlite3.Database) {
    this.connection = connection;
  }

  get(sql: string): BetterSqlite3.Statement {
    let statement = this.cache.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.cache.set(sql, statement);
    }
    return statement;
  }

  /** Raw arrays instead of objects: rows are decoded by column order. */
  raw(sql: string): BetterSqlite3.Statement {
    const key = `raw:${sql}`;
    let statement = this.cache.get(key);
    if (!statement) {
      statement = this.connection.prepare(sql).raw();
      this.cache.set(key, statement);
    }
    return statement;
  }
}

/** Ids bound to one statement; SQLite allows far more, but a statement per list length must stay rare. */
const IDS_PER_STATEMENT = 500;

export function rowReader(statements: Statements): Pick<ReadTx, 'get' | 'list' | 'scan' | 'rawRows'> {
  return {
    async get(table, id) {
      const values = statements.raw(tableSql(table).get).get(id) as unknown[] | undefined;
      return values && decodeRow(table, values);
    },
    async list<T extends KeyedTableName>(table: T, options: ListOptions<T>) {
      const { sql, params } = listSql(table, options);
      const rows = statements.raw(sql).all(...params) as unknown[][];
      return rows.map((values) => decodeRow(table, values));
    },
    async *scan(table, administrationId, batchSize) {
      const scoped = administrationId !== null && isAdministrationScoped(table);
      const { select } = tableSql(table);
      const sql = `${select.replace('SELECT ', 'SELECT rowid, ')} WHERE rowid > ?${scoped ? ' AND administration_id = ?' : ''} ORDER BY rowid LIMIT ?`;
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
      const { select } = tableSql(table);
      for (let i = 0; i < ids.length; i += IDS_PER_STATEMENT) {
        // One JSON parameter instead of a statement per number of ids.
        const chunk = JSON.stringify(ids.slice(i, i + IDS_PER_STATEMENT));
        rows.push(...(statements.raw(`${select} WHERE id IN (SELECT value FROM json_each(?))`).all(chunk) as unknown[][]));
      }
      return rows;
    },
  };
}
