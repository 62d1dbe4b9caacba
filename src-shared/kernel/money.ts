import { AppError } from './errors.ts';

/** An amount in integer minor units (cents) of one ISO 4217 currency. Never a float. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const decimalsCache = new Map<string, number>();

/** Number of decimals of an ISO 4217 currency (EUR 2, JPY 0, KWD 3), from the platform's CLDR data. */
export function currencyDecimals(currency: string): number {
  let decimals = decimalsCache.get(currency);
  if (decimals === undefined) {
    if (!/^[A-Z]{3}$/.test(currency)) throw new AppError('money.currency-unknown', { currency });
    decimals = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    decimalsCache.set(currency, decimals);
  }
  return decimals;
}

export interface ParsedAmount {
  minor: number;
  /** True when the text had more significant decimals than the currency and was rounded half-even. */
  rounded: boolean;
}

/**
 * Reads a plain decimal (`-1234.5`, already normalised to a point and no grouping) as minor units, rounding half-even
 * when it has more decimals than the currency.
 * @throws AppError `money.malformed` when the text is no decimal number, `money.too-large` beyond 2^53 minor units
 */
export function parseDecimal(text: string, currency: string): ParsedAmount {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match || (!match[2] && !match[3])) throw new AppError('money.malformed', { value: text });
  const decimals = currencyDecimals(currency);
  const fraction = match[3] ?? '';
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const rest = fraction.slice(decimals).replace(/0+$/, '');
  let units = BigInt(`${match[2] || '0'}${kept}`);
  if (rest) {
    const half = '5';
    const up = rest > half || (rest === half && units % 2n === 1n);
    if (up) units += 1n;
  }
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) throw new AppError('money.too-large', { value: text });
  const minor = Number(match[1] === '-' ? -units : units);
  return { minor: minor === 0 ? 0 : minor, rounded: rest !== '' };
}

/** Minor units as a plain decimal text with the currency's decimals: (123450, EUR) → "1234.50". */
export function toDecimal(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** a × numerator / denominator in minor units, rounded half-even; exact for any safe integers. */
export function mulDiv(minor: number, numerator: number, denominator: number): number {
  const product = BigInt(minor) * BigInt(numerator);
  const by = BigInt(denominator);
  if (by === 0n) throw new AppError('money.division-by-zero');
  const negative = product < 0n !== by < 0n;
  const top = product < 0n ? -product : product;
  const bottom = by < 0n ? -by : by;
  let quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  if (twice > bottom || (twice === bottom && quotient % 2n === 1n)) quotient += 1n;
  return Number(negative ? -quotient : quotient);
}
