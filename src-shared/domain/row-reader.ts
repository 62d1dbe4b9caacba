import type { KeyedTableName, Row } from '../schema/index.ts';
import type { ListOptions } from '../schema/sqlite-rows.ts';

/** What rules read with: the server's store, a command's transaction and the desktop's cache all fit. */
export interface RowReader {
  get<T extends KeyedTableName>(table: T, id: string): Promise<Row<T> | undefined>;
  list<T extends KeyedTableName>(table: T, options: ListOptions<T>): Promise<Row<T>[]>;
}
