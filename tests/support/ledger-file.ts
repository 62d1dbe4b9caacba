import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { addDays, type Day } from '../../src-shared/kernel/index.ts';

/** Made-up rows of one layout, for files of any length. The same seed and length always give the same rows. */
export interface GeneratedRow {
  number: string;
  debtor: string;
  name: string;
  email: string;
  issued: Day;
  due: Day;
  /** Minor units. */
  amount: number;
  applied: number;
  reference: string;
}

export const LEDGER_COLUMNS = ['Number', 'Debtor', 'Name', 'Email', 'Issued', 'Due', 'Amount', 'Applied', 'Currency', 'Reference'] as const;

export const LEDGER_MAPPING = {
  name: 'generated ledger',
  dates: { formats: ['YYYY-MM-DD'] },
  debtor: { number: 'Debtor', name: 'Name', email: 'Email' },
  invoice: {
    number: 'Number',
    issueDate: 'Issued',
    dueDate: 'Due',
    currency: 'Currency',
    amount: 'Amount',
    applied: 'Applied',
    reference: 'Reference',
  },
};

const DEBTORS_PER_ROW = 0.1;
const FIRST_DAY = '2024-01-01' as Day;

export function* generateRows(count: number): Generator<GeneratedRow> {
  const debtors = Math.max(1, Math.floor(count * DEBTORS_PER_ROW));
  let state = 12_345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
  for (let i = 0; i < count; i += 1) {
    const debtor = String(100_000 + random(debtors));
    const issued = addDays(FIRST_DAY, Math.floor((i * 700) / count));
    const amount = 1_000 + random(900_000);
    // Half is paid, a tenth in part.
    const part = random(10);
    const applied = part < 5 ? amount : part === 5 ? Math.floor(amount / 3) : 0;
    yield {
      number: `F${String(1_000_000 + i)}`,
      debtor,
      name: `Debtor ${debtor}`,
      email: `administration@debtor-${debtor}.example`,
      issued,
      due: addDays(issued, 30),
      amount,
      applied,
      reference: `PO-${random(1_000_000)}`,
    };
  }
}

const decimal = (minor: number): string => (minor / 100).toFixed(2);

export const csvLine = (row: GeneratedRow): string =>
  [row.number, row.debtor, row.name, row.email, row.issued, row.due, decimal(row.amount), decimal(row.applied), 'EUR', row.reference].join(
    ',',
  );

/** Writes header and rows; `change` may give another line for a row, or several, by its index. */
export async function writeLedgerFile(path: string, count: number, change?: (line: string, index: number) => string): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${LEDGER_COLUMNS.join(',')}\n`);
  let chunk = '';
  let index = 0;
  for (const row of generateRows(count)) {
    const line = csvLine(row);
    chunk += `${change ? change(line, index) : line}\n`;
    index += 1;
    if (chunk.length > 64_000) {
      if (!file.write(chunk)) await once(file, 'drain');
      chunk = '';
    }
  }
  file.end(chunk);
  await finished(file);
}
