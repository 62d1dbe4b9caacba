import type { QueryArgs, QueryResult, SearchHits, SearchRef } from '../../src-shared/contract/index.ts';
import { NUMBER_END } from '../cache/search-index.ts';
import { searchText } from '../cache/search-text.ts';
import { all, one, type QueryContext } from './context.ts';
import { matching, quoted, rarest, searchDebtors, wordsOf } from './search-debtors.ts';
import { trigramsOf } from './spelling.ts';

/** Contacts that have the rarest letters of the words are looked at up to here. */
const MOST_LOOKED_AT = 500;
const SHOWN_TEXT = 160;

/** Everything at once, a few of each kind. */
export function searchAll(ctx: QueryContext, { text, limit }: Required<QueryArgs<'search.all'>>): SearchHits {
  const wanted = text.trim();
  if (!wanted) return { debtors: [], invoices: [], contacts: [], notes: [], mail: [] };
  return {
    debtors: searchDebtors(ctx, { text: wanted, limit }),
    invoices: searchInvoices(ctx, wanted, limit),
    contacts: searchContacts(ctx, wanted, limit),
    notes: searchNotes(ctx, wanted, limit),
    mail: searchMail(ctx, wanted, limit),
  };
}

type Invoice = SearchHits['invoices'][number];
const INVOICE = `SELECT i.id, i.number, i.due_date AS dueDate, i.open, i.currency, i.debtor_id AS debtorId, d.name AS debtorName
  FROM invoices i JOIN debtors d ON d.id = i.debtor_id`;

/** By the start of the number, or by at least its last four characters, as people read it out. Open ones first. */
function searchInvoices(ctx: QueryContext, wanted: string, limit: number): Invoice[] {
  if (/\s/.test(wanted) || !/\d/.test(wanted)) return [];
  const found = new Map<string, Invoice>();
  const add = (rows: readonly Invoice[]) => {
    for (const row of rows) found.set(row.id, row);
  };
  const administrations = all<{ id: string }>(ctx, 'SELECT id FROM administrations');
  for (const spelt of new Set([wanted, wanted.toUpperCase()])) {
    for (const { id } of administrations) {
      const where = 'WHERE i.administration_id = ? AND i.number >= ? AND i.number < ? ORDER BY i.number LIMIT ?';
      add(all<Invoice>(ctx, `${INVOICE} ${where}`, id, spelt, `${spelt}\uffff`, limit * 4));
    }
    if (spelt.length < NUMBER_END) continue;
    const where = `WHERE substr(i.number, -${NUMBER_END}) = ? AND substr(i.number, -?) = ? LIMIT ?`;
    add(all<Invoice>(ctx, `${INVOICE} ${where}`, spelt.slice(-NUMBER_END), spelt.length, spelt, limit * 4));
  }
  const exact = (row: Invoice) => Number(row.number.toUpperCase() !== wanted.toUpperCase());
  const closed = (row: Invoice) => Number(row.open === 0);
  return [...found.values()].sort((a, b) => exact(a) - exact(b) || closed(a) - closed(b) || (a.number < b.number ? -1 : 1)).slice(0, limit);
}

function searchContacts(ctx: QueryContext, wanted: string, limit: number): SearchHits['contacts'] {
  const words = wordsOf(wanted);
  const trigrams = trigramsOf(words);
  const rare = rarest(ctx, 'contacts', trigrams, MOST_LOOKED_AT + 1);
  if (!rare[0]?.doc) return [];
  const rows = all<SearchHits['contacts'][number]>(
    ctx,
    `SELECT c.id, c.name, c.email, c.phone, c.debtor_id AS debtorId, d.name AS debtorName
     FROM (SELECT rowid AS place FROM search_contacts WHERE search_contacts MATCH ? LIMIT ${MOST_LOOKED_AT}) f
     JOIN contacts c ON c.rowid = f.place JOIN debtors d ON d.id = c.debtor_id`,
    matching(rare, MOST_LOOKED_AT),
  );
  const whole = searchText(wanted);
  return rows
    .map((row) => ({ row, text: searchText(`${row.name} ${row.email}`) }))
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .sort((a, b) => Number(!a.text.startsWith(whole)) - Number(!b.text.startsWith(whole)) || (a.text < b.text ? -1 : 1))
    .slice(0, limit)
    .map(({ row }) => row);
}

