import { type Day, isDay } from '../../src-shared/kernel/index.ts';
import { DATE_TOKENS, type Mapping } from './mapping.ts';

const MONTHS = [
  ['january', 'januari'],
  ['february', 'februari'],
  ['march', 'maart', 'mrt'],
  ['april'],
  ['may', 'mei'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august', 'augustus'],
  ['september'],
  ['october', 'oktober'],
  ['november'],
  ['december'],
];

/** Full names and every abbreviation of three letters or more. */
const MONTH_BY_NAME: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) =>
    names.flatMap((name) => Array.from({ length: name.length - 2 }, (_, more): [string, number] => [name.slice(0, 3 + more), index + 1])),
  ),
);

const TOKENS: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<shortYear>\\d{2})',
  MMM: '(?<monthName>\\p{L}{3,})\\.?',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};
const TIME = '(?:[T ]\\s*\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s?[AP]M)?(?:Z|\\s?[+-]\\d{2}:?\\d{2})?)?';

/** Files repeat their dates a lot; the memory of them is bounded. */
const MEMORY = 20_000;

export type DateReader = (text: string) => Day | null;

/** Reads dates written in one of the mapping's formats; anything else, and days that do not exist, are null. */
export function dateReader({ formats, pivot }: Mapping['dates']): DateReader {
  const patterns = formats.map(compile);
  const known = new Map<string, Day | null>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) {
      result = firstFit(patterns, pivot, text);
      if (known.size >= MEMORY) known.clear();
      known.set(text, result);
    }
    return result;
  };
}

function compile(format: string): RegExp {
  const source = format.replace(DATE_TOKENS, (piece) => TOKENS[piece] ?? piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${source}${TIME}$`, 'iu');
}

function firstFit(patterns: readonly RegExp[], pivot: number, text: string): Day | null {
  for (const pattern of patterns) {
    const parts = pattern.exec(text)?.groups;
    if (!parts) continue;
    const month = parts.monthName ? MONTH_BY_NAME.get(parts.monthName.toLowerCase()) : Number(parts.month);
    const shortYear = Number(parts.shortYear);
    const year = parts.year ?? String(shortYear < pivot ? 2000 + shortYear : 1900 + shortYear);
    const day = `${year}-${String(month ?? 0).padStart(2, '0')}-${(parts.day ?? '').padStart(2, '0')}`;
    if (isDay(day)) return day;
  }
  return null;
}
