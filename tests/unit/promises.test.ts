import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ArrangeableInvoice,
  arrangeableOf,
  fullLines,
  paidOf,
  partialLines,
  receivedOn,
  takeCredits,
} from '../../src-shared/domain/arranged-lines.ts';
import { holdsOf, promiseProblem, promiseState, reliabilityOf, replacedBy } from '../../src-shared/domain/promises.ts';
import { addDays, type Day, day } from '../../src-shared/kernel/index.ts';
import type { ArrangedLine, PromiseState } from '../../src-shared/schema/index.ts';

const ON = day('2026-11-20');
const line = (invoiceId: string, amount: number, paidBefore = 0): ArrangedLine => ({ invoiceId, number: invoiceId, amount, paidBefore });
const paying = (paid: Record<string, number>) => (id: string) => paid[id];

function invoice(id: string, open: number, changes: Partial<ArrangeableInvoice> = {}): ArrangeableInvoice {
  return {
    ...{ id, number: id, kind: 'invoice', currency: 'EUR', issueDate: day('2026-10-01'), dueDate: day('2026-11-01') },
    ...{ amount: open, open, onTheWay: 0, writtenOff: 0, disputedAmount: 0, planId: null },
    ...changes,
  };
}

describe('what can be arranged of a document', () => {
  it('is what is open, without what is on the way, given up or disputed', () => {
    expect(arrangeableOf(invoice('a', 1_000, { onTheWay: 100, writtenOff: 50, disputedAmount: 200 }))).toBe(650);
    expect(arrangeableOf(invoice('a', 100, { disputedAmount: 500 }))).toBe(0);
    expect(arrangeableOf(invoice('c', -300, { onTheWay: -100 }))).toBe(-200);
    expect(arrangeableOf(invoice('c', -300, { onTheWay: -300 }))).toBe(0);
  });

  it('is laid down with what was off it before', () => {
    const partly = invoice('a', 600, { amount: 1_000, onTheWay: 100 });
    expect(paidOf(partly)).toBe(500);
    expect(fullLines([partly])).toEqual([line('a', 500, 500)]);
  });

  it('fills the oldest first when it is a part, and keeps the others in', () => {
    const invoices = [invoice('new', 500, { dueDate: day('2026-12-01') }), invoice('old', 300), invoice('credit', -50)];
    expect(partialLines(invoices, 400)).toEqual([line('old', 300), line('new', 100)]);
    expect(partialLines(invoices, 200)).toEqual([line('old', 200), line('new', 0)]);
  });
});

describe('what came in on lines', () => {
  it('counts wherever it landed, up to the total', () => {
    const lines = [line('a', 300, 100), line('b', 0)];
    expect(receivedOn(lines, 300, paying({ a: 100, b: 0 }))).toBe(0);
    expect(receivedOn(lines, 300, paying({ a: 200, b: 50 }))).toBe(150);
    expect(receivedOn(lines, 300, paying({ a: 100, b: 900 }))).toBe(300);
  });

  it('does not count money that went back against other money, nor a document that is gone', () => {
    expect(receivedOn([line('a', 300, 100), line('b', 200)], 500, paying({ a: 0, b: 200 }))).toBe(200);
    expect(receivedOn([line('a', 300, 100)], 300, paying({}))).toBe(0);
  });

  it('comes out even when the ledger settles the credit that was in it', () => {
    const lines = [line('a', 1_000), line('c', -200)];
    expect(receivedOn(lines, 800, paying({ a: 200, c: -200 }))).toBe(0);
    expect(receivedOn(lines, 800, paying({ a: 1_000, c: -200 }))).toBe(800);
  });

  it('is eked out with credits that came since, each of them once', () => {
    const credits = [
      { issueDate: day('2026-11-10'), currency: 'EUR', left: 500 },
      { issueDate: day('2026-11-18'), currency: 'EUR', left: 500 },
      { issueDate: day('2026-11-18'), currency: 'USD', left: 500 },
    ];
    expect(takeCredits(credits, 300, 'EUR', day('2026-11-15'), ON)).toBe(300);
    expect(takeCredits(credits, 300, 'EUR', day('2026-11-15'), ON)).toBe(200);
    expect(takeCredits(credits, 300, 'EUR', day('2026-11-15'), ON)).toBe(0);
    expect(credits.map(({ left }) => left)).toEqual([500, 0, 500]);
  });
});

