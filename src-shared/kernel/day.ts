import { AppError } from './errors.ts';

/** A business date, `YYYY-MM-DD`, without time or zone. Compares correctly as text. */
export type Day = string & { readonly __brand: 'Day' };

const MS_PER_DAY = 86_400_000;

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** @throws AppError `day.malformed` when the text is no existing calendar day in the form YYYY-MM-DD */
export function day(text: string): Day {
  if (!isDay(text)) throw new AppError('day.malformed', { value: text });
  return text;
}

export function dayFromParts(year: number, month: number, dayOfMonth: number): Day {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  return day(text);
}

const toMs = (value: Day): number => Date.parse(`${value}T00:00:00Z`);
const fromMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;

export const addDays = (value: Day, days: number): Day => fromMs(toMs(value) + days * MS_PER_DAY);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / MS_PER_DAY);

export const startOfMonth = (value: Day): Day => `${value.slice(0, 7)}-01` as Day;

export function endOfMonth(value: Day): Day {
  const [year, month] = [Number(value.slice(0, 4)), Number(value.slice(5, 7))];
  return fromMs(Date.UTC(year, month, 0));
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekday(value: Day): number {
  return ((new Date(toMs(value)).getUTCDay() + 6) % 7) + 1;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day it is at an instant in an IANA time zone: business dates follow the company's clock, not UTC. */
export function dayAt(instant: Date, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return day(format.format(instant));
}
