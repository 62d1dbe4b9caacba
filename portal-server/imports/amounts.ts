import { AppError, type ParsedAmount, parseDecimal } from '../../src-shared/kernel/index.ts';
import type { Mapping } from './mapping.ts';

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Grouping by space is written with any of these. */
const SPACES = '[ \\u00a0\\u202f\\u2009]';

export type AmountReader = (text: string, currency: string) => ParsedAmount;

/**
 * Reads amounts as one file writes them: grouping in threes only, a sign before or behind or parentheses for negative, a
 * currency symbol at either end. What does not fit is refused: "1,234" in a file with decimal commas is not 1234.
 * @throws AppError `money.malformed`, `money.too-large`
 */
export function amountReader({ decimal, group }: Mapping['numbers']): AmountReader {
  const separator = group === ' ' ? SPACES : literal(group);
  const whole = group ? `(\\d{1,3}(?:${separator}\\d{3})+|\\d*)` : '(\\d*)';
  const styled = new RegExp(`^${whole}(?:${literal(decimal)}(\\d*))?$`);
  const separators = new RegExp(separator || '(?!)', 'g');
  return (text, currency) => {
    if (decimal === '.' && PLAIN.test(text)) return parseDecimal(text, currency);
    const { negative, rest } = takeSign(text);
    const match = styled.exec(rest);
    if (!match || !/\d/.test(rest)) throw new AppError('money.malformed', { value: text });
    const plain = `${negative ? '-' : ''}${(match[1] ?? '').replace(separators, '')}.${match[2] ?? ''}`;
    return parseDecimal(plain, currency);
  };
}

function takeSign(text: string): { negative: boolean; rest: string } {
  let rest = text.trim();
  let negative = false;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    negative = true;
    rest = rest.slice(1, -1);
  }
  rest = stripSymbols(rest);
  const sign = /^([+\-−])?(.*?)([+\-−])?$/su.exec(rest);
  if (!sign || (sign[1] && sign[3]) || (negative && (sign[1] || sign[3]))) return { negative, rest };
  return { negative: negative || isMinus(sign[1]) || isMinus(sign[3]), rest: stripSymbols(sign[2] ?? '') };
}

const isMinus = (sign: string | undefined): boolean => sign === '-' || sign === '−';
const stripSymbols = (text: string): string => text.replace(/^[\p{Sc}\s]+|[\p{Sc}\s]+$/gu, '');
