import type { QueryArgs, QueryResult } from '../../src-shared/contract/index.ts';
import { searchText } from '../cache/search-text.ts';
import { all, one, type QueryContext } from './context.ts';
import { spellingDistance, trigramsOf } from './spelling.ts';

type Hits = QueryResult<'search.debtors'>;

/** Names that have the words are looked at up to here to find the best; a search that finds more says too little. */
const MOST_LOOKED_AT = 400;
/** Of the runs of three letters of a misspelt name so many are looked up, the rarest first … */
const MOST_TRIGRAMS = 6;
/** … as long as no more than so many names have them, all together. */
const MOST_NAMES = 20_000;
/** What so many names have is found soonest by walking them all. */
const COMMON = 3_000;

/** The words of a search, as names are searched. */
export const wordsOf = (text: string): string[] => searchText(text.trim()).split(/\s+/).filter(Boolean);

/** A query for the full-text indexes: quoted, so that nothing in it is an operator. */
export const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;

/**
 * Debtors whose number starts with the text, then those whose name has its words, at the start of the name first; when
 * these are few, also those whose name is spelt nearly so.
 */
export function searchDebtors(ctx: QueryContext, { text, limit }: Required<QueryArgs<'search.debtors'>>): Hits {
  const wanted = text.trim();
  if (!wanted) return [];
  const ids = new Set(byNumber(ctx, wanted, limit));
  if (ids.size < limit) for (const id of byName(ctx, wanted).slice(0, limit)) ids.add(id);
  if (ids.size < limit) for (const id of nearlyByName(ctx, wanted)) ids.add(id);
  return debtorsOf(ctx, [...ids].slice(0, limit));
}

const byNumber = (ctx: QueryContext, wanted: string, limit: number): string[] =>
  all<{ id: string }>(
    ctx,
    `SELECT debtor_id AS id FROM debtor_search INDEXED BY debtor_search_number
     WHERE number >= ? AND number < ? ORDER BY number LIMIT ?`,
    wanted,
    `${wanted}\uffff`,
    limit,
  ).map(({ id }) => id);

interface Named {
  id: string;
  search: string;
}

function byName(ctx: QueryContext, wanted: string): string[] {
  const whole = searchText(wanted);
  const words = wordsOf(wanted);
  const rank = (search: string) => (search.startsWith(whole) ? 0 : ` ${search}`.includes(` ${whole}`) ? 1 : 2);
  return (fewByName(ctx, words) ?? manyByName(ctx, whole, words))
    .map(({ id, search }) => ({ id, search, rank: rank(search) }))
    .sort((a, b) => a.rank - b.rank || (a.search < b.search ? -1 : 1))
    .map(({ id }) => id);
}

/** All names that have the words, by their rarest letters; null when that would be many. */
function fewByName(ctx: QueryContext, words: readonly string[]): Named[] | null {
  const trigrams = trigramsOf(words);
  if (trigrams.length === 0) return null;
  const rare = rarest(ctx, 'debtors', trigrams, COMMON);
  if (rare[0]?.doc === 0) return [];
  if (rare[0]?.doc === COMMON) return null;
  const rows = all<Named>(
    ctx,
    `SELECT s.debtor_id AS id, s.search FROM (SELECT rowid AS place FROM search_debtors WHERE search_debtors MATCH ? LIMIT ?) f
     JOIN debtors d ON d.rowid = f.place JOIN debtor_search s ON s.debtor_id = d.id`,
    matching(rare, MOST_LOOKED_AT),
    MOST_LOOKED_AT + 1,
  );
  return rows.length > MOST_LOOKED_AT ? null : rows.filter(({ search }) => words.every((word) => search.includes(word)));
}

/** The list is walked by name until there are enough, which is soon where many have the words. */
function manyByName(ctx: QueryContext, whole: string, words: readonly string[]): Named[] {
  const has = words.map(() => 'instr(search, ?)').join(' AND ');
  const select = 'SELECT debtor_id AS id, search FROM debtor_search INDEXED BY debtor_search_name';
  const rows = all<Named>(ctx, `${select} WHERE ${has} ORDER BY search LIMIT ?`, ...words, MOST_LOOKED_AT);
  // A name far down the alphabet that starts with the words comes before one early in it that merely has them.
  const starting = all<Named>(ctx, `${select} WHERE search >= ? AND search < ? ORDER BY search LIMIT 50`, whole, `${whole}\uffff`);
  return [...new Map([...starting, ...rows].map((row) => [row.id, row])).values()];
}

function nearlyByName(ctx: QueryContext, wanted: string): string[] {
  const words = wordsOf(wanted);
  // A number that is not there is not misspelt.
  if (!words.some((word) => /^\p{L}{4,}$/u.test(word))) return [];
  const trigrams = affordable(rarest(ctx, 'debtors', trigramsOf(words), MOST_NAMES).filter(({ doc }) => doc > 0));
  if (trigrams.length === 0) return [];
  const each = trigrams.map(() => 'SELECT rowid AS place FROM search_debtors WHERE search_debtors MATCH ?').join(' UNION ALL ');
  const rows = all<Named>(
    ctx,
    `SELECT s.debtor_id AS id, s.search
     FROM (SELECT place, count(*) AS shared FROM (${each}) GROUP BY place ORDER BY shared DESC LIMIT ${MOST_LOOKED_AT}) f
     JOIN debtors d ON d.rowid = f.place JOIN debtor_search s ON s.debtor_id = d.id`,
    ...trigrams.map(({ term }) => quoted(term)),
  );
  const near = rows.flatMap(({ id, search }) => {
    const distance = spellingDistance(words, search);
    return distance === null ? [] : [{ id, distance, search }];
  });
  return near.sort((a, b) => a.distance - b.distance || (a.search < b.search ? -1 : 1)).map(({ id }) => id);
}

interface Term {
  term: string;
  /** Names that have it. */
  doc: number;
}

/** The terms with how many have them, the rarest first; counting stops at `most`, where a term is only known to be common. */
export function rarest(ctx: QueryContext, index: 'debtors' | 'contacts', terms: readonly string[], most: number): Term[] {
  const sql = `SELECT count(*) AS doc FROM (SELECT 1 FROM search_${index} WHERE search_${index} MATCH ? LIMIT ?)`;
  return terms.map((term) => ({ term, doc: one<{ doc: number }>(ctx, sql, quoted(term), most)?.doc ?? 0 })).sort((a, b) => a.doc - b.doc);
}

/** A query for what may have all the terms: by the rarest alone when that leaves few to look at, else by three. */
export const matching = (rare: readonly Term[], few: number): string =>
  rare
    .slice(0, (rare[0]?.doc ?? 0) <= few ? 1 : 3)
    .map(({ term }) => quoted(term))
    .join(' AND ');

function affordable(terms: readonly Term[]): Term[] {
  let names = 0;
  return terms.slice(0, MOST_TRIGRAMS).filter(({ doc }, index) => {
    names += doc;
    return index === 0 || names <= MOST_NAMES;
  });
}

function debtorsOf(ctx: QueryContext, ids: readonly string[]): Hits {
  const rows = all<Hits[number]>(
    ctx,
    'SELECT id AS debtorId, administration_id AS administrationId, number, name, city FROM debtors WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
  const byId = new Map(rows.map((row) => [row.debtorId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
