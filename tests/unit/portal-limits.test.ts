import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskerFacts,
  decideAlreadyPaid,
  decidePlan,
  decidePromise,
  monthlyTerms,
  planOffers,
  promiseDays,
  proposedPlan,
} from '../../src-shared/domain/portal-limits.ts';
import { modesOf, PORTAL_FUNCTIONS, portalRulesOf, portalSettingsSchema } from '../../src-shared/domain/portal-settings.ts';
import { isWorkingDay } from '../../src-shared/domain/working-days.ts';
import { day } from '../../src-shared/kernel/index.ts';

const TUESDAY = day('2026-03-10');
const limits = portalSettingsSchema.parse({}).plan;
const facts: AskerFacts = { today: TUESDAY, risk: 'low', currency: 'EUR', administrationCurrency: 'EUR', mode: 'automatic' };

describe('terms', () => {
  it('are equal, a month apart, with what rounding leaves in the last', () => {
    expect(monthlyTerms(78_450, 3, day('2026-03-20'))).toEqual([
      { dueOn: '2026-03-20', amount: 26_150 },
      { dueOn: '2026-04-20', amount: 26_150 },
      { dueOn: '2026-05-20', amount: 26_150 },
    ]);
    expect(monthlyTerms(78_450, 4, day('2026-03-13')).map((term) => term.amount)).toEqual([19_613, 19_613, 19_613, 19_611]);
  });

  it('fall on the working day nearest to the same day of the month', () => {
    expect(monthlyTerms(657_510, 4, day('2026-11-27')).map((term) => term.dueOn)).toEqual([
      '2026-11-27',
      '2026-12-28',
      '2027-01-27',
      '2027-02-26',
    ]);
    // There is no 31 February; 31 January and 28 February are Sundays in 2027.
    expect(monthlyTerms(90_000, 3, day('2026-12-31')).map((term) => term.dueOn)).toEqual(['2026-12-31', '2027-02-01', '2027-03-01']);
  });

  it('always add up, on days that follow each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 2, max: 24 }), (total, count) => {
        const terms = monthlyTerms(total, count, TUESDAY);
        if (terms.length === 0) return;
        expect(terms.reduce((sum, term) => sum + term.amount, 0)).toBe(total);
        expect(Math.min(...terms.map((term) => term.amount))).toBeGreaterThan(0);
        const days = terms.map((term) => term.dueOn);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.slice(1).every(isWorkingDay)).toBe(true);
      }),
    );
  });
});

