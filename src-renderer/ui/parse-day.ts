import { type Day, isDay } from '../../src-shared/kernel/index.ts';

/** 22-11-2026, 22/11/2026, 22 11 26 or 22-11 (this year) as a day; undefined when it is none. */
export function parseDay(text: string, year: string): Day | undefined {
  const match = /^(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, date = '', month = '', written = year] = match;
  const full = written.length === 2 ? `${year.slice(0, 2)}${written}` : written;
  const day = `${full}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
