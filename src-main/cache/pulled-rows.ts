import { AppError } from '../../src-shared/kernel/index.ts';
import type { PullLine } from '../../src-shared/protocol/index.ts';
import { isAdministrationScoped, type SyncedTableName, syncedTables, tablesOfScope } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import type { CacheConnection } from './cache.ts';
import { dropSearchTriggers, emptySearchIndexes } from './search-index.ts';
import { clearSummaries } from './summary.ts';
import type { Touched } from './touched.ts';

// The steps of applying a pull to the cache, inside the caller's transaction.

/**
 * @param touched null during a bulk load, after which everything derived is computed anyway
 * @returns how many rows there were
 * @throws AppError `sync.schema-differs` when the server's table has other columns: one of the two is older
 */
export function putRows({ statements }: CacheConnection, line: Extract<PullLine, { type: 'rows' }>, touched: Touched | null): number {
  const table = tableNamed(line.table);
  const { columns, upsert } = tableSql(table);
  const same = columns.length === line.columns.length && columns.every((column, i) => column.name === line.columns[i]);
  if (!same) throw new AppError('sync.schema-differs', { table });
  const statement = statements.get(upsert);
  for (const values of line.rows) {
    if (touched) {
      // The row may belong to another debtor from now on: the one it leaves changes too.
      const before = statements.raw(tableSql(table).get).get(values[0]) as unknown[] | undefined;
      if (before) touched.add(table, before);
      touched.add(table, values);
    }
    statement.run(...values);
  }
  return line.rows.length;
}

export function removeRows({ statements }: CacheConnection, line: Extract<PullLine, { type: 'remove' }>, touched: Touched): void {
  const table = tableNamed(line.table);
  const { get, remove } = tableSql(table);
  for (const id of line.ids) {
    const before = statements.raw(get).get(id) as unknown[] | undefined;
    if (before) touched.add(table, before);
    statements.get(remove).run(id);
  }
}

export function dropScope({ statements }: CacheConnection, scope: string, touched: Touched): void {
  const { names, administrationId } = tablesOfScope(scope);
  for (const name of names) {
    const where = isAdministrationScoped(name) ? ' WHERE administration_id = ?' : '';
    statements.get(`DELETE FROM "${tableSql(name).name}"${where}`).run(...(where ? [administrationId] : []));
    touched.tables.add(name);
  }
  touched.everyDebtor = true;
}

export function clearRows(connection: CacheConnection): void {
  dropSearchTriggers(connection.database);
  for (const name of Object.keys(syncedTables) as SyncedTableName[]) connection.database.exec(`DELETE FROM "${tableSql(name).name}"`);
  emptySearchIndexes(connection.database);
  clearSummaries(connection);
}

function tableNamed(name: string): SyncedTableName {
  if (name in syncedTables) return name as SyncedTableName;
  throw new AppError('sync.schema-differs', { table: name });
}
