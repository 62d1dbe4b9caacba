import { getTableColumns } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultWorkflowRows } from '../../src-shared/domain/default-workflow.ts';
import { type DebtorPlan, type DunningWorkflow, planDebtor } from '../../src-shared/domain/dunning-plan.ts';
import { Fingerprint } from '../../src-shared/domain/fingerprint.ts';
import { addDays, type Day, day } from '../../src-shared/kernel/index.ts';
import { type NewRow, type Row, type TableName, tables } from '../../src-shared/schema/index.ts';
import { debtor, invoice } from '../support/dunning-world.ts';

/** Fills in a row's defaults as the store does. */
function stored<T extends TableName>(table: T, row: NewRow<T>): Row<T> {
  const defaults = Object.entries(getTableColumns(tables[table])).map(([key, column]) => [key, column.default ?? null]);
  return { ...Object.fromEntries(defaults), ...row } as Row<T>;
}

const TODAY = day('2026-03-10');
const rows = defaultWorkflowRows(() => 'x', 'administration-1');
const workflow: DunningWorkflow = { minimumAmount: 500, steps: rows.workflowSteps.map((step) => stored('workflowSteps', step)) };

interface Given {
  debtor?: Partial<NewRow<'debtors'>>;
  contacts?: Partial<NewRow<'contacts'>>[];
  invoices: NewRow<'invoices'>[];
  workflow?: DunningWorkflow;
  date?: Day;
}

function plan(given: Given): DebtorPlan {
  const contacts = (given.contacts ?? []).map((contact, index) =>
    stored('contacts', {
      id: `contact-${index}`,
      administrationId: 'administration-1',
      debtorId: 'debtor-1',
      name: `Contact ${index}`,
      roles: [],
      ...contact,
    }),
  );
  return planDebtor(
    {
      debtor: stored('debtors', debtor('1', given.debtor)),
      contacts,
      invoices: given.invoices.map((row) => stored('invoices', row)),
      workflow: given.workflow ?? workflow,
      administrationCurrency: 'EUR',
    },
    given.date ?? TODAY,
  );
}

const asked = (result: DebtorPlan) => result.messages[0]?.lines.map((line) => [line.number, line.asked, line.step]);

describe('what is asked', () => {
  it('bundles all overdue invoices, what is still open of them, and deducts credits', () => {
    const result = plan({
      invoices: [
        invoice('1', 'B', '2026-02-11', 41_860),
        invoice('1', 'A', '2026-01-07', 41_240, { amount: 61_240 }),
        invoice('1', 'C', '2026-02-20', -4_650),
        invoice('1', 'later', '2026-04-01', 10_000),
      ],
    });
    expect(asked(result)).toEqual([
      ['A', 41_240, 1],
      ['B', 41_860, 1],
      ['C', -4_650, 0],
    ]);
    expect(result.messages[0]).toMatchObject({ amount: 78_450, step: 1, stepName: 'reminder.friendly', currency: 'EUR' });
  });

  it.each([
    ['disputed', { disputedAmount: 20_000 }],
    ['promised', { promisedUntil: TODAY }],
    ['in-plan', { planId: 'plan-1' }],
    ['on-the-way', { onTheWay: 20_000 }],
    ['invoice-blocked', { blockedReason: 'asked sales' }],
  ] as const)('holds back what is %s and asks for the rest', (reason, held) => {
    const result = plan({ invoices: [invoice('1', 'A', '2026-01-07', 20_000, held), invoice('1', 'B', '2026-02-11', 10_000)] });
    expect(asked(result)).toEqual([['B', 10_000, 1]]);
    expect(result.messages[0]?.held).toEqual([{ number: 'A', open: 20_000, reason }]);
    const alone = plan({ invoices: [invoice('1', 'A', '2026-01-07', 20_000, held)] });
    expect(alone).toMatchObject({ messages: [], skipped: [{ reason, amount: 20_000 }] });
  });

  it('asks again once the promise has run out', () => {
    expect(asked(plan({ invoices: [invoice('1', 'A', '2026-01-07', 20_000, { promisedUntil: addDays(TODAY, -1) })] }))).toEqual([
      ['A', 20_000, 1],
    ]);
  });

  it('holds back only the part that is promised, and disputed besides', () => {
    const promised = { promisedUntil: TODAY, promisedAmount: 12_000, disputedAmount: 3_000 };
    const result = plan({ invoices: [invoice('1', 'A', '2026-01-07', 20_000, promised)] });
    expect(asked(result)).toEqual([['A', 5_000, 1]]);
    expect(result.messages[0]?.held).toEqual([
      { number: 'A', open: 12_000, reason: 'promised' },
      { number: 'A', open: 3_000, reason: 'disputed' },
    ]);
  });

  it('asks only for the part that is neither disputed nor on the way', () => {
    const result = plan({ invoices: [invoice('1', 'A', '2026-01-07', 20_000, { disputedAmount: 5_000, onTheWay: 8_000 })] });
    expect(asked(result)).toEqual([['A', 7_000, 1]]);
    expect(result.messages[0]?.held.map(({ reason, open }) => [reason, open])).toEqual([
      ['on-the-way', 8_000],
      ['disputed', 5_000],
    ]);
  });

  it('does not deduct a credit that a portal payment has used already', () => {
    const used = invoice('1', 'C', '2026-01-01', -4_650, { onTheWay: -4_650 });
    expect(asked(plan({ invoices: [invoice('1', 'A', '2026-01-07', 20_000), used] }))).toEqual([['A', 20_000, 1]]);
  });

  it('leaves a blocked debtor alone', () => {
    const result = plan({ debtor: { blocked: true }, invoices: [invoice('1', 'A', '2026-01-07', 20_000)] });
    expect(result).toMatchObject({ messages: [], skipped: [{ reason: 'debtor-blocked' }] });
  });

  it('keeps currencies apart, credits too', () => {
    const result = plan({
      invoices: [
        invoice('1', 'A', '2026-01-07', 20_000),
        invoice('1', 'B', '2026-01-07', 30_000, { currency: 'USD' }),
        invoice('1', 'C', '2026-01-07', -25_000, { currency: 'USD' }),
      ],
    });
    expect(result.messages.map(({ currency, amount }) => [currency, amount])).toEqual([
      ['EUR', 20_000],
      ['USD', 5_000],
    ]);
  });
});

