import type { Day } from '../../src-shared/kernel/index.ts';
import type { Cache } from '../cache/cache.ts';

/** What a read model is given: the cache and the business day. */
export interface QueryContext {
  cache: Cache;
  today: Day;
}

/** One row of a prepared statement on the reader; column names as in the SQL. */
export function all<T>({ cache }: QueryContext, sql: string, ...params: unknown[]): T[] {
  return cache.reader.statements.get(sql).all(...params) as T[];
}

export function one<T>({ cache }: QueryContext, sql: string, ...params: unknown[]): T | undefined {
  return cache.reader.statements.get(sql).get(...params) as T | undefined;
}

/** A LIKE pattern that takes the user's text literally; use with ESCAPE '\'. */
export const likePattern = (text: string, anywhere: boolean): string =>
  `${anywhere ? '%' : ''}${text.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;
