import { describe, expect, it } from 'vitest';
import { epcPayload } from '../../portal-server/portal/transfer.ts';
import { type InvoiceFacts, portalOverview } from '../../src-shared/domain/portal-overview.ts';
import { day, typedAmount } from '../../src-shared/kernel/index.ts';
import { PICTURE_INVOICES } from '../support/portfolio.ts';

const today = day('2026-03-10');

function facts(values: Partial<InvoiceFacts> & Pick<InvoiceFacts, 'number' | 'open'>): InvoiceFacts {
  return {
    id: values.number,
    kind: values.open < 0 ? 'credit-note' : 'invoice',
    currency: 'EUR',
    issueDate: day('2026-01-01'),
    dueDate: day('2026-02-01'),
    amount: values.open,
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

const states = (invoices: InvoiceFacts[]) => {
  const [overview] = portalOverview(invoices, today, 'EUR');
  const rows = [...(overview?.due ?? []), ...(overview?.credits ?? []), ...(overview?.later ?? [])];
  return rows.map((row) => [row.invoice.number, row.state, row.asked]);
};

describe('what a debtor sees', () => {
  it('is the amount of the pictures, and it adds up', () => {
    const invoices = PICTURE_INVOICES.map((each) => facts(each as Partial<InvoiceFacts> & Pick<InvoiceFacts, 'number' | 'open'>));
    const [overview] = portalOverview(invoices, today, 'EUR');
    expect(overview).toMatchObject({ currency: 'EUR', amountDue: 78_450, lateCount: 2, nextDue: '2026-03-11' });
    expect(overview?.due.map((row) => [row.invoice.number, row.asked, row.daysLate, row.paid])).toEqual([
      ['2025-2817', 41_240, 62, 20_000],
      ['2026-0142', 41_860, 27, 0],
    ]);
    expect(overview?.later.map((row) => [row.invoice.number, row.state])).toEqual([
      ['2026-0391', 'not-due'],
      ['2026-0298', 'disputed'],
    ]);
  });

  it('asks today what is due today, and nothing of what is held back', () => {
    expect(states([facts({ number: 'today', open: 10, dueDate: today })])).toEqual([['today', 'due', 10]]);
    expect(states([facts({ number: 'p', open: 10, promisedUntil: today })])).toEqual([['p', 'promised', 10]]);
    expect(states([facts({ number: 'p', open: 10, promisedUntil: today, promisedAmount: 4, disputedAmount: 1 })])).toEqual([
      ['p', 'due', 5],
      ['p', 'promised', 4],
      ['p', 'disputed', 1],
    ]);
    expect(states([facts({ number: 'p', open: 10, promisedUntil: day('2026-03-09') })])).toEqual([['p', 'due', 10]]);
    expect(states([facts({ number: 'plan', open: 10, planId: 'x' })])).toEqual([['plan', 'planned', 10]]);
  });

  it('splits a document that is disputed in part, and takes off what is on its way', () => {
    expect(states([facts({ number: 'd', open: 100, disputedAmount: 30, onTheWay: 20 })])).toEqual([
      ['d', 'due', 50],
      ['d', 'disputed', 30],
    ]);
    expect(states([facts({ number: 'paid', open: 100, onTheWay: 100 })])).toEqual([['paid', 'in-process', 100]]);
    expect(states([facts({ number: 'used', open: -100, onTheWay: -100 })])).toEqual([]);
  });

  it('keeps currencies apart, the own one first', () => {
    const list = portalOverview(
      [facts({ number: 'd', open: 5, currency: 'AUD' }), facts({ number: 'e', open: 7, currency: 'EUR' })],
      today,
      'EUR',
    );
    expect(list.map(({ currency, amountDue }) => [currency, amountDue])).toEqual([
      ['EUR', 7],
      ['AUD', 5],
    ]);
  });

  it('is a credit balance when credits are more than what is due', () => {
    expect(portalOverview([facts({ number: 'c', open: -50 }), facts({ number: 'i', open: 20 })], today, 'EUR')[0]?.amountDue).toBe(-30);
  });
});

describe('an amount as people type it', () => {
  it.each([
    ['100', 'EUR', 10_000],
    ['100,5', 'EUR', 10_050],
    ['100.50', 'EUR', 10_050],
    ['1.234,56', 'EUR', 123_456],
    ['1,234.56', 'EUR', 123_456],
    ['1.234', 'EUR', 123_400],
    ['€ 1 234,56', 'EUR', 123_456],
    ['100,-', 'EUR', 10_000],
    ['1.500', 'JPY', 1_500],
  ])('reads %s', (text, currency, minor) => {
    expect(typedAmount(text, currency)).toBe(minor);
  });

  it.each(['', 'abc', '-5', '1.23.4', '12,345', '1,2,3', '0x10', '1e3'].map((text) => [text]))(
    'refuses %s or reads nothing else into it',
    (text) => {
      if (text === '12,345') expect(typedAmount(text, 'EUR')).toBe(1_234_500);
      else expect(() => typedAmount(text, 'EUR')).toThrow('money.');
    },
  );
});

describe('the QR code for a transfer', () => {
  it('holds what EPC069-12 asks for, line by line', () => {
    expect(epcPayload('Lindeboer Koffie B.V.', 'NL91ABNA0417164300', 78_450, 'RF451234512345').split('\n')).toEqual([
      'BCD',
      '002',
      '1',
      'SCT',
      '',
      'Lindeboer Koffie B.V.',
      'NL91ABNA0417164300',
      'EUR784.50',
      '',
      'RF451234512345',
    ]);
  });
});