describe('who is skipped', () => {
  it('says so when credits cover it all', () => {
    const result = plan({ invoices: [invoice('1', 'A', '2026-01-07', 20_000), invoice('1', 'C', '2026-02-01', -20_000)] });
    expect(result).toMatchObject({ messages: [], skipped: [{ reason: 'credit-covers', amount: 0 }] });
  });

  it('sends nothing below the minimum, in units of the currency that is asked', () => {
    const small = (open: number, currency: string) => plan({ invoices: [invoice('1', 'A', '2026-01-07', open, { currency })] });
    expect(small(499, 'EUR').skipped).toMatchObject([{ reason: 'below-minimum', amount: 499 }]);
    expect(small(500, 'EUR').messages).toHaveLength(1);
    expect(small(4, 'JPY').skipped).toMatchObject([{ reason: 'below-minimum' }]);
    expect(small(5, 'JPY').messages).toHaveLength(1);
  });

  it('needs an address', () => {
    for (const email of ['', 'nobody', 'a@b\r\nBcc: c@d.example']) {
      expect(plan({ debtor: { email }, invoices: [invoice('1', 'A', '2026-01-07', 20_000)] }).skipped).toMatchObject([
        { reason: 'no-email', amount: 20_000 },
      ]);
    }
  });

  it('waits with steps on a channel that cannot be used yet', () => {
    const steps = workflow.steps.map((step) => (step.position === 2 ? { ...step, channel: 'letter' as const } : step));
    const reminded = invoice('1', 'A', '2026-01-07', 20_000, { stepReached: 1, stepReachedOn: day('2026-02-01') });
    const letters = { minimumAmount: 0, steps };
    expect(plan({ invoices: [reminded], workflow: letters }).skipped).toMatchObject([{ reason: 'channel-not-available', amount: 20_000 }]);
    const both = plan({ invoices: [reminded, invoice('1', 'B', '2026-03-01', 1_000)], workflow: letters });
    expect(asked(both)).toEqual([
      ['A', 20_000, 1],
      ['B', 1_000, 1],
    ]);
  });
});

describe('to whom', () => {
  const invoices = [invoice('1', 'A', '2026-01-07', 20_000)];
  const recipient = (contacts: Partial<NewRow<'contacts'>>[]) => plan({ invoices, contacts }).messages[0];

  it('prefers the primary contact for dunning, then any for dunning, then for invoices, then the debtor', () => {
    const invoiceContact = { email: 'invoices@x.example', roles: ['invoices' as const], isPrimary: true };
    const dunning = { email: 'dunning@x.example', roles: ['dunning' as const] };
    const primary = { email: 'primary@x.example', roles: ['dunning' as const], isPrimary: true };
    expect(recipient([invoiceContact, dunning, primary])?.recipient).toBe('primary@x.example');
    expect(recipient([invoiceContact, dunning])?.recipient).toBe('dunning@x.example');
    expect(recipient([invoiceContact, { ...dunning, email: '' }])?.recipient).toBe('invoices@x.example');
    expect(recipient([{ email: 'disputes@x.example', roles: ['disputes'] }])?.recipient).toBe('debtor-1@customers.example');
  });

  it("speaks the contact's language, else the debtor's", () => {
    expect(recipient([{ email: 'a@x.example', roles: ['dunning'], language: 'en' }])?.language).toBe('en');
    expect(recipient([{ email: 'a@x.example', roles: ['dunning'] }])?.language).toBe('nl');
  });
});

