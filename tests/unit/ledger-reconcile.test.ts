import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AwaitingAllocation, amountsFromBalance, reconcileLedger } from '../../src-shared/domain/ledger-reconcile.ts';
import { addDays, type Day } from '../../src-shared/kernel/index.ts';

const on = (id: string, awaiting: number, allocatedOn = '2026-03-01'): AwaitingAllocation => ({
  id,
  awaiting,
  allocatedOn: allocatedOn as Day,
});
const open = (balance: number) => ({ amount: 100, open: balance });

describe('reconciling with the ledger', () => {
  it('does nothing while the ledger shows the old balance', () => {
    expect(reconcileLedger(open(100), open(100), [on('p', 100)])).toEqual({ confirmed: [], arrived: 0, movement: null });
  });

  it('confirms what was on the way and records only the rest', () => {
    expect(reconcileLedger(open(100), open(0), [on('p', 40)])).toEqual({
      confirmed: [{ id: 'p', awaiting: 0 }],
      arrived: 40,
      movement: 60,
    });
  });

  it('confirms in part what the ledger shows in part', () => {
    expect(reconcileLedger(open(100), open(70), [on('p', 40)])).toEqual({
      confirmed: [{ id: 'p', awaiting: 10 }],
      arrived: 30,
      movement: null,
    });
  });

  it('takes the oldest payment first', () => {
    const result = reconcileLedger(open(100), open(50), [on('b', 30, '2026-03-02'), on('a', 30, '2026-03-01')]);
    expect(result).toEqual({
      confirmed: [
        { id: 'a', awaiting: 0 },
        { id: 'b', awaiting: 10 },
      ],
      arrived: 50,
      movement: null,
    });
  });

  it('lets a reversal in the ledger say nothing about money on the way', () => {
    expect(reconcileLedger(open(20), open(100), [on('p', 20)])).toEqual({ confirmed: [], arrived: 0, movement: -80 });
  });

  it('works on credit notes with all signs turned', () => {
    const credit = (balance: number) => ({ amount: -100, open: balance });
    expect(reconcileLedger(credit(-100), credit(0), [on('p', -60)])).toEqual({
      confirmed: [{ id: 'p', awaiting: 0 }],
      arrived: -60,
      movement: -40,
    });
  });

  it('takes a corrected amount for a correction, not for a payment', () => {
    expect(reconcileLedger({ amount: 100, open: 100 }, { amount: 80, open: 80 }, [on('p', 100)])).toMatchObject({
      arrived: 0,
      movement: null,
    });
  });

  it('never counts twice, whatever the ledger says in whatever steps', () => {
    const steps = fc.array(fc.integer({ min: -50, max: 120 }), { maxLength: 8 });
    const payments = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 });
    fc.assert(
      fc.property(steps, payments, (balances, parts) => {
        let awaiting = parts.map((part, index) => on(`p${index}`, part, addDays('2026-03-01' as Day, index)));
        let stored = open(100);
        let movements = 0;
        const paid = parts.reduce((sum, part) => sum + part, 0);
        for (const balance of balances) {
          const result = reconcileLedger(stored, open(balance), awaiting);
          const left = new Map(result.confirmed.map(({ id, awaiting: rest }) => [id, rest]));
          awaiting = awaiting.map((it) => ({ ...it, awaiting: left.get(it.id) ?? it.awaiting }));
          movements += result.movement ?? 0;
          stored = open(balance);
          const waiting = awaiting.reduce((sum, it) => sum + it.awaiting, 0);
          // open = amount - Σ (allocation - awaiting)
          expect(stored.open).toBe(100 - movements - (paid - waiting));
          expect(awaiting.every((it, index) => it.awaiting >= 0 && it.awaiting <= (parts[index] ?? 0))).toBe(true);
          // While anything is on the way, every settlement the ledger shows is that money first.
          if (result.movement !== null && result.movement > 0) expect(waiting).toBe(0);
        }
      }),
    );
  });
});

describe('ledgers that list balances only', () => {
  it('takes the first balance for the amount, and corrects it when it can be no settlement', () => {
    expect(amountsFromBalance(undefined, 100)).toEqual({ amount: 100, open: 100 });
    expect(amountsFromBalance({ amount: 100, open: 100 }, 30)).toEqual({ amount: 100, open: 30 });
    expect(amountsFromBalance({ amount: 100, open: 30 }, 120)).toEqual({ amount: 120, open: 120 });
    expect(amountsFromBalance({ amount: 100, open: 30 }, -5)).toEqual({ amount: -5, open: -5 });
  });
});
