import { Column, getTableColumns } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type NewRow, type Row, type TableName, tables } from './index.ts';

/** A condition on one column: equality, or one of a few comparisons. All of them exist alike on both engines. */
export type Condition<V> = V | { in: readonly NonNullable<V>[] } | { lt?: V; lte?: V; gt?: V; gte?: V } | { not: V };
export type Where<T extends TableName> = { [K in keyof Row<T>]?: Condition<Row<T>[K]> };

export interface ListOptions<T extends TableName> {
  where: Where<T>;
  orderBy?: { column: keyof Row<T> & string; direction?: 'asc' | 'desc' };
  limit?: number;
}

export interface SqlText {
  sql: string;
  params: unknown[];
}

export interface ColumnSpec {
  key: string;
  name: string;
  column: SQLiteColumn;
  /** Read as the driver gives it: most columns, and lists are long. */
  plain: boolean;
}

/** How one drizzle table reads and writes on SQLite with prepared statements, computed once. */
export interface TableSql {
  name: string;
  columns: readonly ColumnSpec[];
  byKey: ReadonlyMap<string, ColumnSpec>;
  createStatements: readonly string[];
  select: string;
  upsert: string;
  get: string;
  remove: string;
}

const quote = (name: string): string => `"${name}"`;
const specs = new Map<TableName, TableSql>();

export function tableSql(name: TableName): TableSql {
  let spec = specs.get(name);
  if (!spec) {
    spec = buildTableSql(tables[name] as SQLiteTable);
    specs.set(name, spec);
  }
  return spec;
}

function buildTableSql(table: SQLiteTable): TableSql {
  const { name } = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: column.name,
    column: column as SQLiteColumn,
    plain: column.mapFromDriverValue === Column.prototype.mapFromDriverValue,
  }));
  const names = columns.map((column) => quote(column.name));
  const updates = names.filter((column) => column !== '"id"').map((column) => `${column} = excluded.${column}`);
  const select = `SELECT ${names.join(', ')} FROM ${quote(name)}`;
  return {
    name,
    columns,
    byKey: new Map(columns.map((column) => [column.key, column])),
    createStatements: createStatements(table),
    select,
    upsert: `INSERT INTO ${quote(name)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT("id") DO UPDATE SET ${updates.join(', ')}`,
    get: `${select} WHERE "id" = ?`,
    remove: `DELETE FROM ${quote(name)} WHERE "id" = ?`,
  };
}

/** DDL for a store that can be thrown away and rebuilt (the desktop's cache). Lasting stores use the generated migrations. */
function createStatements(table: SQLiteTable): string[] {
  const { name, columns, indexes, primaryKeys } = getTableConfig(table);
  const lines = columns.map((column) => {
    const parts = [quote(column.name), column.getSQLType()];
    if (column.primary) parts.push('PRIMARY KEY');
    if (column.notNull) parts.push('NOT NULL');
    if (column.hasDefault && column.default !== undefined) parts.push(`DEFAULT ${literal(column.mapToDriverValue(column.default))}`);
    return parts.join(' ');
  });
  for (const key of primaryKeys) lines.push(`PRIMARY KEY (${key.columns.map((column) => quote(column.name)).join(', ')})`);
  const create = `CREATE TABLE ${quote(name)} (${lines.join(', ')})`;
  return [create, ...indexes.map((index) => createIndex(name, index.config))];
}

function createIndex(table: string, config: { name: string; unique: boolean; columns: unknown[] }): string {
  const columns = config.columns.map((column) => quote((column as SQLiteColumn).name)).join(', ');
  return `CREATE ${config.unique ? 'UNIQUE ' : ''}INDEX ${quote(config.name)} ON ${quote(table)} (${columns})`;
}

function literal(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value === null) return 'NULL';
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** A row object as the statement's parameters, in column order; columns left out get their default. */
export function encodeRow<T extends TableName>(name: T, row: NewRow<T>): unknown[] {
  return tableSql(name).columns.map(({ key, column }) => {
    const value = (row as Record<string, unknown>)[key];
    if (value === undefined) {
      if (column.default !== undefined) return column.mapToDriverValue(column.default);
      return null;
    }
    return value === null ? null : storable(column.mapToDriverValue(value));
  });
}

