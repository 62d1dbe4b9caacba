import { currencyDecimals, type Day, toDecimal } from '../kernel/index.ts';
import type { Language } from '../schema/index.ts';

const NBSP = '\u00A0';
const symbols: Record<string, string> = { EUR: '€', USD: '$', GBP: '£' };

/** Digits with the language's grouping and decimals, without a sign: (123450, EUR, nl) → "1.234,50". */
function digits(minor: number, currency: string, language: Language): string {
  const [whole = '0', fraction] = toDecimal(Math.abs(minor), currency).split('.');
  const [group, point] = language === 'nl' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, group as string);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

/** For grids: no currency, a credit in parentheses. */
export function formatAmount(minor: number, currency: string, language: Language): string {
  const text = digits(minor, currency, language);
  return minor < 0 ? `(${text})` : text;
}

/**
 * For sentences and debtors: "€ 1.234,50" (no-break space) in Dutch, "€1,234.50" in English; a deduction has a real minus
 * sign, which stands apart in Dutch only.
 */
export function formatMoney(minor: number, currency: string, language: Language): string {
  const symbol = symbols[currency];
  const space = language === 'nl' || !symbol ? NBSP : '';
  const text = `${symbol ?? currency}${space}${digits(minor, currency, language)}`;
  return minor < 0 ? `−${language === 'nl' ? NBSP : ''}${text}` : text;
}

/** For charts and headings: whole units, grouped. */
export function formatWhole(minor: number, currency: string, language: Language): string {
  const units = Math.round(minor / 10 ** currencyDecimals(currency));
  return new Intl.NumberFormat(language).format(units);
}

/** For grids: 24-11-2026 in Dutch, 24/11/2026 in English. */
export function formatDay(day: Day, language: Language): string {
  const [year, month, date] = day.split('-');
  return language === 'nl' ? `${date}-${month}-${year}` : `${date}/${month}/${year}`;
}

const longFormats = new Map<string, Intl.DateTimeFormat>();

/** For sentences: "dinsdag 17 maart 2026"; weekday and year on request. */
export function formatDayLong(day: Day, language: Language, parts: { weekday?: boolean; year?: boolean } = {}): string {
  const key = `${language}${parts.weekday ? 'w' : ''}${parts.year ? 'y' : ''}`;
  let format = longFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      ...(parts.weekday ? { weekday: 'long' } : {}),
      ...(parts.year ? { year: 'numeric' } : {}),
    });
    longFormats.set(key, format);
  }
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** For column headings: "di 17 mrt". */
export function formatDayHeading(day: Day, language: Language): string {
  const key = `${language}-heading`;
  let format = longFormats.get(key);
  if (!format) {
    const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
    format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
    longFormats.set(key, format);
  }
  return format.format(new Date(`${day}T00:00:00Z`));
}
