import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InterestClaim, statutoryInterest } from '../../src-shared/domain/interest.ts';
import { ratesWith, STATUTORY_RATES } from '../../src-shared/domain/statutory-interest-rates.ts';
import { addDays, type Day, day, daysBetween } from '../../src-shared/kernel/index.ts';

const claim = (dueDate: string, more: Partial<InterestClaim> = {}): InterestClaim => ({
  principal: 100_000,
  dueDate: day(dueDate),
  payments: [],
  kind: 'trade',
  ...more,
});
const interest = (subject: InterestClaim, asOf: string) => statutoryInterest(subject, day(asOf), STATUTORY_RATES);
const parts = (subject: InterestClaim, asOf: string) =>
  interest(subject, asOf).lines.map(({ from, to, days, base, rate, interest: sum }) => `${from} ${to} ${days} ${base} ${rate} ${sum}`);

describe('statutory interest', () => {
  it('runs from the day after the due date, through the day it is reckoned to', () => {
    expect(parts(claim('2026-03-01'), '2026-03-01')).toEqual([]);
    // 1,000.00 × 10.15 % × 1 / 365
    expect(parts(claim('2026-03-01'), '2026-03-02')).toEqual(['2026-03-02 2026-03-02 1 100000 1015 28']);
    expect(parts(claim('2026-03-01'), '2026-03-31')).toEqual(['2026-03-02 2026-03-31 30 100000 1015 834']);
  });

  it('is split where the rate changes, and compounded after each full year', () => {
    // 1,000 × 11.15 % × 181/365 = 55.292; × 10.15 % × 184/365 = 51.167; 1,106.46 × 10.15 % × 31/365 = 9.538
    expect(parts(claim('2024-12-31'), '2026-01-31')).toEqual([
      '2025-01-01 2025-06-30 181 100000 1115 5529',
      '2025-07-01 2025-12-31 184 100000 1015 5117',
      '2026-01-01 2026-01-31 31 110646 1015 954',
    ]);
    expect(interest(claim('2024-12-31'), '2026-01-31').total).toBe(11_600);
  });

  it('knows the other rate, and counts a leap year as 366 days of a 365th', () => {
    expect(parts(claim('2023-12-31', { kind: 'other' }), '2024-12-31')).toEqual([
      '2024-01-01 2024-06-30 182 100000 700 3490',
      '2024-07-01 2024-12-31 184 100000 700 3529',
    ]);
  });

  it('starts a new year on the day after 28 February when it began on the 29th', () => {
    const lines = interest(claim('2024-02-28'), '2025-03-01').lines;
    expect(lines.at(-1)).toMatchObject({
      from: '2025-03-01',
      base: 100_000 + lines.slice(0, -1).reduce((sum, line) => sum + line.interest, 0),
    });
  });

  it('runs over less from the day after a payment, and over nothing after the last', () => {
    const paid = claim('2026-01-31', {
      payments: [
        { on: day('2026-02-10'), amount: 40_000 },
        { on: day('2026-02-20'), amount: 60_000 },
      ],
    });
    expect(parts(paid, '2026-12-31')).toEqual(['2026-02-01 2026-02-10 10 100000 1015 278', '2026-02-11 2026-02-20 10 60000 1015 167']);
    const early = claim('2026-01-31', { payments: [{ on: day('2026-01-15'), amount: 99_000 }] });
    expect(parts(early, '2026-02-10')).toEqual(['2026-02-01 2026-02-10 10 1000 1015 3']);
  });

  it('refuses a day before the first rate, and takes a company’s own rates over the published', () => {
    expect(() => interest(claim('2010-01-01'), '2026-01-01')).toThrow(expect.objectContaining({ code: 'interest.no-rate' }));
    const own = ratesWith([{ from: day('2026-07-01'), trade: 2_000, other: 500 }]);
    const [, second] = statutoryInterest(claim('2026-06-29'), day('2026-07-10'), own).lines;
    expect(second).toMatchObject({ from: '2026-07-01', rate: 2_000 });
  });
});

const dueDate = fc.integer({ min: 0, max: 3_400 }).map((days) => addDays(day('2016-07-01'), days));
const subject = fc
  .record({
    principal: fc.integer({ min: 1, max: 100_000_000 }),
    dueDate,
    kind: fc.constantFrom('trade' as const, 'other' as const),
    parts: fc.array(fc.record({ after: fc.integer({ min: -60, max: 1_500 }), permille: fc.integer({ min: 1, max: 300 }) }), {
      maxLength: 4,
    }),
  })
  .map(
    ({ parts: paid, ...rest }): InterestClaim => ({
      ...rest,
      payments: paid.slice(0, 3).map(({ after, permille }) => ({
        on: addDays(rest.dueDate, after),
        amount: Math.floor((rest.principal * permille) / 1_000),
      })),
    }),
  );
const reach = fc.integer({ min: 1, max: 3_000 });

/** The same, day by day in fractions: what the lines may differ from by their rounding only. */
function dayByDay({ principal, dueDate: due, payments, kind }: InterestClaim, asOf: Day): number {
  const start = addDays(due, 1);
  let [capital, year, total] = [0, 0, 0];
  for (let on = start; on <= asOf; on = addDays(on, 1)) {
    const [y, m, d] = start.split('-').map(Number) as [number, number, number];
    const years = Number(on.slice(0, 4)) - y;
    if (years > 0 && new Date(Date.UTC(y + years, m - 1, d)).toISOString().slice(0, 10) === on) [capital, year] = [capital + year, 0];
    const open = principal - payments.filter((payment) => payment.on < on).reduce((sum, payment) => sum + payment.amount, 0);
    const rate = STATUTORY_RATES.findLast(({ from }) => from <= on)?.[kind] ?? Number.NaN;
    const today = open > 0 ? ((open + capital) * rate) / 3_650_000 : 0;
    year += today;
    total += today;
  }
  return total;
}

describe('the lines of any claim', () => {
  it('follow one another without a gap, and add up to what every day by itself gives', () => {
    fc.assert(
      fc.property(subject, reach, (given, days) => {
        const asOf = addDays(given.dueDate, days);
        const { lines, total } = statutoryInterest(given, asOf, STATUTORY_RATES);
        expect(lines[0]?.from).toBe(addDays(given.dueDate, 1));
        expect(lines.at(-1)?.to).toBe(asOf);
        for (const [index, line] of lines.entries()) {
          expect(line.days).toBe(daysBetween(line.from, line.to) + 1);
          if (index > 0) expect(line.from).toBe(addDays((lines[index - 1] as (typeof lines)[number]).to, 1));
        }
        expect(total).toBe(lines.reduce((sum, line) => sum + line.interest, 0));
        expect(Math.abs(total - dayByDay(given, asOf))).toBeLessThanOrEqual(lines.length);
      }),
      { numRuns: 60 },
    );
  });
});