/**
 * Text as every engine can keep it: PostgreSQL has no NUL and neither has lone surrogates, which come in with foreign
 * mail and files. They become U+FFFD, as text decoders do, rather than a row that one engine takes and the other refuses.
 */
export function storable(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  return text.isWellFormed() ? text : text.toWellFormed();
}

/** A raw driver row (array in column order) as the row object. */
export function decodeRow<T extends TableName>(name: T, values: readonly unknown[]): Row<T> {
  const row: Record<string, unknown> = {};
  const { columns } = tableSql(name);
  for (let i = 0; i < columns.length; i += 1) {
    const { key, column, plain } = columns[i] as ColumnSpec;
    const value = values[i];
    row[key] = plain || value === null ? value : column.mapFromDriverValue(value);
  }
  return row as Row<T>;
}

/** What differs between the engines' SQL for the same conditions. */
export interface SqlDialect {
  /** Adds the value to the parameters and answers its place in the text. */
  bind(params: unknown[], value: unknown): string;
  /** Membership in a list that is not empty. */
  in(params: unknown[], quoted: string, values: readonly unknown[]): string;
  /** NULL comes first in ascending order and last in descending, as SQLite has it. */
  orderBy(columns: readonly ColumnSpec[], by: { column: ColumnSpec; direction: 'ASC' | 'DESC' } | null): string;
}

const sqlite: SqlDialect = {
  bind(params, value) {
    params.push(value);
    return '?';
  },
  in: (params, quoted, values) => `${quoted} IN (${values.map((value) => sqlite.bind(params, value)).join(', ')})`,
  orderBy: (_columns, by) => (by ? ` ORDER BY ${quote(by.column.name)} ${by.direction}` : ''),
};

/** SELECT with portable conditions; identifiers come from the schema only, values are always bound. */
export function listSql<T extends TableName>(name: T, options: ListOptions<T>, dialect: SqlDialect = sqlite): SqlText {
  const spec = tableSql(name);
  const params: unknown[] = [];
  const clauses = Object.entries(options.where).map(([key, condition]) => {
    const column = spec.byKey.get(key);
    if (!column) throw new Error(`no column ${key} in ${name}`);
    return conditionSql(column, condition, params, dialect);
  });
  let sql = spec.select;
  if (clauses.length) sql += ` WHERE ${clauses.join(' AND ')}`;
  const { orderBy } = options;
  const direction = orderBy?.direction === 'desc' ? 'DESC' : 'ASC';
  sql += dialect.orderBy(spec.columns, orderBy ? { column: spec.byKey.get(orderBy.column) as ColumnSpec, direction } : null);
  if (options.limit !== undefined) sql += ` LIMIT ${dialect.bind(params, options.limit)}`;
  return { sql, params };
}

const OPERATORS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function conditionSql({ name, column }: ColumnSpec, condition: unknown, params: unknown[], dialect: SqlDialect): string {
  const quoted = quote(name);
  const driver = (value: unknown): unknown => (value === null ? null : storable(column.mapToDriverValue(value)));
  const bind = (value: unknown): string => dialect.bind(params, driver(value));
  if (condition === null) return `${quoted} IS NULL`;
  if (typeof condition !== 'object') return `${quoted} = ${bind(condition)}`;
  if ('in' in condition) {
    const values = condition.in as unknown[];
    return values.length ? dialect.in(params, quoted, values.map(driver)) : '1 = 0';
  }
  if ('not' in condition) return condition.not === null ? `${quoted} IS NOT NULL` : `${quoted} <> ${bind(condition.not)}`;
  const parts = Object.entries(OPERATORS)
    .filter(([key]) => (condition as Record<string, unknown>)[key] !== undefined)
    .map(([key, operator]) => `${quoted} ${operator} ${bind((condition as Record<string, unknown>)[key])}`);
  return parts.length ? parts.join(' AND ') : '1 = 1';
}
