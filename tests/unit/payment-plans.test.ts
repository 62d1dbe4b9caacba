import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planProblem, planProgress, proposeSchedule, steppedSchedule, termDay } from '../../src-shared/domain/payment-plans.ts';
import { addDays, day, endOfMonth } from '../../src-shared/kernel/index.ts';

const TODAY = day('2026-11-24');
const anyDay = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays(TODAY, days));
const interval = fc.constantFrom('weekly' as const, 'two-weekly' as const, 'monthly' as const);
const sum = (terms: readonly { amount: number }[]) => terms.reduce((total, { amount }) => total + amount, 0);

describe('the days of a plan', () => {
  it('keep the day of the month, or take its last one', () => {
    const first = day('2027-10-31');
    expect([0, 1, 2, 3, 4, 5].map((index) => termDay(first, 'monthly', index))).toEqual([
      ...['2027-10-31', '2027-11-30', '2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'],
    ]);
    expect(termDay(day('2026-12-15'), 'monthly', 13)).toBe('2028-01-15');
  });

  it('are a week or two weeks apart', () => {
    expect([0, 1, 2].map((index) => termDay(day('2026-12-24'), 'weekly', index))).toEqual(['2026-12-24', '2026-12-31', '2027-01-07']);
    expect(termDay(day('2026-12-24'), 'two-weekly', 2)).toBe('2027-01-21');
  });

  it('always come one after the other, a month in each calendar month', () => {
    fc.assert(
      fc.property(anyDay, interval, fc.integer({ min: 0, max: 119 }), (first, each, index) => {
        const [before, after] = [termDay(first, each, index), termDay(first, each, index + 1)];
        expect(before < after).toBe(true);
        if (each !== 'monthly') return;
        expect(addDays(endOfMonth(before), 1).slice(0, 7)).toBe(after.slice(0, 7));
        expect(after.slice(8) === first.slice(8) || after === endOfMonth(after)).toBe(true);
      }),
    );
  });
});

describe('equal terms', () => {
  it('have what the division leaves over in the last one', () => {
    const terms = proposeSchedule({ total: 100_000, terms: 3, firstOn: day('2026-12-01'), interval: 'monthly' });
    expect(terms).toEqual([
      { dueOn: '2026-12-01', amount: 33_333 },
      { dueOn: '2027-01-01', amount: 33_333 },
      { dueOn: '2027-02-01', amount: 33_334 },
    ]);
  });

  it('add up to the total, to the cent, and are a plan', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 1e12 }),
        fc.integer({ min: 1, max: 120 }),
        anyDay,
        interval,
        (total, terms, firstOn, each) => {
          const plan = proposeSchedule({ total, terms, firstOn, interval: each });
          expect(sum(plan)).toBe(total);
          expect(planProblem(plan, total, firstOn)).toBeNull();
          const amounts = plan.map(({ amount }) => amount);
          expect(new Set(amounts.slice(0, -1)).size).toBeLessThanOrEqual(1);
          expect((amounts.at(-1) ?? 0) - (amounts[0] ?? 0)).toBeLessThan(terms);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    [0, 10_000],
    [121, 10_000_000],
    [3, 2],
    [2.5, 10_000],
  ])('refuse %s terms for %s', (terms, total) => {
    expect(() => proposeSchedule({ total, terms, firstOn: TODAY, interval: 'weekly' })).toThrow('plan.terms');
  });
});