/**
 * The newest places of a text index that have all words, the last of which may still be being typed. Whole words are
 * tried first: that is quick however many there are.
 */
function placesOf(ctx: QueryContext, index: 'search_notes' | 'search_mail', wanted: string, limit: number): number[] {
  const words = wanted.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.join('').length < 3) return [];
  const sql = `SELECT rowid AS place FROM ${index} WHERE ${index} MATCH ? ORDER BY rowid DESC LIMIT ?`;
  const look = (query: string) => all<{ place: number }>(ctx, sql, query, limit).map(({ place }) => place);
  const whole = words.map(quoted).join(' AND ');
  const places = look(whole);
  return places.length === limit ? places : look(`${whole}*`);
}

/** Newest first. */
function searchNotes(ctx: QueryContext, wanted: string, limit: number): SearchHits['notes'] {
  const places = placesOf(ctx, 'search_notes', wanted, limit);
  if (places.length === 0) return [];
  const rows = all<SearchHits['notes'][number]>(
    ctx,
    `SELECT n.id, n.text, n.created_at AS createdAt, n.debtor_id AS debtorId, d.name AS debtorName
     FROM notes n JOIN debtors d ON d.id = n.debtor_id WHERE n.removed_at IS NULL AND n.rowid IN (SELECT value FROM json_each(?)) ORDER BY n.rowid DESC`,
    JSON.stringify(places),
  );
  return rows.map((row) => ({ ...row, text: around(row.text, wanted) }));
}

/** Newest first. */
function searchMail(ctx: QueryContext, wanted: string, limit: number): SearchHits['mail'] {
  const places = placesOf(ctx, 'search_mail', wanted, limit);
  if (places.length === 0) return [];
  return all<SearchHits['mail'][number]>(
    ctx,
    `SELECT m.id, m.subject, m.recipient, m.created_at AS createdAt, m.debtor_id AS debtorId, d.name AS debtorName
     FROM messages m JOIN debtors d ON d.id = m.debtor_id WHERE m.rowid IN (SELECT value FROM json_each(?)) ORDER BY m.rowid DESC`,
    JSON.stringify(places),
  );
}

/** The part of a long text in which the first word stands. */
function around(text: string, wanted: string): string {
  const plain = text.replace(/\s+/g, ' ');
  if (plain.length <= SHOWN_TEXT) return plain;
  const at = searchText(plain).indexOf(wordsOf(wanted)[0] ?? '');
  const start = Math.max(0, at - SHOWN_TEXT / 4);
  return `${start > 0 ? '… ' : ''}${plain.slice(start, start + SHOWN_TEXT)} …`;
}

const NAMED: Record<SearchRef['kind'], string> = {
  debtor: 'SELECT id AS debtorId, name AS title, number AS detail FROM debtors WHERE id = ?',
  invoice: `SELECT i.debtor_id AS debtorId, i.number AS title, d.name AS detail
    FROM invoices i JOIN debtors d ON d.id = i.debtor_id WHERE i.id = ?`,
  mail: `SELECT m.debtor_id AS debtorId, m.subject AS title, d.name AS detail
    FROM messages m JOIN debtors d ON d.id = m.debtor_id WHERE m.id = ?`,
};

export function namedOf(ctx: QueryContext, { refs }: QueryArgs<'search.named'>): QueryResult<'search.named'> {
  return refs.flatMap(({ kind, id }) => {
    const row = one<{ debtorId: string; title: string; detail: string }>(ctx, NAMED[kind], id);
    return row ? [{ kind, id, ...row }] : [];
  });
}
