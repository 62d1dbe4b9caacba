import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditorReference, groupReference, isCreditorReference, messageReference } from '../../src-shared/domain/creditor-reference.ts';
import { day } from '../../src-shared/kernel/index.ts';

describe('RF creditor reference', () => {
  it('has the check digits of ISO 11649', () => {
    expect(creditorReference('1234512345')).toBe('RF451234512345');
    expect(creditorReference('539007547034')).toBe('RF18539007547034');
    expect(groupReference('RF322041700310')).toBe('RF32 2041 7003 10');
    expect(isCreditorReference('RF32 2041 7003 10')).toBe(true);
  });

  it('is recognised again, and not with one character changed', () => {
    const body = fc.stringMatching(/^[A-Z0-9]{1,21}$/);
    fc.assert(
      fc.property(body, fc.nat(20), fc.integer({ min: 1, max: 35 }), (text, at, shift) => {
        const reference = creditorReference(text);
        expect(isCreditorReference(reference)).toBe(true);
        const place = 4 + (at % text.length);
        const other = ((Number.parseInt(reference.charAt(place), 36) + shift) % 36).toString(36).toUpperCase();
        // A letter is 10 … 35, so only changes within letters or within digits are certain to be seen.
        fc.pre(/\d/.test(other) === /\d/.test(reference.charAt(place)));
        expect(isCreditorReference(reference.slice(0, place) + other + reference.slice(place + 1))).toBe(false);
      }),
    );
  });

  it('is made of the debtor number and the day, whatever the number looks like', () => {
    expect(messageReference('20417', day('2026-03-10'))).toBe(creditorReference('2041760310'));
    expect(messageReference('D-204/17 é', day('2026-03-10'))).toBe(creditorReference('D2041760310'));
    expect(isCreditorReference(messageReference('#', day('2026-03-10')))).toBe(true);
    expect(isCreditorReference(messageReference('9'.repeat(40), day('2026-03-10')))).toBe(true);
  });

  it('refuses what no reference can hold', () => {
    for (const body of ['', 'A-B', 'x'.repeat(22)]) expect(() => creditorReference(body)).toThrow('reference.malformed');
  });
});
