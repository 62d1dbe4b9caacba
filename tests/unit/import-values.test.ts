import { describe, expect, it } from 'vitest';
import { amountReader } from '../../portal-server/imports/amounts.ts';
import { dateReader } from '../../portal-server/imports/dates.ts';
import { Columns } from '../../portal-server/imports/fields.ts';
import type { Field, Mapping } from '../../portal-server/imports/mapping.ts';
import { termsReader } from '../../portal-server/imports/terms.ts';

describe('amounts in a file', () => {
  const read = (numbers: Mapping['numbers'], text: string, currency = 'EUR'): number => amountReader(numbers)(text, currency).minor;
  const english: Mapping['numbers'] = { decimal: '.', group: ',' };
  const dutch: Mapping['numbers'] = { decimal: ',', group: '.' };

  it.each([
    ['1234.5', 123_450],
    ['-1234.50', -123_450],
    ['1,234,567.89', 123_456_789],
    ['1234567', 123_456_700],
    ['(1,234.00)', -123_400],
    ['12.00-', -1_200],
    ['$ 1,450', 145_000],
    ['-€5.10', -510],
    ['€ -5.10', -510],
    ['.5', 50],
    ['+7', 700],
    ['−3', -300],
  ])('reads %s', (text, minor) => {
    expect(read(english, text)).toBe(minor);
  });

  it.each([
    ['1.234,56', 123_456],
    ['-12,5', -1_250],
    ['1.234', 123_400],
    ['€ 1.000.000,00-', -100_000_000],
  ])('reads the Dutch %s', (text, minor) => {
    expect(read(dutch, text)).toBe(minor);
  });

  it('reads groups parted by a space of any kind, or by an apostrophe', () => {
    for (const space of [' ', '\u00a0', '\u202f']) expect(read({ decimal: ',', group: ' ' }, `12${space}345,67`)).toBe(1_234_567);
    expect(read({ decimal: '.', group: "'" }, "12'345.67")).toBe(1_234_567);
  });

  it.each(['1,23', '12,34,567', '1.234.5', '1e5', '--5', '-5-', '(-5)', '', '.', '1 000', 'n/a', '5 EUR'])('refuses %j', (text) => {
    expect(() => read(english, text)).toThrow('money.malformed');
  });

  it('does not take a decimal comma for a group', () => {
    expect(() => read({ decimal: '.', group: '' }, '1,234')).toThrow('money.malformed');
    expect(() => read(dutch, '1.23')).toThrow('money.malformed');
  });
});

describe('dates in a file', () => {
  const read = (formats: string[], text: string, pivot = 70): string | null => dateReader({ formats, pivot })(text);

  it.each([
    [['D-M-YYYY'], '5-3-2026', '2026-03-05'],
    [['DD-MM-YYYY'], '05-03-2026', '2026-03-05'],
    [['M/D/YY'], '11/9/24', '2024-11-09'],
    [['M/D/YY'], '12/19/24 00:00', '2024-12-19'],
    [['M/D/YYYY'], '4/6/2013 1:05:09 PM', '2013-04-06'],
    [['YYYY-MM-DD'], '2026-03-05T23:30:00.000+02:00', '2026-03-05'],
    [['YYYYMMDD'], '20260305', '2026-03-05'],
    [['DD-MMM-YY'], '26-Apr-11', '2011-04-26'],
    [['D MMM YYYY'], '3 mrt. 2026', '2026-03-03'],
    [['D MMM YYYY'], '3 maart 2026', '2026-03-03'],
    [['D MMM YYYY'], '3 October 2026', '2026-10-03'],
    [['D MMM YYYY'], '3 OKT 2026', '2026-10-03'],
    [['D MMM YYYY'], '3 mei 2026', '2026-05-03'],
    [['MMM D, YYYY'], 'Sept 3, 2026', '2026-09-03'],
    [['D.M.YYYY', 'YYYY/MM/DD'], '2026/03/05', '2026-03-05'],
  ])('reads %j %s', (formats, text, day) => {
    expect(read(formats, text)).toBe(day);
  });

  it('puts two-digit years on the right side of the pivot', () => {
    expect([read(['D-M-YY'], '1-1-69'), read(['D-M-YY'], '1-1-70'), read(['D-M-YY'], '1-1-70', 80)]).toEqual([
      '2069-01-01',
      '1970-01-01',
      '2070-01-01',
    ]);
  });

  it.each([
    [['D-M-YYYY'], '31-2-2026'],
    [['D-M-YYYY'], '5-13-2026'],
    [['D-M-YYYY'], '5-3-26'],
    [['DD-MM-YYYY'], '5-3-2026'],
    [['D MMM YYYY'], '3 ma 2026'],
    [['D MMM YYYY'], '3 foo 2026'],
    [['YYYY-MM-DD'], '2026-03-05 and more'],
    [['YYYY-MM-DD'], ''],
  ])('refuses %j %j', (formats, text) => {
    expect(read(formats, text)).toBeNull();
  });
});

describe('fields of a mapping', () => {
  const columns = new Columns([' Name ', 'Number', 'other', '']);
  const value = (field: Field, ...record: string[]): string => columns.field(field).read(record);
  type FullField = Extract<Field, { column: unknown }>;
  const full = (field: Partial<FullField> & Pick<FullField, 'column'>): Field => ({ or: [], transform: [], keepSpaces: false, ...field });

  it('finds columns by name, by letter case when only one fits, and by position', () => {
    expect([value('Name', 'a', 'b'), value('number', 'a', 'b'), value(2, 'a', 'b')]).toEqual(['a', 'b', 'b']);
    expect(columns.problems).toEqual([]);
  });

  it('transforms, falls back and keeps spaces where asked', () => {
    expect(value(full({ column: 'Name', transform: ['strip-zero-decimals', 'strip-leading-zeros'] }), ' 0012.0 ')).toBe('12');
    expect(value(full({ column: 'Name', transform: ['strip-leading-zeros'] }), '000')).toBe('0');
    expect(value(full({ column: 'Name', transform: [{ remove: 'INV-' }, { map: { '7': 'seven' } }] }), 'INV-7')).toBe('seven');
    expect(value(full({ column: 'Name', or: ['Number'], default: 'none' }), ' ', 'b')).toBe('b');
    expect(value(full({ column: 'Name', or: ['Number'], default: 'none' }), '', '')).toBe('none');
    expect(value(full({ column: 'Name', keepSpaces: true }), 'AM ')).toBe('AM ');
    expect(value({ constant: 'EUR' })).toBe('EUR');
  });

  it('finds the days in payment terms', () => {
    const read = termsReader({ field: 'Name', patterns: ['^Net\\s*(\\d+)', '(\\d+) dagen'], days: { 'Due on receipt': 0 } }, columns);
    expect([read(['Net 30']), read(['net45']), read(['betaling binnen 14 dagen']), read(['due on receipt'])]).toEqual([30, 45, 14, 0]);
    expect(() => read(['whenever'])).toThrow('terms-unknown');
    expect(() => read([''])).toThrow('due-date-unknown');
    expect(termsReader({ field: 'Name', patterns: [], days: {}, otherwise: 21 }, columns)(['whenever'])).toBe(21);
  });
});