describe('terms in steps', () => {
  const rhythm = { firstOn: day('2026-12-01'), interval: 'monthly' } as const;
  const amounts = (total: number, steps: { terms: number; amount: number }[]) =>
    steppedSchedule({ ...rhythm, total, steps }).map(({ amount }) => amount);

  it('follow the steps, and end with what is left', () => {
    expect(
      amounts(100_000, [
        { terms: 2, amount: 10_000 },
        { terms: 2, amount: 25_000 },
      ]),
    ).toEqual([10_000, 10_000, 25_000, 25_000, 30_000]);
  });

  it('stop where the total is reached', () => {
    expect(amounts(45_000, [{ terms: 9, amount: 20_000 }])).toEqual([20_000, 20_000, 5_000]);
    expect(
      amounts(20_000, [
        { terms: 1, amount: 20_000 },
        { terms: 3, amount: 5_000 },
      ]),
    ).toEqual([20_000]);
  });

  it('refuse a step that asks nothing, and too many of them', () => {
    expect(() => amounts(100, [{ terms: 1, amount: 0 }])).toThrow('plan.amount');
    expect(() => amounts(100_000, [{ terms: 200, amount: 1 }])).toThrow('plan.terms');
  });

  it('always add up and are a plan', () => {
    const step = fc.record({ terms: fc.integer({ min: 1, max: 10 }), amount: fc.integer({ min: 1, max: 500_000 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.array(step, { maxLength: 8 }), (total, steps) => {
        const plan = steppedSchedule({ ...rhythm, total, steps });
        expect(planProblem(plan, total, rhythm.firstOn)).toBeNull();
      }),
    );
  });
});

describe('a plan that is wrong', () => {
  const term = (dueOn: string, amount: number) => ({ dueOn: day(dueOn), amount });
  it.each([
    ['has no terms', [], { code: 'empty', index: 0 }],
    ['asks nothing', [term('2026-12-01', 60), term('2027-01-01', 0)], { code: 'amount', index: 1 }],
    ['asks a part of a cent', [term('2026-12-01', 99.5)], { code: 'amount', index: 0 }],
    ['begins yesterday', [term('2026-11-23', 100)], { code: 'past', index: 0 }],
    ['has two terms on a day', [term('2026-12-01', 50), term('2026-12-01', 50)], { code: 'order', index: 1 }],
    ['goes back in time', [term('2026-12-01', 50), term('2026-11-30', 50)], { code: 'order', index: 1 }],
    ['lies beyond ten years', [term('2037-12-01', 100)], { code: 'too-far', index: 0 }],
    ['asks too little', [term('2026-12-01', 30), term('2027-01-01', 30)], { code: 'sum', index: 1, difference: 40 }],
    ['asks too much', [term('2026-12-01', 130)], { code: 'sum', index: 0, difference: -30 }],
  ])('%s', (_, terms, problem) => {
    expect(planProblem(terms, 100, TODAY)).toEqual(problem);
  });

  it('may begin today', () => {
    expect(planProblem([term('2026-11-24', 100)], 100, TODAY)).toBeNull();
  });
});

describe('what came in', () => {
  const instalments = [
    { position: 1, dueOn: day('2026-12-01'), amount: 100 },
    { position: 2, dueOn: day('2027-01-01'), amount: 100 },
    { position: 3, dueOn: day('2027-02-01'), amount: 100 },
  ];
  const standing = (received: number, on: string) =>
    planProgress([...instalments].reverse(), received, 3, day(on)).map(({ progress }) => `${progress.state} ${progress.paid}`);

  it('goes to the oldest instalment first', () => {
    expect(standing(150, '2026-12-02')).toEqual(['paid 100', 'partly-paid 50', 'due 0']);
  });

  it('leaves an instalment its days of grace', () => {
    expect(standing(0, '2026-12-03')).toEqual(['due 0', 'due 0', 'due 0']);
    expect(standing(0, '2026-12-04')).toEqual(['missed 0', 'due 0', 'due 0']);
    expect(standing(99, '2026-12-04')).toEqual(['missed 99', 'due 0', 'due 0']);
  });

  it('is spread without losing or making a cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), anyDay, (received, on) => {
        const spread = planProgress(instalments, received, 3, on);
        expect(spread.reduce((total, { progress }) => total + progress.paid, 0)).toBe(received);
        const unpaid = spread.findIndex(({ progress }) => progress.state !== 'paid');
        expect(spread.slice(unpaid + 1).every(({ progress }) => unpaid < 0 || progress.paid === 0)).toBe(true);
      }),
    );
  });
});