describe('steps', () => {
  const at = (stepReached: number, stepReachedOn: string | null, dueDate = '2025-12-01') =>
    plan({
      invoices: [invoice('1', 'A', dueDate, 20_000, { stepReached, stepReachedOn: stepReachedOn === null ? null : day(stepReachedOn) })],
    });

  it('starts at the first step however late the invoice is', () => {
    expect(at(0, null).messages[0]?.step).toBe(1);
  });

  it('waits for the days after the due date and after the step before', () => {
    expect(at(0, null, '2026-03-06')).toEqual({ messages: [], skipped: [] });
    expect(at(0, null, '2026-03-05').messages[0]?.step).toBe(1);
    expect(at(1, '2026-03-01')).toEqual({ messages: [], skipped: [] });
    expect(at(1, '2026-02-28').messages[0]?.step).toBe(2);
    expect(at(3, '2026-01-01')).toEqual({ messages: [], skipped: [] });
  });

  it('shows what is between two steps in a message that another invoice brings about, at the highest step of all', () => {
    const result = plan({
      invoices: [
        invoice('1', 'A', '2026-01-07', 20_000, { stepReached: 2, stepReachedOn: day('2026-03-08') }),
        invoice('1', 'B', '2026-02-11', 10_000),
        invoice('1', 'C', '2026-03-08', 1_000),
      ],
    });
    expect(asked(result)).toEqual([
      ['A', 20_000, 2],
      ['B', 10_000, 1],
      ['C', 1_000, 0],
    ]);
    expect(result.messages[0]?.step).toBe(2);
  });
});

describe('for every portfolio', () => {
  const amount = fc.integer({ min: -50_000, max: 100_000 }).filter((value) => value !== 0);
  const anyDay = fc.integer({ min: -80, max: 20 }).map((offset) => addDays(TODAY, offset));
  const document = fc.record({
    open: amount,
    dueDate: anyDay,
    currency: fc.constantFrom('EUR', 'USD', 'JPY'),
    onTheWay: fc.oneof(fc.constant(0), amount),
    disputedAmount: fc.oneof(fc.constant(0), fc.nat(100_000)),
    promisedUntil: fc.option(anyDay),
    promisedAmount: fc.option(fc.nat(100_000)),
    planId: fc.option(fc.constant('plan'), { freq: 8 }),
    blockedReason: fc.constantFrom('', '', '', 'by hand'),
    stepReached: fc.integer({ min: 0, max: 3 }),
    stepReachedOn: fc.option(anyDay),
  });
  const portfolio = fc
    .array(document, { maxLength: 12 })
    .map((documents) =>
      documents.map(({ open, dueDate, ...rest }, index) => invoice('1', `N${String(index).padStart(2, '0')}`, dueDate, open, rest)),
    );

  it('holds that lines add up, nothing held is asked, and no document is in two messages', () => {
    fc.assert(
      fc.property(portfolio, (invoices) => {
        const { messages, skipped } = plan({ invoices });
        const byNumber = new Map(invoices.map((row) => [row.number, row]));
        const seen = new Set<string>();
        for (const message of messages) {
          expect(message.lines.reduce((total, line) => total + line.asked, 0)).toBe(message.amount);
          expect(message.amount).toBeGreaterThan(0);
          expect(skipped.every(({ currency }) => currency !== message.currency)).toBe(true);
          for (const line of message.lines) {
            const row = byNumber.get(line.number);
            expect(row && row.currency === message.currency && !seen.has(line.number)).toBe(true);
            seen.add(line.number);
            if (!row || row.open < 0) continue;
            const held = message.held.filter(({ number }) => number === line.number).reduce((total, part) => total + part.open, 0);
            expect(line.asked + held).toBe(row.open);
            expect(row.planId ?? row.blockedReason).toBeFalsy();
            const promises = row.promisedUntil && row.promisedUntil >= TODAY;
            if (promises) expect(line.asked).toBeLessThanOrEqual(row.open - (row.promisedAmount ?? row.open));
            expect(line.asked).toBeLessThanOrEqual(row.open - Math.max(row.onTheWay ?? 0, 0));
            expect(line.step - (row.stepReached ?? 0)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds that the order of reading changes nothing, and that a second run of the day is empty', () => {
    fc.assert(
      fc.property(portfolio, (invoices) => {
        const first = plan({ invoices });
        expect(plan({ invoices: invoices.toReversed() })).toEqual(first);
        const steps = new Map(first.messages.flatMap(({ lines }) => lines.map((line) => [line.number, line.step] as const)));
        const after = invoices.map((row) => {
          const step = steps.get(row.number) ?? row.stepReached ?? 0;
          return step === row.stepReached ? row : { ...row, stepReached: step, stepReachedOn: TODAY };
        });
        expect(plan({ invoices: after }).messages).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('fingerprint', () => {
  it('is 64-bit FNV-1a', () => {
    const print = (text: string) => new Fingerprint().add(text).digest();
    expect([print(''), print('a'), print('foobar')]).toEqual(['cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8']);
    expect(print('é')).not.toBe(print('è'));
  });
});
