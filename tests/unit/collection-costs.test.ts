import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectionCosts, costsOwed, costsOwedFrom } from '../../src-shared/domain/collection-costs.ts';
import { day } from '../../src-shared/kernel/index.ts';

const euro = (units: number): number => collectionCosts(Math.round(units * 100), 'EUR') / 100;

describe('collection costs', () => {
  it.each([
    [0, 0],
    [-10, 0],
    [0.01, 40],
    [100, 40],
    [266.66, 40],
    [266.67, 40],
    [266.7, 40],
    [300, 45],
    [500, 75],
    [2_500, 375],
    [5_000, 625],
    [10_000, 875],
    [200_000, 2_775],
    [1_000_000, 6_775],
    [5_000_000, 6_775],
    [1_234.56, 185.18],
    [7_654.32, 757.72],
  ])('over %d is %d', (principal, costs) => expect(euro(principal)).toBe(costs));

  it('never falls when the principal rises, and stays between its bounds', () => {
    const principal = fc.integer({ min: 1, max: 300_000_000 });
    fc.assert(
      fc.property(principal, principal, (a, b) => {
        const [less, more] = [collectionCosts(Math.min(a, b), 'EUR'), collectionCosts(Math.max(a, b), 'EUR')];
        expect(less).toBeGreaterThanOrEqual(4_000);
        expect(more).toBeLessThanOrEqual(677_500);
        expect(less).toBeLessThanOrEqual(more);
      }),
    );
  });

  it('counts in whole units of a currency without cents', () => expect(collectionCosts(500, 'JPY')).toBe(75));
});

describe('costs that are owed', () => {
  const consumer = { principal: 30_000, currency: 'EUR', debtor: 'consumer', vatPercent: 0 } as const;

  it('a consumer owes them from the seventeenth day after posting, and never without the letter', () => {
    const fourteenDayLetterOn = day('2026-11-24');
    expect(costsOwedFrom(fourteenDayLetterOn)).toBe('2026-12-11');
    expect(costsOwed({ ...consumer, fourteenDayLetterOn }, day('2026-12-10'))).toBe(0);
    // Three claims of 100 are added first: 45 and not 120.
    expect(costsOwed({ ...consumer, fourteenDayLetterOn }, day('2026-12-11'))).toBe(4_500);
    expect(costsOwed({ ...consumer, fourteenDayLetterOn: null }, day('2027-12-11'))).toBe(0);
  });

  it('a business owes them without a letter; VAT only when it is said', () => {
    const business = { ...consumer, debtor: 'business', fourteenDayLetterOn: null } as const;
    expect(costsOwed(business, day('2026-11-24'))).toBe(4_500);
    expect(costsOwed({ ...business, vatPercent: 21 }, day('2026-11-24'))).toBe(5_445);
  });
});
