import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliFolder } from '../support/cli.ts';
import { hasSharedData, mappingFile, sharedFile, sharedJson } from '../support/shared-data.ts';

/*
 * The five real ledgers, through the command line, against the figures that were worked out from them independently.
 * They are read in the shared data folder (KASSTROOM_SHARED_DATA); where it is absent these tests are skipped.
 */

interface Bucket {
  invoices: number;
  amount: string;
}
interface Figures {
  reference_date: string;
  invoices: number;
  debtors: number;
  open_invoices: number;
  closed_invoices: number;
  total_open: string;
  total_overdue: string;
  ageing: Record<'0' | '1-30' | '31-60' | '61-90' | '>90', Bucket>;
  top10: { debtor: string; name: string; open: string }[];
  dso_period?: [string, string, number];
  dso_simple?: string;
  dso_count_back?: string;
  due_dates_filled_from_terms?: number;
}
interface AgeingJson {
  asOf: string;
  currencies: {
    currency: string;
    debtors: number;
    openInvoices: number;
    closedInvoices: number;
    open: string;
    overdue: string;
    buckets: Record<'notDue' | '1-30' | '31-60' | '61-90' | 'over90', Bucket>;
  }[];
}
interface ImportJson {
  rows: number;
  imported: number;
  updated: number;
  unchanged: number;
  settled: number;
  rounded: number;
  dueDatesFromTerms: number;
  rejected: unknown[];
}
type TopJson = { debtorNumber: string; name: string; currency: string; open: string }[];
type DsoJson = { currency: string; dso: string | null }[];

interface Ledger {
  file: string;
  mapping: string;
  /** Of the administration; the ledger may have others. */
  currency: string;
  rows: number;
  /** Key in the figures, by the currency the figures are of. */
  figures: { key: string; currency: string }[];
}

const LEDGERS: Ledger[] = [
  {
    file: 'ibm-late-payments.csv',
    mapping: 'ibm-late-payments',
    currency: 'USD',
    rows: 1513,
    figures: [{ key: 'ibm-late-payments.csv', currency: 'USD' }],
  },
  {
    file: 'highradius-open-b.csv.gz',
    mapping: 'highradius-open-b',
    currency: 'USD',
    rows: 2839,
    figures: [
      { key: 'highradius-open-b.csv.gz USD', currency: 'USD' },
      { key: 'highradius-open-b.csv.gz CAD', currency: 'CAD' },
    ],
  },
  {
    file: 'unicorn-invoices.csv',
    mapping: 'unicorn-invoices',
    currency: 'USD',
    rows: 1825,
    figures: [
      { key: 'unicorn-invoices.csv USD', currency: 'USD' },
      { key: 'unicorn-invoices.csv CAD', currency: 'CAD' },
    ],
  },
  {
    file: 'udyam-invoices.csv',
    mapping: 'udyam-invoices',
    currency: 'EUR',
    rows: 4073,
    figures: [
      { key: 'udyam-invoices.csv as of 2016-12-31', currency: 'EUR' },
      { key: 'udyam-invoices.csv snapshot 2017-12-31', currency: 'EUR' },
    ],
  },
];

async function load(folder: CliFolder, { file, mapping, currency }: Pick<Ledger, 'file' | 'mapping' | 'currency'>): Promise<ImportJson> {
  await folder.json('init', '--administration', 'T', '--currency', currency);
  return folder.json('import', '--administration', 'T', '--mapping', mappingFile(mapping), sharedFile('ar-ledgers', file));
}

async function reports(folder: CliFolder, asOf: string, currency: string) {
  const ageing = await folder.json<AgeingJson>('report', 'ageing', '--administration', 'T', '--as-of', asOf);
  const top = await folder.json<TopJson>('report', 'top', '--n', '10', '--as-of', asOf);
  const own = ageing.currencies.find((it) => it.currency === currency);
  if (!own) throw new Error(`no ${currency}`);
  return { ageing: own, top: top.filter((it) => it.currency === currency) };
}

