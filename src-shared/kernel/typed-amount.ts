import { AppError } from './errors.ts';
import { currencyDecimals, parseDecimal } from './money.ts';

/**
 * An amount as people type it: 100 · 100,50 · 1.234,56 · 1,234.56 · € 100. The last comma or point with at most the
 * currency's decimals after it separates them; the others group. @throws AppError `money.malformed`, `money.too-large`
 */
export function typedAmount(typed: string, currency: string): number {
  const bare = typed.replace(/[\s\u00A0€$£]/g, '').replace(/,?-+$/, '');
  const match = new RegExp(`^(\\d[\\d.,]*?)(?:[.,](\\d{1,${Math.max(1, currencyDecimals(currency))}}))?$`).exec(bare);
  const whole = match?.[1] ?? '';
  if (!match || !/^\d+$|^\d{1,3}([.,]\d{3})+$/.test(whole)) throw new AppError('money.malformed', { value: typed });
  const { minor, rounded } = parseDecimal(`${whole.replace(/[.,]/g, '')}.${match[2] ?? '0'}`, currency);
  if (rounded) throw new AppError('money.malformed', { value: typed });
  return minor;
}
