import { describe, expect, it } from 'vitest';
import { takenOver } from '../../src-shared/domain/absence.ts';
import { debtorRuleSchema, firstFitting, fitsDebtorRule, type RuledDebtor } from '../../src-shared/domain/debtor-rule.ts';
import { day } from '../../src-shared/kernel/index.ts';
import type { DebtorRule } from '../../src-shared/schema/index.ts';

const debtor: RuledDebtor = {
  kind: 'business',
  risk: 'medium',
  number: '1045',
  name: 'Élan Kuipers B.V.',
  country: 'NL',
  postalCode: '8011 AB',
  industry: 'Bouw',
};
const fits = (rule: DebtorRule, change: Partial<RuledDebtor> = {}, open = 0): boolean =>
  fitsDebtorRule(rule, { ...debtor, ...change }, open);

describe('a rule about debtors', () => {
  it('that asks nothing holds for every debtor', () => {
    expect(fits({})).toBe(true);
    expect(fits({ kinds: [], risks: [], countries: [], industries: [], numberFrom: '', nameTo: '' })).toBe(true);
  });

  it('holds only when all that it asks does', () => {
    const rule: DebtorRule = {
      kinds: ['business'],
      risks: ['medium', 'high'],
      countries: ['nl'],
      industries: ['bouw', 'zorg'],
      minimumOpen: 500,
    };
    expect(fits(rule, {}, 500)).toBe(true);
    expect(fits(rule, {}, 499)).toBe(false);
    expect(fits(rule, { risk: 'low' }, 500)).toBe(false);
    expect(fits(rule, { kind: 'consumer' }, 500)).toBe(false);
    expect(fits(rule, { country: 'BE' }, 500)).toBe(false);
    expect(fits(rule, { country: '' }, 500)).toBe(false);
    expect(fits(rule, { industry: 'Horeca' }, 500)).toBe(false);
  });

  it('compares numbers as if they were of equal length, with both ends included', () => {
    const rule = { numberFrom: '999', numberTo: '2000' };
    for (const [number, expected] of [
      ['998', false],
      ['999', true],
      ['1000', true],
      ['2000', true],
      ['2001', false],
      ['10450', false],
    ] as const)
      expect([number, fits(rule, { number })]).toEqual([number, expected]);
    expect(fits({ numberFrom: 'D100' }, { number: 'D099' })).toBe(false);
    expect(fits({ numberTo: 'D100' }, { number: 'D100' })).toBe(true);
  });

  it('compares the first letters of names, without case, accents and signs, with the last letter included', () => {
    for (const [name, expected] of [
      ['Aannemer', true],
      ['élan', true],
      ['Kuipers', true],
      ["'t Kroegje", false],
      ['Lam', false],
    ] as const)
      expect([name, fits({ nameFrom: 'a', nameTo: 'K' }, { name })]).toEqual([name, expected]);
    expect(fits({ nameFrom: 'Ka', nameTo: 'Ke' }, { name: 'Kersten' })).toBe(true);
    expect(fits({ nameFrom: 'Ka', nameTo: 'Ke' }, { name: 'Kuipers' })).toBe(false);
    expect(fits({ nameFrom: 'N' }, { name: 'Élan' })).toBe(false);
  });

  it('compares postal codes by their beginning, and fits no debtor without one', () => {
    const rule = { postalCodeFrom: '8000', postalCodeTo: '8099' };
    expect(fits(rule)).toBe(true);
    expect(fits(rule, { postalCode: '8099zz' })).toBe(true);
    expect(fits(rule, { postalCode: '8100 AA' })).toBe(false);
    expect(fits(rule, { postalCode: '' })).toBe(false);
  });

  it('counts by its place: the first that fits', () => {
    const rules = [
      { rule: { risks: ['high' as const] }, to: 'a' },
      { rule: { nameFrom: 'E', nameTo: 'E' }, to: 'b' },
      { rule: {}, to: 'c' },
    ];
    expect(firstFitting(rules, debtor, 0)?.to).toBe('b');
    expect(firstFitting(rules, { ...debtor, risk: 'high' }, 0)?.to).toBe('a');
    expect(firstFitting(rules, { ...debtor, name: 'Zwart' }, 0)?.to).toBe('c');
    expect(firstFitting(rules.slice(0, 1), debtor, 0)).toBeUndefined();
  });

  it('is saved without its blanks, and refused with what it does not know', () => {
    expect(debtorRuleSchema.parse({ nameFrom: ' ', risks: [], minimumOpen: 0, countries: ['NL'] })).toEqual({
      minimumOpen: 0,
      countries: ['NL'],
    });
    expect(debtorRuleSchema.safeParse({ colour: 'blue' }).success).toBe(false);
    expect(debtorRuleSchema.safeParse({ minimumOpen: -1 }).success).toBe(false);
  });
});

describe('whose work is taken over', () => {
  const [from, until] = [day('2026-03-09'), day('2026-03-13')];
  const away = (userId: string, substituteId: string) => ({ userId, substituteId, fromDay: from, untilDay: until });

  it('is that of an absent colleague, on the first day and the last', () => {
    const absences = [away('youssef', 'sanne')];
    for (const [today, expected] of [
      ['2026-03-08', []],
      ['2026-03-09', ['youssef']],
      ['2026-03-13', ['youssef']],
      ['2026-03-14', []],
    ] as const)
      expect([today, takenOver(absences, 'sanne', day(today))]).toEqual([today, expected]);
    expect(takenOver(absences, 'linda', from)).toEqual([]);
  });

  it('is also that of whom the absent colleague stood in for, each once, in a circle too', () => {
    const absences = [
      away('youssef', 'sanne'),
      away('linda', 'youssef'),
      away('bram', 'linda'),
      away('bram', 'sanne'),
      away('sanne', 'bram'),
    ];
    expect(takenOver(absences, 'sanne', from)).toEqual(['youssef', 'bram', 'linda']);
  });
});
