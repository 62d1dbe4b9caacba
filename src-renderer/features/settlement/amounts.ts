import { AppError, parseDecimal, toDecimal } from '../../../src-shared/kernel/index.ts';
import type { Language } from '../../data/language.tsx';

/** 1234,50 in Dutch, 1234.50 in English: as it is typed, without grouping. */
export const writtenAmount = (minor: number, currency: string, language: Language): string =>
  language === 'nl' ? toDecimal(minor, currency).replace('.', ',') : toDecimal(minor, currency);

/** A typed amount in minor units; undefined when it is none. Grouping may be left in. */
export function readAmount(text: string, currency: string, language: Language): number | undefined {
  const [group, point] = language === 'nl' ? ['.', ','] : [',', '.'];
  const plain = text
    .replace(/[\s\u00a0€$£]/g, '')
    .replaceAll(group as string, '')
    .replace(point as string, '.');
  try {
    const { minor, rounded } = parseDecimal(plain, currency);
    return rounded ? undefined : minor;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
