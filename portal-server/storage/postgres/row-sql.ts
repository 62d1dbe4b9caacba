import { isAdministrationScoped, isSynced, type SyncedTableName, type TableName } from '../../../src-shared/schema/index.ts';
import { type ColumnSpec, type SqlDialect, tableSql } from '../../../src-shared/schema/sqlite-rows.ts';

const quote = (name: string): string => `"${name}"`;

export const postgres: SqlDialect = {
  bind(params, value) {
    params.push(value);
    return `$${params.length}`;
  },
  // One parameter, so that lists of every length share a prepared statement.
  in: (params, quoted, values) => `${quoted} = ANY(${postgres.bind(params, [...values])})`,
  orderBy(columns, by) {
    // Rows that compare equal come in the order they were made (ids are in order of time); PostgreSQL keeps no order of its own.
    const rest = columns.some(({ name }) => name === 'id') && by?.column.name !== 'id' ? ['"id"'] : [];
    const order = by ? [`${quote(by.column.name)} ${by.direction}${nulls(by.column, by.direction)}`, ...rest] : rest;
    return order.length ? ` ORDER BY ${order.join(', ')}` : '';
  },
};

/** Left out where there is no NULL, because the words would keep an index from being used. */
const nulls = ({ column }: ColumnSpec, direction: 'ASC' | 'DESC'): string =>
  column.notNull ? '' : direction === 'ASC' ? ' NULLS FIRST' : ' NULLS LAST';

const ARRAY_TYPES: Record<string, string> = { SQLiteInteger: 'bigint', SQLiteBoolean: 'boolean', SQLiteReal: 'double precision' };

interface RowSql {
  get: string;
  byIds: string;
  remove: string;
  /** Many rows at a time: one array per column. */
  insert: string;
  upsert: string;
}

const cache = new Map<TableName, RowSql>();

export function rowSql(name: TableName): RowSql {
  let sql = cache.get(name);
  if (!sql) {
    sql = build(name);
    cache.set(name, sql);
  }
  return sql;
}

function build(name: TableName): RowSql {
  const { select, columns } = tableSql(name);
  const table = quote(tableSql(name).name);
  const list = columns.map((column) => quote(column.name)).join(', ');
  const updates = columns
    .filter((column) => column.name !== 'id')
    .map((column) => `${quote(column.name)} = excluded.${quote(column.name)}`);
  const insert = `INSERT INTO ${table} (${list}) SELECT * FROM ${arrays(columns)}`;
  const put = `${insert} ON CONFLICT ("id") DO UPDATE SET ${updates.join(', ')}`;
  return {
    get: `${select} WHERE "id" = $1`,
    byIds: `${select} WHERE "id" = ANY($1)`,
    remove: `DELETE FROM ${table} WHERE "id" = $1`,
    insert,
    upsert: isSynced(name) ? withStamps(name, columns, put) : put,
  };
}

const arrays = (columns: readonly ColumnSpec[]): string =>
  `unnest(${columns.map(({ column }, index) => `$${index + 1}::${ARRAY_TYPES[column.columnType] ?? 'text'}[]`).join(', ')})`;

export const STAMP = 'ON CONFLICT (scope, table_name, row_id) DO UPDATE SET version = excluded.version, deleted = excluded.deleted';

/**
 * The rows, their stamps in the change log and the tombstones they leave in scopes they move out of, in one statement.
 * Parameters after the columns': the rows' scopes, the table's name, the version and, for rows of an administration,
 * what precedes its id in a scope.
 */
function withStamps(name: SyncedTableName, columns: readonly ColumnSpec[], put: string): string {
  const [scopes, table, version, prefix] = [1, 2, 3, 4].map((place) => `$${columns.length + place}`);
  const id = `$${columns.findIndex((column) => column.name === 'id') + 1}::text[]`;
  const old = `${prefix}::text || old.administration_id`;
  const left = ` UNION ALL SELECT ${old}, old.id, true FROM ${quote(tableSql(name).name)} old JOIN written ON written.id = old.id WHERE ${old} <> written.scope`;
  return `WITH written AS (SELECT * FROM unnest(${id}, ${scopes}::text[]) AS w(id, scope)),
    stamps AS (SELECT scope, id, false AS deleted FROM written${isAdministrationScoped(name) ? left : ''}),
    put AS (${put})
    INSERT INTO changes (scope, table_name, row_id, version, deleted) SELECT scope, ${table}, id, ${version}, deleted FROM stamps ${STAMP}`;
}

/** Rows in column order as one array per column, which is how {@link RowSql.insert} takes them. */
export function byColumn(rows: readonly (readonly unknown[])[], width: number): unknown[][] {
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column]));
}
