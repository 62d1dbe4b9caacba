import { describe, expect, it } from 'vitest';
import { AGEING_BUCKETS, ageingBucket, ageingCutoffs, completeAgeing } from '../../src-shared/domain/ageing.ts';
import { dsoCountBack, dsoSimple, formatTenths } from '../../src-shared/domain/dso.ts';
import { addDays, type Day, day } from '../../src-shared/kernel/index.ts';

describe('ageing', () => {
  const asOf = day('2026-03-31');

  it('puts an invoice in one bucket by its days overdue', () => {
    const buckets = [-400, 0, 1, 30, 31, 60, 61, 90, 91, 4_000].map(ageingBucket);
    expect(buckets).toEqual(['notDue', 'notDue', '1-30', '1-30', '31-60', '31-60', '61-90', '61-90', 'over90', 'over90']);
  });

  it('says the same with due dates', () => {
    const cutoffs = ageingCutoffs(asOf);
    for (let late = -100; late < 200; late += 1) {
      const due = addDays(asOf, -late);
      expect(cutoffs.find(({ dueFrom }) => due >= dueFrom)?.bucket ?? 'over90', due).toBe(ageingBucket(late));
    }
  });

  it('derives its totals from the buckets', () => {
    const buckets = Object.fromEntries(AGEING_BUCKETS.map((bucket, index) => [bucket, { invoices: index + 1, amount: (index + 1) * 100 }]));
    const sums = {
      currency: 'EUR',
      debtors: 3,
      debtorsWithOpen: 2,
      closedInvoices: 9,
      buckets: buckets as ReturnType<typeof completeAgeing>['buckets'],
    };
    expect(completeAgeing(sums)).toMatchObject({ openInvoices: 15, open: 1_500, overdue: 1_400 });
  });
});

describe('days sales outstanding', () => {
  const [from, to] = [day('2026-01-01'), day('2026-03-31')];
  const tenths = (value: number | null): string | null => (value === null ? null : formatTenths(value));

  it('is the balance over the sales times the days, both ends counted', () => {
    expect(tenths(dsoSimple(50_000, 90_000, from, to))).toBe('50.0');
    expect(tenths(dsoSimple(0, 90_000, from, to))).toBe('0.0');
    expect(tenths(dsoSimple(-9_000, 90_000, from, to))).toBe('-9.0');
    expect(dsoSimple(50_000, 0, from, to)).toBeNull();
  });

  it('counts back over whole months, and the last in proportion', () => {
    const months = [
      { month: '2026-03', sales: 31_000 },
      { month: '2026-02', sales: 28_000 },
      { month: '2026-01', sales: 31_000 },
      { month: '2025-11', sales: 30_000 },
    ];
    expect(tenths(dsoCountBack(15_500, months, to))).toBe('15.5');
    expect(tenths(dsoCountBack(31_000, months, to))).toBe('31.0');
    expect(tenths(dsoCountBack(45_000, months, to))).toBe('45.0');
    // December had no sales: its days count in full.
    expect(tenths(dsoCountBack(105_000, months, to))).toBe('136.0');
    expect(tenths(dsoCountBack(0, months, to))).toBe('0.0');
    expect(dsoCountBack(120_001, months, to)).toBeNull();
  });

  it('counts a month up to a reference day in the middle of it', () => {
    expect(tenths(dsoCountBack(5_000, [{ month: '2026-03', sales: 10_000 }], '2026-03-10' as Day))).toBe('5.0');
  });
});