function expectedAgeing(figures: Figures, currency: string): AgeingJson['currencies'][number] {
  const { ageing } = figures;
  return {
    currency,
    debtors: figures.debtors,
    openInvoices: figures.open_invoices,
    closedInvoices: figures.closed_invoices,
    open: figures.total_open,
    overdue: figures.total_overdue,
    buckets: { notDue: ageing['0'], '1-30': ageing['1-30'], '31-60': ageing['31-60'], '61-90': ageing['61-90'], over90: ageing['>90'] },
  };
}

describe.skipIf(!hasSharedData)('real ledgers', () => {
  const ar = hasSharedData ? sharedJson<{ ar: Record<string, Figures> }>('figures.json').ar : {};

  describe.each(LEDGERS)('$file', (ledger) => {
    const folder = new CliFolder();
    let first: ImportJson;

    beforeAll(async () => {
      first = await load(folder, ledger);
    });
    afterAll(() => folder.remove());

    it('is taken in whole', () => {
      expect(first).toMatchObject({
        rows: ledger.rows,
        imported: ledger.rows,
        updated: 0,
        unchanged: 0,
        settled: 0,
        rounded: 0,
        rejected: [],
      });
      const filled = ledger.figures.reduce((sum, { key }) => sum + (ar[key]?.due_dates_filled_from_terms ?? 0), 0);
      expect(first.dueDatesFromTerms).toBe(filled);
    });

    it.each(ledger.figures)('gives the figures of $key', async ({ key, currency }) => {
      const figures = ar[key] as Figures;
      const { ageing, top } = await reports(folder, figures.reference_date, currency);
      expect(ageing).toEqual(expectedAgeing(figures, currency));
      expect(top).toEqual(figures.top10.map(({ debtor, name, open }) => ({ debtorNumber: debtor, name, currency, open })));
    });

    it.each(ledger.figures.filter(({ key }) => ar[key]?.dso_period))('gives the DSO of $key', async ({ key, currency }) => {
      const { dso_period: [from, to] = ['', ''], dso_simple, dso_count_back } = ar[key] as Figures;
      const period = ['report', 'dso', '--administration', 'T', '--from', from, '--to', to];
      expect(await folder.json<DsoJson>(...period, '--method', 'simple')).toContainEqual({ currency, dso: dso_simple });
      expect(await folder.json<DsoJson>(...period, '--method', 'count-back')).toContainEqual({ currency, dso: dso_count_back });
    });

    it('is known by name as well', async () => {
      const names = [ledger.mapping, `${ledger.mapping}.json`, ledger.file];
      for (const name of names) {
        const again = await folder.json<ImportJson>('import', '--dry-run', '--mapping', name, sharedFile('ar-ledgers', ledger.file));
        expect(again, name).toMatchObject({ unchanged: ledger.rows });
      }
    });

    it('changes nothing when it is taken in again, in either mode', async () => {
      for (const mode of ['increment', 'snapshot']) {
        const again = await folder.json<ImportJson>(
          'import',
          '--mode',
          mode,
          '--mapping',
          mappingFile(ledger.mapping),
          sharedFile('ar-ledgers', ledger.file),
        );
        expect(again, mode).toMatchObject({ rows: ledger.rows, imported: 0, updated: 0, unchanged: ledger.rows, settled: 0, rejected: [] });
      }
    });
  });

  describe('highradius-open-a.csv, whose amounts have more decimals than its currency', () => {
    const folder = new CliFolder();
    afterAll(() => folder.remove());

    it('gives the figures but for the rounding of each row, half to even', async () => {
      const imported = await load(folder, { file: 'highradius-open-a.csv', mapping: 'highradius-open-a', currency: 'USD' });
      const figures = ar['highradius-open-a.csv'] as Figures;
      const rows = readRows();
      expect(imported).toMatchObject({
        rows: 2793,
        imported: 2793,
        rejected: [],
        rounded: rows.filter(({ tenths }) => tenths % 10n !== 0n).length,
      });
      const { ageing, top } = await reports(folder, figures.reference_date, 'USD');
      const expected = expectedAgeing(figures, 'USD');
      const rounded = byBucket(rows, figures.reference_date);
      expect({ ...ageing, open: '', overdue: '', buckets: counts(ageing.buckets) }).toEqual({
        ...expected,
        open: '',
        overdue: '',
        buckets: counts(expected.buckets),
      });
      for (const bucket of ['notDue', '1-30', '31-60', '61-90', 'over90'] as const) {
        expect(cents(ageing.buckets[bucket].amount), bucket).toBe(rounded[bucket].cents);
        // Each rounded row moves the sum by half a cent at most, and the figures round their sum once.
        const difference = Math.abs(Number(cents(ageing.buckets[bucket].amount) - cents(expected.buckets[bucket].amount)));
        expect(difference, bucket).toBeLessThanOrEqual(rounded[bucket].changed / 2 + 0.5);
      }
      expect(cents(ageing.open)).toBe(rows.reduce((sum, { tenths }) => sum + halfEven(tenths), 0n));
      expect(top.map(({ debtorNumber, name }) => ({ debtor: debtorNumber, name }))).toEqual(
        figures.top10.map(({ debtor, name }) => ({ debtor, name })),
      );
      for (const { debtorNumber, open } of top) {
        const own = rows.filter(({ debtor }) => debtor === debtorNumber);
        expect(cents(open), debtorNumber).toBe(own.reduce((sum, { tenths }) => sum + halfEven(tenths), 0n));
      }
    });
  });
});

