import type Database from 'better-sqlite3';

/*
 * What the search finds by words. Each index follows its table by triggers, so that no writer of the cache need know of
 * it; a bulk load drops the triggers and fills the indexes in one pass afterwards. They hold the words only (no copy of the
 * text, no places), which is a third of the size: what is shown comes from the table itself.
 */

/** Every run of three letters: finds any part of a name, and names that are spelt almost so. */
const TRIGRAMS = 'trigram remove_diacritics 1';
const WORDS = 'unicode61 remove_diacritics 2';

interface SearchIndex {
  name: string;
  table: string;
  /** Columns whose text it holds. */
  columns: readonly string[];
  tokenizer: string;
}

const INDEXES: readonly SearchIndex[] = [
  { name: 'search_debtors', table: 'debtors', columns: ['name'], tokenizer: TRIGRAMS },
  { name: 'search_contacts', table: 'contacts', columns: ['name', 'email'], tokenizer: TRIGRAMS },
  { name: 'search_notes', table: 'notes', columns: ['text'], tokenizer: WORDS },
  { name: 'search_mail', table: 'messages', columns: ['subject', 'recipient_name', 'recipient'], tokenizer: WORDS },
];

export const searchTables = INDEXES.map(
  ({ name, tokenizer }) => `
  CREATE VIRTUAL TABLE ${name} USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='${tokenizer}');`,
).join('');

/** Characters of an invoice's number from its end that are indexed; a shorter end is found in too many. */
export const NUMBER_END = 4;

export const searchIndexes = `CREATE INDEX IF NOT EXISTS invoices_number_end ON invoices (substr(number, -${NUMBER_END}));`;

const textOf = (columns: readonly string[], row: string): string => columns.map((column) => `${row}${column}`).join(" || ' ' || ");

function triggersOf({ name, table, columns }: SearchIndex): string {
  const changed = columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ');
  const put = `INSERT INTO ${name} (rowid, text) VALUES (new.rowid, ${textOf(columns, 'new.')});`;
  const remove = `DELETE FROM ${name} WHERE rowid = old.rowid;`;
  return `
  CREATE TRIGGER IF NOT EXISTS ${name}_put AFTER INSERT ON ${table} BEGIN ${put} END;
  CREATE TRIGGER IF NOT EXISTS ${name}_change AFTER UPDATE OF ${columns.join(', ')} ON ${table} WHEN ${changed} BEGIN ${remove} ${put} END;
  CREATE TRIGGER IF NOT EXISTS ${name}_remove AFTER DELETE ON ${table} BEGIN ${remove} END;`;
}

export const searchTriggers = INDEXES.map(triggersOf).join('');

/** Stops following the tables, for a bulk load or a bulk delete; {@link fillSearchIndexes} or {@link emptySearchIndexes} goes on. */
export function dropSearchTriggers(database: Database.Database): void {
  for (const { name } of INDEXES) for (const kind of ['put', 'change', 'remove']) database.exec(`DROP TRIGGER IF EXISTS ${name}_${kind}`);
}

/** Makes the indexes anew from the tables, and follows them from here on. */
export function fillSearchIndexes(database: Database.Database): void {
  emptySearchIndexes(database);
  for (const { name, table, columns } of INDEXES)
    database.exec(`INSERT INTO ${name} (rowid, text) SELECT rowid, ${textOf(columns, '')} FROM ${table}`);
}

/** Forgets all words, and follows the tables from here on. */
export function emptySearchIndexes(database: Database.Database): void {
  for (const { name } of INDEXES) database.exec(`INSERT INTO ${name} (${name}) VALUES ('delete-all')`);
  database.exec(searchTriggers);
}
