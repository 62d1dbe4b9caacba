import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateByLaw, type Claim } from '../../src-shared/domain/allocation.ts';
import { choosePayment } from '../../src-shared/domain/allocation-choice.ts';
import { reverseSettlement, settlePayment } from '../../src-shared/domain/allocation-settle.ts';
import type { InvoiceFacts } from '../../src-shared/domain/portal-overview.ts';
import { addDays, day } from '../../src-shared/kernel/index.ts';

const today = day('2026-03-10');
const claim = (id: string, amount: number, dueInDays: number, ageDays: number): Claim => ({
  id,
  amount,
  dueDate: addDays(today, dueInDays),
  since: addDays(today, -ageDays),
});

describe("the law's order (Dutch Civil Code 6:43)", () => {
  it('serves what is due before what is older', () => {
    const claims = [claim('older, not due', 100, 5, 90), claim('due', 100, -1, 30)];
    expect(allocateByLaw(150, claims, today)).toEqual({
      shares: [
        { id: 'due', amount: 100 },
        { id: 'older, not due', amount: 50 },
      ],
      rest: 0,
    });
  });

  it('counts a claim as due on its due date', () => {
    expect(allocateByLaw(10, [claim('tomorrow', 10, 1, 50), claim('today', 10, 0, 10)], today).shares).toEqual([
      { id: 'today', amount: 10 },
    ]);
  });

  it('serves the oldest first, and equals in proportion, to the cent', () => {
    const claims = [claim('new', 100, -1, 10), claim('a', 100, -5, 40), claim('b', 50, -9, 40)];
    expect(allocateByLaw(100, claims, today).shares).toEqual([
      { id: 'a', amount: 67 },
      { id: 'b', amount: 33 },
    ]);
  });

  it('leaves over what no claim takes', () => {
    expect(allocateByLaw(130, [claim('a', 100, -1, 5)], today)).toEqual({ shares: [{ id: 'a', amount: 100 }], rest: 30 });
  });

  it('never loses or makes a cent, and never gives a claim more than it is', () => {
    const claims = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 5 })),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(claims, fc.integer({ min: 0, max: 10 ** 10 }), (list, amount) => {
        const all = list.map(([size, due, age], index) => claim(String(index), size, due, age));
        const { shares, rest } = allocateByLaw(amount, all, today);
        expect(shares.reduce((sum, share) => sum + share.amount, 0) + rest).toBe(amount);
        for (const share of shares) expect(share.amount).toBeLessThanOrEqual(all[Number(share.id)]?.amount ?? 0);
        if (rest > 0) expect(amount - rest).toBe(all.reduce((sum, each) => sum + each.amount, 0));
      }),
    );
  });
});

function invoice(id: string, open: number, values: Partial<InvoiceFacts> = {}): InvoiceFacts {
  return {
    id,
    number: id,
    kind: open < 0 ? 'credit-note' : 'invoice',
    currency: 'EUR',
    issueDate: addDays(today, -40),
    dueDate: addDays(today, -10),
    amount: open,
    open,
    onTheWay: 0,
    description: '',
    disputedAmount: 0,
    promisedUntil: null,
    promisedAmount: null,
    planId: null,
    writtenOff: 0,
    handOverId: null,
    blockedReason: '',
    ...values,
  };
}

describe("a debtor's choice", () => {
  const invoices = [
    invoice('a', 41_240),
    invoice('b', 41_860),
    invoice('c', 50_000, { dueDate: addDays(today, 5) }),
    invoice('credit', -4_650),
  ];

  it('deducts the credit notes from what is ticked', () => {
    expect(choosePayment(invoices, { invoiceIds: ['a', 'b'], otherAmount: null }, today)).toEqual({
      total: 78_450,
      amount: 78_450,
      lines: [
        { invoiceId: 'a', amount: 41_240 },
        { invoiceId: 'b', amount: 41_860 },
        { invoiceId: 'credit', amount: -4_650 },
      ],
    });
  });

  it('leaves the credit notes alone for a part', () => {
    const { lines, total } = choosePayment(invoices, { invoiceIds: ['a', 'b', 'c'], otherAmount: 50_000 }, today);
    expect(total).toBe(128_450);
    expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(50_000);
    expect(lines.map((line) => line.invoiceId)).toEqual(['a', 'b']);
  });

  it('uses no more credit than there is to settle', () => {
    const few = [invoice('a', 1_000), invoice('c1', -600, { issueDate: addDays(today, -90) }), invoice('c2', -600)];
    expect(() => choosePayment(few, { invoiceIds: ['a'], otherAmount: null }, today)).toThrow('payment.covered-by-credit');
    const one = choosePayment([invoice('a', 1_000), invoice('c1', -600)], { invoiceIds: ['a'], otherAmount: null }, today);
    expect(one.amount).toBe(400);
  });

  it('offers nothing that is disputed, in a plan, or already on its way', () => {
    const held = [invoice('d', 100, { disputedAmount: 100 }), invoice('p', 100, { planId: 'plan' }), invoice('w', 100, { onTheWay: 100 })];
    expect(() => choosePayment(held, { invoiceIds: ['d', 'p', 'w'], otherAmount: null }, today)).toThrow('payment.nothing-chosen');
    const part = [invoice('d', 100, { disputedAmount: 30, onTheWay: 20 })];
    expect(choosePayment(part, { invoiceIds: ['d'], otherAmount: null }, today).amount).toBe(50);
  });

  it('refuses an amount beyond the choice, and none at all', () => {
    const choose = (otherAmount: number) => choosePayment(invoices, { invoiceIds: ['a'], otherAmount }, today);
    expect(() => choose(36_591)).toThrow('payment.too-much');
    expect(() => choose(0)).toThrow('payment.too-little');
    expect(choose(36_590).lines).toHaveLength(2);
  });
});

