import { getTableColumns, sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  type PgColumn,
  type PgTable,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type TableName, type Tables, tables } from '../../../src-shared/schema/index.ts';

/** Ordered and compared byte by byte, as SQLite does, whatever the database's own locale is. */
const binaryText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** JSON as the text it was given as: key order and number spelling are the same on both engines, and no query looks inside. */
const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (text) => JSON.parse(text) as unknown,
});

/** PostgreSQL's counterpart of each SQLite column type that the schema uses; integers are read as numbers. */
const BUILDERS = {
  SQLiteText: (name: string) => binaryText(name),
  SQLiteTextJson: (name: string) => jsonText(name),
  SQLiteInteger: (name: string) => bigint(name, { mode: 'number' }),
  SQLiteBoolean: (name: string) => boolean(name),
  SQLiteReal: (name: string) => doublePrecision(name),
} as const;

const isKnown = (type: string): type is keyof typeof BUILDERS => type in BUILDERS;

function deriveColumn(column: SQLiteColumn) {
  if (!isKnown(column.columnType)) throw new Error(`no PostgreSQL type for ${column.columnType} (column ${column.name})`);
  let builder = BUILDERS[column.columnType](column.name) as ReturnType<typeof binaryText>;
  if (column.primary) builder = builder.primaryKey() as typeof builder;
  if (column.notNull) builder = builder.notNull() as typeof builder;
  if (column.hasDefault) builder = builder.default(defaultOf(column)) as typeof builder;
  return builder;
}

/** A JSON default is written into the DDL as the text it is kept as; drizzle-kit would not quote it. */
function defaultOf(column: SQLiteColumn): never {
  if (column.columnType !== 'SQLiteTextJson') return column.default as never;
  return sql.raw(`'${JSON.stringify(column.default).replaceAll("'", "''")}'`) as never;
}

/** The same table for PostgreSQL. @throws Error when the table uses something that has no counterpart here */
export function deriveTable(table: SQLiteTable): PgTable {
  const { name, indexes, primaryKeys, foreignKeys, checks, uniqueConstraints } = getTableConfig(table);
  if (foreignKeys.length || checks.length || uniqueConstraints.length)
    throw new Error(`${name}: only indexes and primary keys are derived`);
  const columns = Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, column]) => [key, deriveColumn(column as SQLiteColumn)]),
  );
  const key = new Map(Object.entries(getTableColumns(table)).map(([property, column]) => [column.name, property]));
  return pgTable(name, columns, (own) => {
    const on = (list: readonly unknown[]) =>
      list.map((column) => own[key.get((column as SQLiteColumn).name) ?? '']) as unknown as [PgColumn];
    return [
      ...indexes.map(({ config }) => {
        if (config.where) throw new Error(`${config.name}: partial indexes are not derived`);
        return (config.unique ? uniqueIndex(config.name) : index(config.name)).on(...on(config.columns));
      }),
      ...primaryKeys.map(({ columns: list }) => primaryKey({ columns: on(list) })),
    ];
  });
}

/** Every table of the schema as PostgreSQL has it, by the name commands use. */
export const postgresTables = Object.fromEntries(
  Object.entries(tables).map(([name, table]) => [name, deriveTable(table as SQLiteTable)]),
) as Record<TableName, PgTable>;

/** For queries that are written once for both engines: drizzle builds them alike from either kind of table. */
export const queryTables = postgresTables as unknown as Tables;
