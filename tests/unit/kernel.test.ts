import { describe, expect, it } from 'vitest';
import {
  addDays,
  day,
  daysBetween,
  endOfMonth,
  idSequence,
  isDay,
  isId,
  mulDiv,
  newId,
  parseDecimal,
  toDecimal,
} from '../../src-shared/kernel/index.ts';

describe('money', () => {
  it('reads decimals into minor units and says when it rounded', () => {
    expect(parseDecimal('1234.5', 'EUR')).toEqual({ minor: 123_450, rounded: false });
    expect(parseDecimal('-0.07', 'EUR')).toEqual({ minor: -7, rounded: false });
    expect(parseDecimal('12', 'JPY')).toEqual({ minor: 12, rounded: false });
  });

  it('rounds half to even', () => {
    expect(['0.125', '0.135', '0.1251', '0.1349', '-0.125'].map((text) => parseDecimal(text, 'EUR').minor)).toEqual([12, 14, 13, 13, -12]);
    expect(mulDiv(5, 1, 2)).toBe(2);
    expect(mulDiv(7, 1, 2)).toBe(4);
    expect(mulDiv(-5, 1, 2)).toBe(-2);
  });

  it('refuses what is no amount', () => {
    for (const text of ['', '.', 'abc', '1,5', '1e3', '--1']) expect(() => parseDecimal(text, 'EUR'), text).toThrow('money.malformed');
    expect(() => parseDecimal('1', 'euro')).toThrow('money.currency-unknown');
  });

  it('writes every minor amount back the way it was read', () => {
    for (const [minor, currency] of [
      [0, 'EUR'],
      [5, 'EUR'],
      [-5, 'EUR'],
      [123_456, 'KWD'],
      [100, 'JPY'],
    ] as const) {
      expect(parseDecimal(toDecimal(minor, currency), currency).minor).toBe(minor);
    }
  });
});

describe('day', () => {
  it('knows the calendar', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2023-02-29')).toBe(false);
    expect(addDays(day('2024-02-28'), 2)).toBe('2024-03-01');
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(endOfMonth(day('2024-02-10'))).toBe('2024-02-29');
  });
});

describe('ids', () => {
  it('derives the same ids from the same command, and others from another', () => {
    const commandId = newId();
    const [first, second] = [idSequence(commandId), idSequence(commandId)];
    const ids = [first(), first(), first()];
    expect([second(), second(), second()]).toEqual(ids);
    expect(new Set([commandId, ...ids]).size).toBe(4);
    expect(ids.every(isId)).toBe(true);
  });
});