describe('money that has come in', () => {
  const byId = (list: InvoiceFacts[]) => new Map(list.map((each) => [each.id, each]));

  it('settles what it was meant for', () => {
    const lines = [
      { invoiceId: 'a', amount: 41_240 },
      { invoiceId: 'credit', amount: -4_650 },
    ];
    const settled = settlePayment(36_590, lines, byId([invoice('a', 41_240), invoice('credit', -4_650)]), today);
    expect(settled).toEqual({ lines, unallocated: 0 });
  });

  it('keeps what its documents no longer take, and the credit they no longer need', () => {
    const paidMeanwhile = byId([invoice('a', 41_240, { onTheWay: 41_240 }), invoice('credit', -4_650)]);
    const lines = [
      { invoiceId: 'a', amount: 41_240 },
      { invoiceId: 'credit', amount: -4_650 },
    ];
    expect(settlePayment(36_590, lines, paidMeanwhile, today)).toEqual({ lines: [], unallocated: 36_590 });
  });

  it("books less than was asked in the law's order", () => {
    const invoices = byId([invoice('new', 100, { issueDate: addDays(today, -5) }), invoice('old', 100)]);
    const lines = [
      { invoiceId: 'new', amount: 100 },
      { invoiceId: 'old', amount: 100 },
    ];
    expect(settlePayment(120, lines, invoices, today).lines).toEqual([
      { invoiceId: 'old', amount: 100 },
      { invoiceId: 'new', amount: 20 },
    ]);
  });

  it('always adds up, and never turns a balance round', () => {
    const size = fc.integer({ min: 0, max: 10_000 });
    const document = fc.record({ open: size, onTheWay: size, wanted: size, isCredit: fc.boolean() });
    fc.assert(
      fc.property(fc.array(document, { maxLength: 8 }), fc.integer({ min: 1, max: 30_000 }), (documents, amount) => {
        const sign = (isCredit: boolean): number => (isCredit ? -1 : 1);
        const invoices = documents.map(({ open, onTheWay, isCredit }, i) =>
          invoice(String(i), sign(isCredit) * open, { onTheWay: sign(isCredit) * Math.min(open, onTheWay) }),
        );
        const lines = documents.map(({ wanted, isCredit }, i) => ({ invoiceId: String(i), amount: sign(isCredit) * wanted }));
        const settled = settlePayment(amount, lines, byId(invoices), today);
        expect(settled.lines.reduce((sum, line) => sum + line.amount, 0) + settled.unallocated).toBe(amount);
        expect(settled.unallocated).toBeGreaterThanOrEqual(0);
        for (const line of settled.lines) {
          const it = invoices[Number(line.invoiceId)];
          const left = (it?.open ?? 0) - (it?.onTheWay ?? 0) - line.amount;
          expect(Math.sign(left) === 0 || Math.sign(left) === Math.sign(it?.open ?? 0)).toBe(true);
        }
      }),
    );
  });
});

describe('money that goes back', () => {
  const parts = [
    { invoiceId: 'first', amount: 100, awaiting: 100 },
    { invoiceId: 'second', amount: 50, awaiting: 50 },
    { invoiceId: 'credit', amount: -30, awaiting: -30 },
  ];

  it('reopens what was booked last, after what no document had taken', () => {
    expect(reverseSettlement(60, 20, parts, false)).toEqual([{ invoiceId: 'second', awaiting: 40, inLedger: 0 }]);
    expect(reverseSettlement(15, 20, parts, false)).toEqual([]);
  });

  it('frees the credits when all of it goes back', () => {
    expect(reverseSettlement(120, 0, parts, true)).toEqual([
      { invoiceId: 'first', awaiting: 100, inLedger: 0 },
      { invoiceId: 'second', awaiting: 50, inLedger: 0 },
      { invoiceId: 'credit', awaiting: -30, inLedger: 0 },
    ]);
  });

  it('takes what is still on its way before it reopens what the ledger has shown', () => {
    const shown = [{ invoiceId: 'first', amount: 100, awaiting: 0 }, ...parts.slice(1)];
    expect(reverseSettlement(120, 0, shown, true)).toEqual([
      { invoiceId: 'first', awaiting: 0, inLedger: 100 },
      { invoiceId: 'second', awaiting: 50, inLedger: 0 },
      { invoiceId: 'credit', awaiting: -30, inLedger: 0 },
    ]);
    expect(reverseSettlement(80, 0, shown, false)).toEqual([
      { invoiceId: 'first', awaiting: 0, inLedger: 30 },
      { invoiceId: 'second', awaiting: 50, inLedger: 0 },
    ]);
    const half = [{ invoiceId: 'first', amount: 100, awaiting: 40 }];
    expect(reverseSettlement(70, 0, half, false)).toEqual([{ invoiceId: 'first', awaiting: 40, inLedger: 30 }]);
  });
});
