import { createReadStream } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importLedger } from '../../portal-server/imports/import-ledger.ts';
import { parseMapping } from '../../portal-server/imports/mapping.ts';
import { reportAgeing } from '../../portal-server/reports/ageing.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { LedgerWorld } from '../support/ledger-world.ts';

const MAPPING = {
  dates: { formats: ['YYYY-MM-DD'] },
  debtor: { number: 'debtor', name: 'name' },
  invoice: {
    number: 'number',
    issueDate: 'issued',
    dueDate: 'due',
    amount: 'amount',
    open: 'open',
    currency: { column: 'currency', default: 'EUR' },
  },
};
const HEADER = 'number,debtor,name,issued,due,amount,open,currency';

/** number, amount, open, and what differs from the usual. */
const line = (
  number: string,
  amount: string,
  open: string,
  { debtor = 'D1', name = 'One', issued = '2026-01-10', due = '2026-02-09', currency = '' } = {},
): string => [number, debtor, name, issued, due, amount, open, currency].join(',');

describe('importing a ledger', () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await LedgerWorld.open();
  });
  afterEach(async () => {
    await expectBooksInOrder();
    await world.close();
  });

  const take = (...lines: string[]) => world.import(MAPPING, [HEADER, ...lines]);
  const snapshot = (asOf: string, ...lines: string[]) => world.import(MAPPING, [HEADER, ...lines], { mode: 'snapshot', asOf: asOf as Day });
  const openAt = async (day: string): Promise<number> => {
    const ageing = await world.services.store.read((tx) => reportAgeing(tx, world.administration.id, day as Day));
    return ageing.reduce((sum, { open }) => sum + open, 0);
  };
  /** The rule every invoice must keep, whatever happened to it. */
  async function expectBooksInOrder(): Promise<void> {
    const allocations = await world.list('allocations');
    for (const invoice of await world.list('invoices')) {
      const own = allocations.filter(({ invoiceId }) => invoiceId === invoice.id);
      const settled = own.reduce((sum, { amount, awaiting }) => sum + amount - awaiting, 0);
      expect(invoice.open, invoice.number).toBe(invoice.amount - settled);
      expect(invoice.onTheWay, invoice.number).toBe(own.reduce((sum, { awaiting }) => sum + awaiting, 0));
      expect(invoice.closedOn !== null, invoice.number).toBe(invoice.open === 0);
    }
  }
  it('records what it did, and tells the timeline of payments but not of the first load', async () => {
    await take(line('A', '100', '100'), line('B', '50', '20'));
    expect(await world.list('timelineEntries')).toEqual([]);
    await take(line('A', '100', '40'));
    const [entry] = await world.list('timelineEntries');
    expect(entry).toMatchObject({ kind: 'ledger-payment', category: 'payment', params: { invoice: 'A', amount: 6_000, currency: 'EUR' } });
    const imports = await world.list('imports');
    expect(imports.map(({ mode, report }) => [mode, report.imported, report.updated])).toEqual([
      ['increment', 2, 0],
      ['increment', 0, 1],
    ]);
    expect(imports[0]?.fileHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await world.list('auditLog')).filter(({ command }) => command === 'import-ledger')).toHaveLength(2);
  });

  it('gives the debtors that it makes to whom the assignment rules name, by all that they owe', async () => {
    const { administration, services } = world;
    await services.store.write(async (tx) => {
      for (const id of ['anna', 'bram', 'gone']) {
        await tx.put('users', { id, email: `${id}@example.test`, name: id, disabled: id === 'gone' });
        await tx.put('userRoles', { id, userId: id, administrationId: administration.id, role: 'collector' });
      }
      const rules = [
        { id: 'r0', assigneeId: 'gone', rule: {} },
        { id: 'r1', assigneeId: 'anna', rule: { minimumOpen: 15_000 } },
        { id: 'r2', assigneeId: 'bram', rule: { nameFrom: 'A', nameTo: 'M' } },
      ];
      for (const [position, rule] of rules.entries())
        await tx.put('assignmentRules', { ...rule, administrationId: administration.id, position, active: true });
    });
    await take(
      line('1', '100.00', '100.00', { debtor: 'D1', name: 'Zwart' }),
      line('2', '100.00', '60.00', { debtor: 'D1', name: 'Zwart' }),
      line('3', '100.00', '100.00', { debtor: 'D2', name: 'Appel' }),
      line('4', '100.00', '100.00', { debtor: 'D3', name: 'Noord' }),
    );
    const assignees = async () => Object.fromEntries((await world.list('debtors')).map(({ name, assigneeId }) => [name, assigneeId]));
    expect(await assignees()).toEqual({ Zwart: 'anna', Appel: 'bram', Noord: null });
    // What is somebody's, or was left to nobody, stays so at the next import.
    await services.store.write(async (tx) => {
      const [debtor] = await tx.list('debtors', { where: { name: 'Zwart' } });
      if (debtor) await tx.put('debtors', { ...debtor, assigneeId: 'bram' });
    });
    await take(
      line('5', '500.00', '500.00', { debtor: 'D1', name: 'Zwart' }),
      line('6', '500.00', '500.00', { debtor: 'D3', name: 'Noord' }),
    );
    expect(await assignees()).toEqual({ Zwart: 'bram', Appel: 'bram', Noord: null });
  });

  it('dates what was off at first sight at the issue date, and later movements on the day of the import', async () => {
    await snapshot('2026-02-01', line('A', '100', '70'));
    await snapshot('2026-02-20', line('A', '100', '30'));
    expect(await openAt('2026-01-09')).toBe(0);
    expect(await openAt('2026-01-10')).toBe(7_000);
    expect(await openAt('2026-02-19')).toBe(7_000);
    expect(await openAt('2026-02-20')).toBe(3_000);
  });

  it('settles in a snapshot what is missing, and leaves it alone in an increment', async () => {
    await snapshot('2026-02-01', line('A', '100', '100'), line('B', '50', '50'), line('C', '-10', '-10'));
    const increment = await take(line('A', '100', '100'));
    expect(increment.files[0]?.report).toMatchObject({ unchanged: 1, settled: 0 });
    const { files } = await snapshot('2026-03-05', line('A', '100', '100'));
    expect(files[0]?.report).toMatchObject({ rows: 1, unchanged: 1, updated: 0, settled: 2 });
    expect(await world.invoice('B')).toMatchObject({ open: 0, closedOn: '2026-03-05' });
    expect([await openAt('2026-03-04'), await openAt('2026-03-05')]).toEqual([14_000, 10_000]);
    // A credit note that is used up is no payment.
    expect((await world.list('timelineEntries')).map(({ params }) => params.invoice)).toEqual(['B']);
  });

  it('reopens what the ledger shows open again', async () => {
    await snapshot('2026-02-01', line('A', '100', '100'), line('B', '1', '1'));
    await snapshot('2026-02-10', line('B', '1', '1'));
    await snapshot('2026-02-20', line('A', '100', '100'), line('B', '1', '1'));
    expect(await world.invoice('A')).toMatchObject({ open: 10_000, closedOn: null });
    expect([await openAt('2026-02-05'), await openAt('2026-02-15'), await openAt('2026-02-25')]).toEqual([10_100, 100, 10_100]);
  });

  it('takes several files as one snapshot', async () => {
    await snapshot('2026-02-01', line('A', '1', '1'), line('B', '2', '2'), line('C', '3', '3'));
    const paths = [world.file('1.csv', `${HEADER}\n${line('A', '1', '1')}\n`), world.file('2.csv', `${HEADER}\n${line('B', '2', '2')}\n`)];
    const { files } = await world.importFiles(MAPPING, paths, { mode: 'snapshot' });
    expect(files.map(({ report }) => [report.unchanged, report.settled])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    const twice = await world.importFiles(MAPPING, [paths[0] ?? '', paths[0] ?? ''], { mode: 'snapshot' });
    expect(twice.status).toBe('rejected');
    expect(twice.files[1]?.report.rejected).toEqual([
      { line: 2, column: 'number', reason: 'invoice number A is in another file as well, on line 2' },
    ]);
  });

  it('changes nothing in a dry run, and says what it would have done', async () => {
    await take(line('A', '100', '100'), line('B', '50', '50'));
    const before = await fingerprint(world.services.dataDir);
    const { status, files } = await world.import(MAPPING, [HEADER, line('A', '100', '10'), line('C', '5', '5')], {
      mode: 'snapshot',
      dryRun: true,
    });
    expect(status).toBe('dry-run');
    expect(files[0]?.report).toMatchObject({ imported: 1, updated: 1, unchanged: 0, settled: 1 });
    expect(await fingerprint(world.services.dataDir)).toBe(before);
  });

  it('keeps what people and the portal added to an invoice', async () => {
    await take(line('A', '100', '100'));
    const invoice = await world.invoice('A');
    const added = {
      promisedUntil: '2026-04-01' as Day,
      stepReached: 2,
      blockedReason: 'asked by sales',
      reference: 'PO 7',
      disputedAmount: 9_000,
    };
    await world.put('invoices', { ...invoice, ...added });
    await take(line('A', '100', '60'));
    expect(await world.invoice('A')).toMatchObject({ ...added, open: 6_000, disputedAmount: 6_000 });
  });

  it('follows corrected dates and amounts without inventing a payment', async () => {
    await take(line('A', '100', '100'));
    await take(line('A', '80', '80', { due: '2026-03-01' }));
    expect(await world.invoice('A')).toMatchObject({ amount: 8_000, open: 8_000, dueDate: '2026-03-01' });
    expect(await world.list('allocations')).toEqual([]);
  });

  it('rounds half to even where there are more decimals than the currency has, and says so', async () => {
    const { files } = await take(
      line('A', '1.005', '1.005'),
      line('B', '1.015', '1.015'),
      line('C', '1000', '1000.5', { currency: 'JPY' }),
      line('D', '2.50', '2.500'),
    );
    expect(files[0]?.report).toMatchObject({ imported: 4, rounded: 3 });
    expect([(await world.invoice('A')).amount, (await world.invoice('B')).amount, (await world.invoice('C')).open]).toEqual([
      100, 102, 1_000,
    ]);
  });

  it('reads credit notes by sign, by document type and by a column that turns the sign', async () => {
    const mapping = {
      ...MAPPING,
      invoice: {
        ...MAPPING.invoice,
        negativeKind: 'payment-on-account',
        documentTypes: { field: 'currency', kinds: { CN: 'credit-note' } },
        negate: { column: 'currency', values: ['CN'] },
        currency: undefined,
      },
    };
    await world.import(mapping, [HEADER, line('A', '10', '10', { currency: 'CN' }), line('B', '-10', '-4'), line('C', '7', '7')]);
    expect(await world.invoice('A')).toMatchObject({ kind: 'credit-note', amount: -1_000, open: -1_000 });
    expect(await world.invoice('B')).toMatchObject({ kind: 'payment-on-account', amount: -1_000, open: -400 });
    expect(await world.invoice('C')).toMatchObject({ kind: 'invoice', amount: 700 });
  });

  it('takes a balance-only ledger: the first balance is the amount, a lower one a settlement', async () => {
    const mapping = { ...MAPPING, invoice: { ...MAPPING.invoice, amount: undefined } };
    for (const [day, open] of [
      ['2026-02-01', '100'],
      ['2026-02-10', '60'],
      ['2026-02-20', '120'],
    ] as const) {
      await world.import(mapping, [HEADER, line('A', '', open)], { asOf: day as Day });
    }
    expect(await world.invoice('A')).toMatchObject({ amount: 12_000, open: 12_000 });
    await world.import(mapping, [HEADER, line('A', '', '20')], { asOf: '2026-02-25' as Day });
    expect(await world.invoice('A')).toMatchObject({ amount: 12_000, open: 2_000 });
  });

  it('leaves out what a filter leaves out, and counts it', async () => {
    const mapping = { ...MAPPING, filters: [{ column: 'name', notIn: ['total'] }] };
    const { files } = await world.import(mapping, [HEADER, line('A', '1', '1'), line('', 'x', 'x', { name: 'TOTAL' })]);
    expect(files[0]?.report).toMatchObject({ rows: 2, imported: 1, skipped: 1, rejected: [] });
  });

  describe('debtors', () => {
    const withDetails = {
      ...MAPPING,
      debtor: { number: 'debtor', name: 'name', email: 'due2', kind: { column: 'kind', transform: [{ map: { P: 'consumer' } }] } },
      contact: { name: 'person', email: 'mail' },
    };
    const header = `${HEADER},due2,kind,person,mail`;

    it('takes the first name of the newest file, or keeps the first ever', async () => {
      await take(line('A', '1', '1', { name: 'Old' }), line('B', '1', '1', { name: 'Other spelling' }));
      expect((await world.list('debtors')).map(({ name }) => name)).toEqual(['Old']);
      await take(line('A', '1', '1', { name: 'New' }));
      expect((await world.list('debtors')).map(({ name }) => name)).toEqual(['New']);
      await world.import({ ...MAPPING, debtor: { ...MAPPING.debtor, namePolicy: 'keep-first' } }, [
        HEADER,
        line('A', '1', '1', { name: 'Newer' }),
      ]);
      expect((await world.list('debtors')).map(({ name }) => name)).toEqual(['New']);
    });

    it('makes a contact of the first values that are not blank, and never overwrites one', async () => {
      const rows = [
        `${line('A', '1', '1')},,,,`,
        `${line('B', '1', '1')},info@one.example,P,An,an@one.example`,
        `${line('C', '1', '1')},x@x.example,,Bo,bo@x.example`,
      ];
      await world.import(withDetails, [header, ...rows]);
      expect(await world.list('debtors')).toMatchObject([{ email: 'info@one.example', kind: 'consumer', language: 'nl' }]);
      const [contact] = await world.list('contacts');
      expect(contact).toMatchObject({ name: 'An', email: 'an@one.example', roles: ['invoices', 'dunning'], isPrimary: true });
      await world.put('contacts', { ...(contact as NonNullable<typeof contact>), email: 'an.new@one.example' });
      await world.import(withDetails, [header, ...rows]);
      expect((await world.list('contacts')).map(({ email }) => email)).toEqual(['an.new@one.example']);
    });
  });

  describe('files as they come', () => {
    const content = `${HEADER}\n${line('A', '1', '1', { name: 'Café Zoë' })}\n`;
    it.each([
      ['UTF-8', Buffer.from(content)],
      ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${content}`)],
      ['Windows-1252', Buffer.from(content, 'latin1')],
      ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${content}`, 'utf16le')],
      ['UTF-16 without one', Buffer.from(content, 'utf16le')],
      ['big-endian UTF-16', Buffer.from(`\uFEFF${content}`, 'utf16le').swap16()],
      ['Windows line ends', Buffer.from(content.replaceAll('\n', '\r\n'))],
      ['gzip', gzipSync(content)],
      ['lines above the header', Buffer.from(`Open "items\n\n${content}`), { skipLines: 2 }],
      ['semicolons', Buffer.from(content.replaceAll(',', ';')), { delimiter: ';' }],
    ])('%s', async (_name, bytes, mapping?: object) => {
      const path = world.file('any.dat', bytes);
      expect((await world.importFiles({ ...MAPPING, ...mapping }, [path])).status).toBe('applied');
      expect((await world.list('debtors')).map(({ name }) => name)).toEqual(['Café Zoë']);
    });

    it('a stream', async () => {
      const path = world.file('stream.csv', content);
      const mapping = parseMapping(MAPPING, 'test');
      const sources = [{ name: 'sent.csv', stream: createReadStream(path) }];
      const result = await importLedger(world.services, { administrationId: world.administration.id, mapping, sources });
      expect(result.files).toMatchObject([{ name: 'sent.csv', report: { imported: 1 } }]);
    });

    it('without a header, by position', async () => {
      const mapping = {
        ...MAPPING,
        header: false,
        debtor: { number: 2 },
        invoice: { number: 1, issueDate: 4, dueDate: 5, amount: 6 },
      };
      const { files } = await world.import(mapping, [line('A', '1', '1'), line('B', 'x', '1')]);
      expect(files[0]?.report.rejected).toEqual([{ line: 2, column: '#6', reason: expect.stringContaining('"x"') }]);
      expect((await world.import(mapping, [line('A', '1', '1')])).status).toBe('applied');
    });
  });

  describe('settlement days', () => {
    const mapping = {
      ...MAPPING,
      invoice: {
        number: 'number',
        issueDate: 'issued',
        dueDate: 'due',
        amount: 'amount',
        settled: { on: 'currency', outstanding: 'open' },
      },
    };
    const paid = (number: string, left: string, on: string): string => line(number, '100', left, { currency: on });

    it('counts a settlement from its day, in full or in part, and not before the day the file stands for', async () => {
      await world.import(mapping, [
        HEADER,
        paid('A', '', '2026-02-01'),
        paid('B', '30', '2026-02-10'),
        paid('C', '', ''),
        paid('D', '', '2026-12-01'),
      ]);
      expect(await openAt('2026-01-31')).toBe(40_000);
      expect(await openAt('2026-02-01')).toBe(30_000);
      expect(await openAt('2026-02-10')).toBe(23_000);
      expect(await world.invoice('A')).toMatchObject({ open: 0, closedOn: '2026-02-01' });
      expect(await world.invoice('D')).toMatchObject({ open: 10_000, closedOn: null });
    });

    it('dates a settlement that a snapshot had only noticed', async () => {
      await world.import(mapping, [HEADER, paid('A', '', ''), paid('B', '', '')]);
      await world.import(mapping, [HEADER, paid('B', '', '')], { mode: 'snapshot', asOf: '2026-03-09' as Day });
      const { files } = await world.import(mapping, [HEADER, paid('A', '', '2026-03-02')]);
      expect(files[0]?.report).toMatchObject({ updated: 1 });
      expect(await world.invoice('A')).toMatchObject({ closedOn: '2026-03-02' });
      expect([await openAt('2026-03-01'), await openAt('2026-03-02')]).toEqual([20_000, 10_000]);
    });
  });

  describe('derived numbers', () => {
    const mapping = { ...MAPPING, invoice: { ...MAPPING.invoice, number: { derivedFrom: ['debtor', 'issued', 'amount'], prefix: 'X-' } } };

    it('are the same at every import, tell repeats apart and do not depend on what changes', async () => {
      const rows = [line('', '10', '10'), line('', '10', '10'), line('', '20', '20')];
      await world.import(mapping, [HEADER, ...rows]);
      const numbers = (await world.list('invoices')).map(({ number }) => number).toSorted();
      expect(numbers).toHaveLength(3);
      expect(numbers.filter((number) => /^X-[0-9A-Z]{12}$/.test(number))).toHaveLength(2);
      expect(numbers.filter((number) => /^X-[0-9A-Z]{12}-2$/.test(number))).toHaveLength(1);
      const { files } = await world.import(mapping, [HEADER, line('', '20', '5'), line('', '10', '10'), line('', '10', '10')], {
        mode: 'snapshot',
      });
      expect(files[0]?.report).toMatchObject({ imported: 0, updated: 1, unchanged: 2, settled: 0 });
    });
  });

  describe('money on the way', () => {
    it('is confirmed by the movement it caused and never counted twice', async () => {
      await take(line('A', '100', '100'), line('B', '50', '50'));
      await world.pay('p1', { A: 10_000, B: 5_000 });
      // The ledger does not know yet, however often it is taken in.
      for (let i = 0; i < 2; i += 1)
        expect((await take(line('A', '100', '100'), line('B', '50', '50'))).files[0]?.report.unchanged).toBe(2);
      expect(await world.invoice('A')).toMatchObject({ open: 10_000, onTheWay: 10_000 });
      await take(line('A', '100', '0'));
      expect(await world.invoice('A')).toMatchObject({ open: 0, onTheWay: 0, closedOn: '2026-03-01' });
      expect(await world.allocationsOf('A')).toMatchObject([{ paymentId: 'p1', amount: 10_000, awaiting: 0 }]);
      expect(await world.payment('p1')).toBe('awaiting-ledger');
      await take(line('B', '50', '0'));
      expect(await world.payment('p1')).toBe('in-ledger');
      expect(await world.list('timelineEntries')).toEqual([]);
    });

    it('is confirmed when a snapshot lacks the invoice, and what is more is the ledger’s own', async () => {
      await take(line('A', '100', '100'), line('B', '1', '1'));
      await world.pay('p1', { A: 4_000 });
      await snapshot('2026-03-09', line('B', '1', '1'));
      expect(await world.invoice('A')).toMatchObject({ open: 0, onTheWay: 0, closedOn: '2026-03-09' });
      expect((await world.allocationsOf('A')).map(({ paymentId, amount }) => [paymentId, amount]).toSorted()).toEqual([
        [null, 6_000],
        ['p1', 4_000],
      ]);
      expect((await world.list('timelineEntries')).map(({ params }) => params.amount)).toEqual([6_000]);
    });

    it('is confirmed step by step, oldest first', async () => {
      await take(line('A', '100', '100'));
      await world.pay('p2', { A: 3_000 }, '2026-03-02' as Day);
      await world.pay('p1', { A: 5_000 }, '2026-03-01' as Day);
      await take(line('A', '100', '40'));
      expect(await world.invoice('A')).toMatchObject({ open: 4_000, onTheWay: 2_000 });
      expect([await world.payment('p1'), await world.payment('p2')]).toEqual(['in-ledger', 'awaiting-ledger']);
      await take(line('A', '100', '20'));
      expect(await world.invoice('A')).toMatchObject({ open: 2_000, onTheWay: 0 });
      expect(await world.payment('p2')).toBe('in-ledger');
      expect(await world.allocationsOf('A')).toHaveLength(2);
    });
  });
});