describe('a plan', () => {
  it('that fits is automatic', () => {
    const { automatic, rules } = decidePlan(monthlyTerms(78_450, 3, day('2026-03-20')), facts, limits);
    expect(automatic).toBe(true);
    expect(rules.every(({ ok }) => ok)).toBe(true);
  });

  it('that does not says which limit stands in the way, failures first', () => {
    const terms = monthlyTerms(657_510, 6, day('2026-03-27'));
    const { automatic, rules } = decidePlan(terms, { ...facts, risk: 'high' }, limits);
    expect(automatic).toBe(false);
    expect(rules.map(({ rule, ok }) => [rule, ok])).toEqual([
      ['plan.terms', false],
      ['plan.length', false],
      ['plan.risk', false],
      ['plan.amount', true],
      ['plan.instalment', true],
      ['plan.first', true],
    ]);
    expect(rules[0]).toMatchObject({ asked: 6, allowed: 4 });
  });

  it('is held to each limit, and to just that', () => {
    const terms = monthlyTerms(78_450, 3, day('2026-03-20'));
    const failing = (changed: Partial<typeof limits>, more: Partial<AskerFacts> = {}) =>
      decidePlan(terms, { ...facts, ...more }, { ...limits, ...changed })
        .rules.filter(({ ok }) => !ok)
        .map(({ rule }) => rule);
    expect(failing({ maximumTerms: 2 })).toEqual(['plan.terms']);
    expect(failing({ maximumMonths: 1 })).toEqual(['plan.length']);
    expect(failing({ maximumAmount: 78_449 })).toEqual(['plan.amount']);
    expect(failing({ maximumAmount: 78_450 })).toEqual([]);
    expect(failing({ minimumInstalment: 26_151 })).toEqual(['plan.instalment']);
    expect(failing({ minimumInstalment: 26_150 })).toEqual([]);
    expect(failing({ firstWithinDays: 9 })).toEqual(['plan.first']);
    expect(failing({ firstWithinDays: 10 })).toEqual([]);
    expect(failing({}, { mode: 'review' })).toEqual(['by-hand']);
    expect(failing({}, { currency: 'USD' })).toEqual(['currency']);
  });

  it('is only offered where every choice can be granted at once', () => {
    const { counts, firstDays } = planOffers(78_450, facts, limits);
    expect(counts).toEqual([2, 3, 4]);
    expect(firstDays).toEqual(['2026-03-13', '2026-03-20', '2026-03-27', '2026-04-01']);
    expect(planOffers(78_450, { ...facts, risk: 'high' }, limits).counts).toEqual([]);
    expect(planOffers(12_000, facts, limits).counts).toEqual([2]);
    expect(planOffers(9_000, facts, limits).counts).toEqual([]);
  });

  it('that asks too much gets the nearest one that fits beside it', () => {
    const asked = monthlyTerms(657_510, 6, day('2026-11-27'));
    const on = { ...facts, today: day('2026-11-24'), risk: 'high' as const };
    const proposed = proposedPlan(asked, on, { ...limits, firstWithinDays: 7 });
    expect(proposed?.map((term) => term.amount)).toEqual([164_378, 164_378, 164_378, 164_376]);
    expect(proposedPlan(monthlyTerms(2_000_000, 6, day('2026-11-27')), on, limits)).toBeNull();
  });
});

describe('a promise', () => {
  it('may be made for two Fridays and the last day that is allowed', () => {
    expect(promiseDays(TUESDAY, { maximumDays: 14 })).toEqual(['2026-03-13', '2026-03-20', '2026-03-24']);
    expect(promiseDays(TUESDAY, { maximumDays: 3 })).toEqual(['2026-03-13']);
  });

  it('is decided by its day', () => {
    expect(decidePromise(day('2026-03-24'), facts, { maximumDays: 14 }).automatic).toBe(true);
    expect(decidePromise(day('2026-03-25'), facts, { maximumDays: 14 }).automatic).toBe(false);
  });
});

it('a payment that was made long ago needs a person', () => {
  const paid = portalSettingsSchema.parse({}).alreadyPaid;
  expect(decideAlreadyPaid(day('2026-03-01'), facts, paid).automatic).toBe(true);
  expect(decideAlreadyPaid(day('2026-02-20'), facts, paid).automatic).toBe(false);
});

describe('settings', () => {
  it('have a default for every function that it may have', () => {
    const { functions } = portalSettingsSchema.parse({});
    for (const name of PORTAL_FUNCTIONS) expect(modesOf(name)).toContain(functions[name]);
  });

  it('are laid over by those of the debtor’s segment, and by no other', () => {
    const settings = portalSettingsSchema.parse({
      plan: { maximumTerms: 6 },
      overrides: [{ segmentId: 's', functions: { plan: 'off', question: 'automatic' }, plan: { maximumAmount: 100 }, promise: {} }],
    });
    const own = portalRulesOf(settings, 's');
    expect(own.functions.plan).toBe('off');
    // A question cannot be answered by a rule, so that mode is passed over.
    expect(own.functions.question).toBe('review');
    expect(own.plan).toMatchObject({ maximumTerms: 6, maximumAmount: 100, minimumInstalment: 5_000 });
    expect(portalRulesOf(settings, 'other').functions.plan).toBe('automatic');
    expect(portalRulesOf(settings, null).plan.maximumAmount).toBe(1_000_000);
  });
});
