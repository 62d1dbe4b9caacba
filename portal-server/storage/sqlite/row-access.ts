import type BetterSqlite3 from 'better-sqlite3';
import type { Tx } from '../../../src-shared/commands/index.ts';
import type { KeyedTableName } from '../../../src-shared/schema/index.ts';
import { decodeRow, type ListOptions, listSql, tableSql } from '../../../src-shared/schema/sqlite-rows.ts';

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

export function rowReader(statements: Statements): Pick<Tx, 'get' | 'list'> {
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
  };
}
