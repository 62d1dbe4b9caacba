import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../../src-shared/commands/index.ts';
import type { SyncedTableName, TableName, Tables } from '../../src-shared/schema/index.ts';

/** Drizzle's query builder on whichever engine is below. Await every query; results are the same on both engines. */
export type QueryBuilder = BaseSQLiteDatabase<'async', unknown>;

/** A consistent view of the data, for as long as the body runs. */
export interface ReadTx extends Pick<Tx, 'get' | 'list'> {
  readonly db: QueryBuilder;
  /** The engine's own tables, to be used with {@link db}. */
  readonly tables: Tables;
  /**
   * All rows of a table that belong to an administration (null: all rows), in batches, as raw values in column order the
   * way SQLite keeps them: what travels to a desktop's cache, or to another store, without being decoded on the way.
   */
  scan(table: TableName, administrationId: string | null, batchSize: number): AsyncIterable<unknown[][]>;
  /** The same batches, each as the text of a JSON array of rows: a snapshot is sent without becoming values on the way. */
  scanText(table: TableName, administrationId: string | null, batchSize: number): AsyncIterable<string>;
  /** The rows of these ids, raw as in {@link scan}; ids that do not exist are left out. */
  rawRows(table: SyncedTableName, ids: readonly string[]): Promise<unknown[][]>;
}

export interface WriteTx extends Tx, ReadTx {
  /** Version that every row written here gets. */
  readonly version: number;
  /** Adds raw rows as {@link ReadTx.scan} gives them, with no version and no trace in the change log: only to fill an empty store. */
  insertRaw(table: TableName, rows: readonly (readonly unknown[])[]): Promise<void>;
  /** Runs the body so that its writes can be undone alone when it throws. */
  savepoint<T>(body: () => Promise<T>): Promise<T>;
}

/** The authoritative store. One implementation per engine; nothing outside `storage/` knows which it is. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  /** Changes when the data was put back from a backup or moved: clients then load everything anew. */
  epoch(): Promise<string>;
  read<T>(body: (tx: ReadTx) => Promise<T>): Promise<T>;
  /**
   * The one write door. Bodies run one after another, each in one transaction that is rolled back when it throws.
   * No network call inside: side effects go to the outbox table.
   */
  write<T>(body: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Tells of every committed write that touched a synced row. Returns the way to stop listening. */
  onCommit(listener: (version: number) => void): () => void;
  close(): Promise<void>;
}
