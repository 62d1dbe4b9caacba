import { integer, text } from 'drizzle-orm/sqlite-core';
import type { Day } from '../kernel/index.ts';

/** UUIDv7 as text. */
export const id = () => text('id').primaryKey();
export const reference = (name: string) => text(name);
/** Business date, YYYY-MM-DD. */
export const dayColumn = (name: string) => text(name).$type<Day>();
/** Instant in UTC, ISO 8601. */
export const instantColumn = (name: string) => text(name);
/** Amount in integer minor units of the row's currency. */
export const amount = (name: string) => integer(name);
export const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull().default(false);
/** Structured data that no query filters on. */
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
/** Version of the change that last wrote the row; set by the store, read as "expected version" by commands. */
export const rowVersion = () => integer('row_version').notNull().default(0);
