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

const kept = new WeakMap<object, { version: unknown; answers: Map<string, unknown> }>();

/** Works something out once and keeps it until the next commit on the cache. */
export function keptUntilCommit<T>({ cache, today }: QueryContext, key: string, work: () => T): T {
  const version = `${cache.reader.database.pragma('data_version', { simple: true })} ${today}`;
  let current = kept.get(cache);
  if (current?.version !== version) {
    current = { version, answers: new Map() };
    kept.set(cache, current);
  }
  if (!current.answers.has(key)) current.answers.set(key, work());
  return current.answers.get(key) as T;
}