describe('a promise', () => {
  const promise = (state: PromiseState = 'open', received = 0) => ({ amount: 1_000, promisedOn: ON, graceDays: 2, state, received });
  const stateOn = (days: number, now: number, inTime = now, before = promise()) => promiseState(before, { now, inTime }, addDays(ON, days));

  it('is kept as soon as all of it is there', () => {
    expect(stateOn(-10, 999)).toEqual({ state: 'open', received: 999 });
    expect(stateOn(-10, 1_000)).toEqual({ state: 'kept', received: 1_000 });
  });

  it('is decided on the day it is looked, not before', () => {
    expect(stateOn(1, 0).state).toBe('open');
    expect(stateOn(2, 0).state).toBe('broken');
    expect(stateOn(2, 1).state).toBe('partly-kept');
    expect(stateOn(2, 1_000).state).toBe('kept');
  });

  it('has its whole day when there are no days of grace', () => {
    const strict = { ...promise(), graceDays: 0 };
    expect(stateOn(0, 0, 0, strict).state).toBe('open');
    expect(stateOn(1, 0, 0, strict).state).toBe('broken');
  });

  it('does not become kept by money that came too late', () => {
    expect(stateOn(9, 1_000, 400)).toEqual({ state: 'partly-kept', received: 400 });
    expect(stateOn(9, 1_000, 0, promise('broken')).state).toBe('broken');
  });

  it('becomes kept after all when the money turns out to have come in time', () => {
    expect(stateOn(9, 1_000, 1_000, promise('broken'))).toEqual({ state: 'kept', received: 1_000 });
  });

  it('loses what goes back: it runs on before its day, and is decided again after it', () => {
    expect(stateOn(-3, 0, 0, promise('kept', 1_000))).toEqual({ state: 'open', received: 0 });
    expect(stateOn(9, 300, 1_000, promise('kept', 1_000))).toEqual({ state: 'partly-kept', received: 300 });
    expect(stateOn(9, 0, 0, promise('kept', 1_000)).state).toBe('broken');
  });

  it('keeps what it was when the ledger only moves the money about', () => {
    expect(stateOn(9, 1_000, 0, promise('kept', 1_000)).state).toBe('kept');
    expect(stateOn(9, 400, 0, promise('partly-kept', 400))).toEqual({ state: 'partly-kept', received: 400 });
  });

  it('stays withdrawn', () => {
    expect(stateOn(9, 1_000, 1_000, promise('withdrawn')).state).toBe('withdrawn');
  });

  it('judged twice on the same money is judged the same', () => {
    const states = fc.constantFrom<PromiseState>('open', 'kept', 'partly-kept', 'broken', 'withdrawn');
    const money = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(states, money, money, money, fc.integer({ min: -5, max: 30 }), (state, received, now, inTime, days) => {
        const once = stateOn(days, now, inTime, promise(state, received));
        const twice = stateOn(days, now, inTime, { ...promise(), ...once });
        expect(twice).toEqual(once);
      }),
    );
  });

  it.each([
    [{ amount: 100, open: 0 }, 0, 'nothing-open'],
    [{ amount: 0, open: 100 }, 0, 'amount'],
    [{ amount: 101, open: 100 }, 0, 'too-much'],
    [{ amount: 100, open: 100 }, 61, 'too-far'],
    [{ amount: 100, open: 100 }, -32, 'past'],
    [{ amount: 100, open: 100 }, 60, null],
    [{ amount: 100, open: 100 }, -3, null],
  ])('of %j in %i days: %s', (given, days, problem) => {
    expect(promiseProblem({ ...given, promisedOn: addDays(ON, days) }, ON, 60)).toBe(problem);
  });
});

describe('what promises hold back', () => {
  const open = (promisedOn: Day, ...lines: ArrangedLine[]) => ({ promisedOn, graceDays: 2, lines });

  it('is what has not come in of them, until the latest day with its grace', () => {
    const holds = holdsOf([open(ON, line('a', 400), line('b', 100)), open(addDays(ON, 10), line('a', 300, 0))], paying({ a: 100, b: 100 }));
    expect(holds.get('a')).toEqual({ promisedUntil: '2026-12-02', promisedAmount: 500 });
    expect(holds.has('b')).toBe(false);
  });
});

describe('a newer promise', () => {
  const earlier = { id: 'p', amount: 700, lines: [line('a', 500), line('b', 200)] };
  const replaced = (lines: ArrangedLine[], openOf: Record<string, number>) =>
    replacedBy(lines, [earlier], (id) => openOf[id] ?? 0, paying({ a: 0, b: 0 })).map(({ lines, amount }) => ({
      ids: lines.map((l) => l.invoiceId),
      amount,
    }));

  it('takes the place of an earlier one where together they would be too much', () => {
    expect(replaced([line('a', 500), line('b', 200)], { a: 500, b: 200 })).toEqual([{ ids: [], amount: 0 }]);
    expect(replaced([line('a', 500)], { a: 500, b: 200 })).toEqual([{ ids: ['b'], amount: 200 }]);
  });

  it('stands beside it when there is room for both', () => {
    expect(replaced([line('a', 500)], { a: 1_000, b: 200 })).toEqual([]);
    expect(replaced([line('z', 500)], { z: 500 })).toEqual([]);
  });
});

it('says how far a debtor’s word can be relied on', () => {
  const of = (state: PromiseState, replaces: number = 0) => ({
    state,
    replaces: Array.from({ length: replaces }, () => ({ promiseId: 'p', amount: 1, lines: [] })),
  });
  expect(reliabilityOf([of('open'), of('withdrawn', 1)])).toEqual({ kept: 0, partly: 0, broken: 0, moved: 0, percentage: null });
  expect(reliabilityOf([of('kept'), of('kept', 1), of('broken'), of('partly-kept'), of('open', 2)])).toEqual({
    ...{ kept: 2, partly: 1, broken: 1, moved: 2, percentage: 50 },
  });
});
