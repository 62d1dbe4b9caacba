import { AppError, parseDecimal } from '../../src-shared/kernel/index.ts';

/**
 * An amount as people write it, in minor units: 1.234,50, 1,234.50, 1234.5, € 12. The last point or comma with one or two digits
 * after it is the decimal sign; undefined when it is no amount.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const plain = text.replace(/[\s\u00A0]|[A-Z]{3}|[€$£]/g, '');
  const match = /^(-?[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(plain);
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || !/\d/.test(whole + fraction)) return undefined;
  if (!/^-?(\d*|\d{1,3}([.,]\d{3})+)$/.test(whole)) return undefined;
  try {
    return parseDecimal(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`, currency).minor;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
