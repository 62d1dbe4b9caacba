import { drizzle } from 'drizzle-orm/node-postgres';
import {
  administrationScope,
  isAdministrationScoped,
  isSynced,
  type NewRow,
  type SyncedTableName,
  scopeOf,
  sqlName,
  type TableName,
} from '../../../src-shared/schema/index.ts';
import { encodeRow, storable, tableSql } from '../../../src-shared/schema/sqlite-rows.ts';
import type { QueryBuilder, WriteTx } from '../store.ts';
import { rowReader } from './row-access.ts';
import { byColumn, rowSql, STAMP } from './row-sql.ts';
import { drizzleClient, type Session } from './session.ts';
import { queryTables } from './tables.ts';

/** Rows that wait to be written together; a bound for memory and for the size of one statement. */
const MAX_WAITING = 500;

/**
 * Puts are gathered and written many at a time, because each statement is a way to the server and back. They are written
 * before anything looks at their table and at the latest with the savepoint or transaction, which is where a put that
 * breaks a unique key fails.
 */
export class PostgresWriteTx implements WriteTx {
  readonly version: number;
  readonly db: QueryBuilder;
  readonly tables = queryTables;
  readonly get: WriteTx['get'];
  readonly list: WriteTx['list'];
  readonly scan: WriteTx['scan'];
  readonly scanText: WriteTx['scanText'];
  readonly rawRows: WriteTx['rawRows'];
  /** True once a row that clients hold a copy of was written. */
  touched = false;
  private depth = 0;
  private readonly waiting = new Map<TableName, Map<string, { values: unknown[]; scope: string }>>();
  private readonly session: Session;

  constructor(session: Session, version: number) {
    this.session = session;
    this.version = version;
    const reader = rowReader(session, (table) => this.flushTable(table));
    this.get = reader.get;
    this.list = reader.list;
    this.scan = reader.scan;
    this.scanText = reader.scanText;
    this.rawRows = reader.rawRows;
    this.db = drizzle(
      drizzleClient(async (config, values) => {
        await this.flush();
        return session.send(config, values);
      }),
    ) as unknown as QueryBuilder;
  }

  put: WriteTx['put'] = async (table, row) => {
    const synced = isSynced(table);
    const scope = synced ? scopeOf(table, row) : '';
    const values = synced
      ? encodeRow<SyncedTableName>(table, { ...row, rowVersion: this.version } as NewRow<SyncedTableName>)
      : encodeRow(table, row);
    if (synced) this.touched = true;
    // A statement may not touch a row twice.
    if (this.waiting.get(table)?.has(row.id)) await this.flushTable(table);
    const rows = this.waiting.get(table) ?? new Map<string, { values: unknown[]; scope: string }>();
    this.waiting.set(table, rows.set(row.id, { values, scope }));
    if (rows.size >= MAX_WAITING) await this.flushTable(table);
  };

  remove: WriteTx['remove'] = async (table, id) => {
    await this.flushTable(table);
    if (isSynced(table)) await this.stampRemoval(table, id);
    await this.session.rows(rowSql(table).remove, [id]);
  };

  insertRaw: WriteTx['insertRaw'] = async (table, rows) => {
    await this.session.rows(
      rowSql(table).insert,
      byColumn(
        rows.map((row) => row.map(storable)),
        tableSql(table).columns.length,
      ),
    );
  };

  async savepoint<T>(body: () => Promise<T>): Promise<T> {
    await this.flush();
    this.depth += 1;
    const name = `sp${this.depth}`;
    await this.session.run(`SAVEPOINT ${name}`);
    try {
      const result = await body();
      await this.flush();
      await this.session.run(`RELEASE ${name}`);
      return result;
    } catch (error) {
      this.waiting.clear();
      // A connection that is gone has rolled back everything; its own error says so.
      if (!this.session.broken) await this.session.run(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.depth -= 1;
    }
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    for (const table of [...this.waiting.keys()]) await this.flushTable(table);
  }

  private async flushTable(table: TableName): Promise<void> {
    const rows = this.waiting.get(table);
    if (!rows?.size) return;
    this.waiting.delete(table);
    const list = [...rows.values()];
    const params: unknown[] = byColumn(
      list.map(({ values }) => values),
      tableSql(table).columns.length,
    );
    if (isSynced(table)) {
      params.push(
        list.map(({ scope }) => scope),
        table,
        this.version,
      );
      if (isAdministrationScoped(table)) params.push(administrationScope(''));
    }
    await this.session.rows(rowSql(table).upsert, params);
  }

  private async stampRemoval(table: SyncedTableName, id: string): Promise<void> {
    const column = isAdministrationScoped(table) ? 'administration_id' : 'id';
    const [row] = await this.session.rows(`SELECT ${column} FROM "${sqlName(table)}" WHERE id = $1`, [id]);
    if (!row) return;
    this.touched = true;
    const scope = scopeOf(table, { administrationId: row[0] });
    const sql = `INSERT INTO changes (scope, table_name, row_id, version, deleted) VALUES ($1, $2, $3, $4, true) ${STAMP}`;
    await this.session.rows(sql, [scope, table, id, this.version]);
  }
}
