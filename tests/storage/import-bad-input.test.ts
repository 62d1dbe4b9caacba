import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliFolder, type CliRun } from '../support/cli.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { LEDGER_COLUMNS, LEDGER_MAPPING, writeLedgerFile } from '../support/ledger-file.ts';

interface ImportJson {
  rows: number;
  imported: number;
  updated: number;
  unchanged: number;
  settled: number;
  rejectedRows: number;
  rejected: { line: number; column: string; reason: string }[];
  error?: { code: string; message: string };
}

const NOTHING = { imported: 0, updated: 0, unchanged: 0, settled: 0 };
const HEADER = LEDGER_COLUMNS.join(',');

describe('bad ledger files', () => {
  const world = new CliFolder();
  let before: string;

  beforeAll(async () => {
    await world.json('init', '--administration', 'T');
    writeFileSync(world.path('mapping.json'), JSON.stringify(LEDGER_MAPPING));
    await writeLedgerFile(world.path('good.csv'), 200);
    await world.json('import', '--mapping', 'mapping.json', 'good.csv');
    before = await fingerprint(world.dataDir);
  });
  afterAll(() => world.remove());

  /** Imports and sees to it that it failed with a result all the same, and that nothing was changed. */
  async function refused(...args: string[]): Promise<{ json: ImportJson; stderr: string }> {
    const { status, json, stderr } = await world.run('import', '--mapping', 'mapping.json', '--json', ...args);
    expect(status).toBe(1);
    expect(json).toMatchObject(NOTHING);
    expect(await fingerprint(world.dataDir)).toBe(before);
    return { json: json as ImportJson, stderr };
  }

  function file(...lines: string[]): string {
    writeFileSync(world.path('bad.csv'), `${lines.join('\n')}\n`);
    return 'bad.csv';
  }

  const row = (changes: Partial<Record<(typeof LEDGER_COLUMNS)[number], string>> = {}): string => {
    const values: Record<string, string> = {
      Number: 'N1',
      Debtor: 'D1',
      Name: 'One',
      Email: '',
      Issued: '2026-01-05',
      Due: '2026-02-04',
      Amount: '100.00',
      Applied: '0',
      Currency: 'EUR',
      Reference: '',
      ...changes,
    };
    return LEDGER_COLUMNS.map((column) => values[column]).join(',');
  };

  it('names a bad date on row 31,207 by its physical line', async () => {
    await writeLedgerFile(world.path('long.csv'), 40_000, (line, index) =>
      index === 31_205 ? line.replace(/,2025-\d\d-\d\d,/, ',31-31-2025,') : line,
    );
    const { json, stderr } = await refused('long.csv');
    expect(json).toMatchObject({ rows: 40_000, rejectedRows: 1 });
    expect(json.rejected).toEqual([{ line: 31_207, column: 'Issued', reason: '"31-31-2025" is no date in the form YYYY-MM-DD' }]);
    expect(stderr).toContain('1 row was rejected; nothing was taken from long.csv.');
  });

  it('sees that the delimiter is another one', async () => {
    const { json, stderr } = await refused(file(HEADER.replaceAll(',', ';'), row().replaceAll(',', ';')));
    expect(json.error?.code).toBe('import.wrong-delimiter');
    expect(json.rejected.map(({ line, column }) => [line, column])).toContainEqual([1, 'Amount']);
    expect(stderr.trim()).toMatch(/separate its columns with ";" where the mapping says ","/);
  });

  it('names the columns that are missing and those it found', async () => {
    const { json, stderr } = await refused(file(HEADER.replace('Issued', 'Date').replace('Applied', 'Paid'), row()));
    expect(json.rejected.map(({ line, column }) => ({ line, column }))).toEqual([
      { line: 1, column: 'Issued' },
      { line: 1, column: 'Applied' },
    ]);
    expect(stderr).toContain('lacks these columns: Issued, Applied. Found: Number, Debtor, Name, Email, Date,');
  });

  it('does not choose between two columns of one name', async () => {
    const { json } = await refused(file(`${HEADER},Amount`, `${row()},5`));
    expect(json.error?.code).toBe('import.columns-ambiguous');
  });

  it('names the line on which a number was seen first', async () => {
    const { json } = await refused(file(HEADER, row(), row({ Number: 'N2' }), '', row({ Debtor: 'D2' })));
    expect(json.rejected).toEqual([{ line: 5, column: 'Number', reason: 'invoice number N1 is on line 2 as well' }]);
  });

  it('refuses a known invoice in another currency or of another debtor', async () => {
    const known = { Number: 'F1000000', Debtor: '100000' };
    const stored = (await world.json<{ debtorNumber: string }[]>('report', 'top', '--n', '1000')).map(({ debtorNumber }) => debtorNumber);
    const { json } = await refused(file(HEADER, row({ ...known, Currency: 'USD' }), row({ Number: 'F1000001', Debtor: 'someone else' })));
    expect(json.rejected).toMatchObject([
      { line: 2, column: 'Currency', reason: 'invoice F1000000 is in USD here, but is known in EUR' },
      {
        line: 3,
        column: 'Debtor',
        reason: expect.stringMatching(/^invoice F1000001 is of debtor someone else here, but is known of debtor \d+$/),
      },
    ]);
    expect(stored.length).toBeGreaterThan(0);
  });

  it.each([
    [{ Amount: '1,5' }, '', /has 11 fields instead of 10/],
    [{ Amount: 'abc' }, 'Amount', /"abc" is no amount/],
    [{ Amount: '' }, 'Amount', /missing/],
    [{ Amount: '1.000.00' }, 'Amount', /is no amount/],
    [{ Amount: '99999999999999999' }, 'Amount', /too large/],
    [{ Applied: '1e3' }, 'Applied', /"1e3" is no amount/],
    [{ Currency: 'EURO' }, 'Currency', /"EURO" is no currency/],
    [{ Currency: 'ZZZ' }, 'Currency', /"ZZZ" is no currency/],
    [{ Currency: '' }, 'Currency', /missing/],
    [{ Number: ' ' }, 'Number', /missing/],
    [{ Debtor: '' }, 'Debtor', /missing/],
    [{ Issued: '2026-02-30' }, 'Issued', /"2026-02-30" is no date/],
    [{ Due: '' }, 'Due', /missing/],
    [{ Due: '04-02-2026' }, 'Due', /is no date/],
  ])('rejects a row with %j', async (changes, column, reason) => {
    const { json } = await refused(file(HEADER, row({ Number: 'OK' }), row(changes)));
    expect(json).toMatchObject({ rows: 2, rejectedRows: 1 });
    expect(json.rejected).toEqual([{ line: 3, column, reason: expect.stringMatching(reason) }]);
  });

  it('keeps its count of lines through line breaks in quotes and empty lines', async () => {
    const long = row({ Number: 'N2' }).replace('One', '"One\r\nand\r\nmore"');
    const { json } = await refused(file(HEADER, row(), long, '', '', row({ Number: 'N3', Amount: 'x' })));
    expect(json.rejected.map(({ line }) => line)).toEqual([8]);
  });

  it('takes a delimiter at the end of every row, but of every row only', async () => {
    const { json } = await refused(file(HEADER, `${row()},`, row({ Number: 'N2' })));
    expect(json.rejected).toEqual([{ line: 3, column: '', reason: 'the row has 10 fields instead of 11' }]);
  });

  it('says from which line on a quote makes the file unreadable', async () => {
    const { json, stderr } = await refused(file(HEADER, row(), row({ Number: 'N2', Name: '"One' }), row({ Number: 'N3' })));
    expect(json.rejected.map(({ line }) => line)).toEqual([3]);
    expect(stderr).toContain('cannot be read from line 3 on');
  });

  it('lists a thousand rejected rows and counts all', async () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => row({ Number: `N${index}`, Amount: '?' }));
    const { json } = await refused(file(HEADER, ...rows));
    expect(json.rejected).toHaveLength(1_000);
    expect(json.rejectedRows).toBe(1_500);
  });

  it('does not settle a whole ledger for an empty snapshot', async () => {
    const { json } = await refused('--mode', 'snapshot', file(HEADER));
    expect(json.error?.code).toBe('import.empty-snapshot');
  });

  it('refuses an empty file and a file that is not there', async () => {
    writeFileSync(world.path('empty.csv'), '');
    expect((await refused('empty.csv')).json.error?.code).toBe('import.empty-file');
    const missing = await world.run('import', '--mapping', 'mapping.json', '--json', 'nowhere.csv');
    expectError(missing, 'import.file-unreadable');
  });

  it('refuses a compressed file that ends too early', async () => {
    writeFileSync(world.path('half.csv.gz'), gzipSync(`${HEADER}\n${row()}\n`).subarray(0, 60));
    expectError(await world.run('import', '--mapping', 'mapping.json', '--json', 'half.csv.gz'), 'import.gzip-broken');
    expect(await fingerprint(world.dataDir)).toBe(before);
  });

  it.each([
    [{ ...LEDGER_MAPPING, delimeter: ';' }, 'delimeter'],
    [{ ...LEDGER_MAPPING, dates: { formats: ['D-M'] } }, 'dates.formats.0'],
    [{ ...LEDGER_MAPPING, invoice: { ...LEDGER_MAPPING.invoice, number: { colum: 'Number' } } }, 'invoice.number'],
    [{ ...LEDGER_MAPPING, invoice: { ...LEDGER_MAPPING.invoice, open: 'Open' } }, 'invoice'],
    [{ ...LEDGER_MAPPING, invoice: { ...LEDGER_MAPPING.invoice, amount: undefined } }, 'invoice'],
  ])('refuses a mapping that is not right, case %#', async (mapping, key) => {
    writeFileSync(world.path('wrong.json'), JSON.stringify(mapping));
    const run = await world.run('import', '--mapping', 'wrong.json', '--json', 'good.csv');
    expectError(run, 'mapping.malformed');
    expect(run.stderr).toContain(`"${key}`);
  });

  it('takes the good files of an increment and not the bad one', async () => {
    await writeLedgerFile(world.path('good2.csv'), 10, (line) => line.replace(/^F/, 'G'));
    const { status, json } = await world.run(
      'import',
      '--mapping',
      'mapping.json',
      '--json',
      file(HEADER, row({ Amount: 'x' })),
      'good2.csv',
    );
    expect(status).toBe(1);
    expect(json).toMatchObject({
      rows: 11,
      imported: 10,
      rejected: [{ file: 'bad.csv', line: 2 }],
      files: [{ status: 'rejected' }, { status: 'applied' }],
    });
  });
});

function expectError({ status, stdout, stderr, json }: CliRun, code: string): void {
  expect(status).toBe(1);
  expect(json).toMatchObject({ error: { code } });
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(stderr.trim()).not.toBe('');
}
