import { type Day, isDay } from '../../../src-shared/kernel/index.ts';

type Body = Record<string, unknown>;

/** One field of a form, as typed but for spaces round it; empty when it did not come. */
export const field = (body: Body, name: string, max = 5_000): string => {
  const value = body[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim().slice(0, max) : '';
};

/** All values of a field that may come more than once. */
export const listField = (body: Body, name: string): string[] => {
  const value = body[name];
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');
};

export interface TypedDay {
  day: string;
  month: string;
  year: string;
}

export const dayFields = (body: Body, prefix: string): TypedDay => ({
  day: field(body, `${prefix}-day`, 10),
  month: field(body, `${prefix}-month`, 12),
  year: field(body, `${prefix}-year`, 6),
});

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'januari', 'january'],
  ['feb', 'februari', 'february'],
  ['mrt', 'maart', 'mar', 'march'],
  ['apr', 'april'],
  ['mei', 'may'],
  ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'],
  ['aug', 'augustus', 'august'],
  ['sep', 'sept', 'september'],
  ['okt', 'oktober', 'oct', 'october'],
  ['nov', 'november'],
  ['dec', 'december'],
];

/** A day as people type it: 3 or 03, 4 or "apr", 2026 or 26. Null when it is no day of the calendar. */
export function typedDay({ day, month, year }: TypedDay): Day | null {
  const named = MONTHS.findIndex((names) => names.includes(month.toLowerCase().replace('.', ''))) + 1;
  const inMonth = named > 0 ? named : /^\d{1,2}$/.test(month) ? Number(month) : 0;
  if (!/^\d{1,2}$/.test(day) || !/^(\d{2}|\d{4})$/.test(year)) return null;
  const fullYear = year.length === 2 ? `20${year}` : year;
  const text = `${fullYear}-${String(inMonth).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
}