/** The rows of sample A with their amounts in tenths of cents, read without any of the product's code. */
function readRows(): { debtor: string; due: string; tenths: bigint }[] {
  const [header = '', ...lines] = readFileSync(sharedFile('ar-ledgers', 'highradius-open-a.csv'), 'utf8').trim().split('\n');
  const [debtor, due, amount] = ['cust_number', 'due_in_date', 'converted_usd'].map((name) => header.split(',').indexOf(name));
  return lines.map((line) => {
    const cells = line.trim().split(',');
    const [whole = '0', fraction = ''] = (cells[amount ?? 0] ?? '').split('.');
    const [d, m, y] = (cells[due ?? 0] ?? '').split('-');
    return { debtor: cells[debtor ?? 0] ?? '', due: `${y}-${m}-${d}`, tenths: BigInt(whole + fraction.padEnd(3, '0')) };
  });
}

function halfEven(tenths: bigint): bigint {
  const [whole, rest] = [tenths / 10n, tenths % 10n];
  return rest > 5n || (rest === 5n && whole % 2n === 1n) ? whole + 1n : whole;
}

type BucketName = keyof AgeingJson['currencies'][number]['buckets'];

function byBucket(rows: { due: string; tenths: bigint }[], asOf: string): Record<BucketName, { cents: bigint; changed: number }> {
  const empty = () => ({ cents: 0n, changed: 0 });
  const sums = { notDue: empty(), '1-30': empty(), '31-60': empty(), '61-90': empty(), over90: empty() };
  for (const { due, tenths } of rows) {
    const late = (Date.parse(asOf) - Date.parse(due)) / 86_400_000;
    const sum = sums[late <= 0 ? 'notDue' : late <= 30 ? '1-30' : late <= 60 ? '31-60' : late <= 90 ? '61-90' : 'over90'];
    sum.cents += halfEven(tenths);
    if (tenths % 10n !== 0n) sum.changed += 1;
  }
  return sums;
}

const cents = (text: string): bigint => BigInt(text.replace('.', ''));
const counts = (buckets: Record<string, Bucket>): Record<string, number> =>
  Object.fromEntries(Object.entries(buckets).map(([key, { invoices }]) => [key, invoices]));
