import type { KeyedTableName, Row } from './index.ts';
import { decodeRow, type ListOptions, listSql, tableSql } from './sqlite-rows.ts';

/** The part of a synchronous SQLite driver (better-sqlite3) that row access needs; given in, so this folder stays platform-free. */
export interface SqliteStatement {
  get(...params: unknown[]): unknown;
  all(...params: unknown[]): unknown[];
  run(...params: unknown[]): unknown;
  raw(): SqliteStatement;
}

export interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
}

/** Keeps the prepared statements of one connection by their text. */
export class Statements {
  private readonly cache = new Map<string, SqliteStatement>();
  private readonly rawCache = new Map<string, SqliteStatement>();
  private readonly connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.connection = connection;
  }

  get(sql: string): SqliteStatement {
    let statement = this.cache.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.cache.set(sql, statement);
    }
    return statement;
  }

  /** Rows as arrays in column order instead of objects. */
  raw(sql: string): SqliteStatement {
    let statement = this.rawCache.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql).raw();
      this.rawCache.set(sql, statement);
    }
    return statement;
  }
}

/** `get` and `list` of a command's transaction on a SQLite connection. */
export function rowAccess(statements: Statements) {
  return {
    async get<T extends KeyedTableName>(table: T, id: string): Promise<Row<T> | undefined> {
      const values = statements.raw(tableSql(table).get).get(id) as unknown[] | undefined;
      return values && decodeRow(table, values);
    },
    async list<T extends KeyedTableName>(table: T, options: ListOptions<T>): Promise<Row<T>[]> {
      const { sql, params } = listSql(table, options);
      const rows = statements.raw(sql).all(...params) as unknown[][];
      return rows.map((values) => decodeRow(table, values));
    },
  };
}
