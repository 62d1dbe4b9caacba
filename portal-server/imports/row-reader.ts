import { createHash } from 'node:crypto';
import { AppError, addDays, type Day } from '../../src-shared/kernel/index.ts';
import type { InvoiceKind } from '../../src-shared/schema/index.ts';
import { amountReader } from './amounts.ts';
import { dateReader } from './dates.ts';
import { debtorReader, type LedgerDebtor } from './debtor-reader.ts';
import type { Columns, FieldReader } from './fields.ts';
import type { Mapping } from './mapping.ts';
import { RowRejection } from './problems.ts';
import { termsReader } from './terms.ts';

/** One row of a ledger file, understood. */
export interface LedgerRow {
  number: string;
  /** The number was derived from other columns; equal rows are told apart by their order. */
  derived: boolean;
  debtor: LedgerDebtor;
  kind: InvoiceKind;
  currency: string;
  issueDate: Day;
  dueDate: Day;
  dueFromTerms: boolean;
  /** Minor units. For ledgers that list balances only: the balance. */
  amount: number;
  open: number;
  /** Day of the settlement that `open` reflects, where the file gives one. */
  settledOn: Day | null;
  disputed: boolean;
  reference: string;
  description: string;
  /** An amount had more decimals than the currency and was rounded half-even. */
  rounded: boolean;
}

export interface ReaderContext {
  /** Currency of rows whose mapping names none. */
  currency: string;
  /** What is settled after this day is still open. */
  asOf: Day;
}

export interface RowReader {
  /** The row; null when a filter leaves it out. @throws RowRejection */
  read(record: readonly string[]): LedgerRow | null;
  /** Columns as the file names them, for messages about a row as it meets the store. */
  labels: RowLabels;
}

export interface RowLabels {
  number: string;
  debtor: string;
  currency: string;
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Column problems, if any, are in `columns.problems` afterwards; the reader is then not to be used. */
export function rowReader(mapping: Mapping, columns: Columns, context: ReaderContext): RowReader {
  const { invoice } = mapping;
  const filters = mapping.filters.map((filter) => columns.filter(filter));
  const debtor = debtorReader(mapping, columns);
  const number = numberReader(mapping, columns);
  const dates = datesReader(mapping, columns);
  const currency = currencyReader(columns.optional(invoice.currency), context.currency);
  const amounts = amountsReader(mapping, columns, context.asOf);
  const kind = kindReader(mapping, columns);
  const disputed = invoice.disputed ? columns.condition(invoice.disputed) : () => false;
  const reference = columns.optional(invoice.reference);
  const description = columns.optional(invoice.description);
  const read = (record: readonly string[]): LedgerRow | null => {
    if (!filters.every((keep) => keep(record))) return null;
    const when = dates(record);
    const code = currency.read(record);
    const money = amounts(record, code, when);
    return {
      ...number.read(record),
      debtor: debtor.read(record),
      ...when,
      ...money,
      currency: code,
      kind: kind(record, money.amount),
      disputed: disputed(record),
      reference: reference?.read(record) ?? '',
      description: description?.read(record) ?? '',
    };
  };
  return { read, labels: { number: number.label, debtor: debtor.label, currency: currency.label } };
}

interface Reader<T> {
  label: string;
  read(record: readonly string[]): T;
}

function required(field: FieldReader, record: readonly string[]): string {
  const value = field.read(record);
  if (value === '') throw new RowRejection(field.label, 'blank');
  return value;
}

function numberReader({ invoice: { number } }: Mapping, columns: Columns): Reader<Pick<LedgerRow, 'number' | 'derived'>> {
  if (typeof number !== 'object' || !('derivedFrom' in number)) {
    const field = columns.field(number);
    return { label: field.label, read: (record) => ({ number: required(field, record), derived: false }) };
  }
  const fields = number.derivedFrom.map((column) => columns.field(column));
  return {
    label: fields.map(({ label }) => label).join(' + '),
    read: (record) => ({ number: number.prefix + shortHash(JSON.stringify(fields.map((field) => field.read(record)))), derived: true }),
  };
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 60 bits of SHA-256 in Crockford's base 32: twelve characters that a person can read out over the telephone. */
function shortHash(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(bytes.subarray(0, 12), (byte) => ALPHABET[byte % 32]).join('');
}

interface RowDates {
  issueDate: Day;
  dueDate: Day;
  dueFromTerms: boolean;
}

function datesReader(mapping: Mapping, columns: Columns): (record: readonly string[]) => RowDates {
  const read = dayReader(mapping);
  const issue = columns.field(mapping.invoice.issueDate);
  const due = columns.optional(mapping.invoice.dueDate);
  const terms = mapping.invoice.terms ? termsReader(mapping.invoice.terms, columns) : null;
  return (record) => {
    const issueDate = read(issue.label, required(issue, record));
    const text = due?.read(record) ?? '';
    if (due && text !== '') return { issueDate, dueDate: read(due.label, text), dueFromTerms: false };
    if (!terms) throw new RowRejection(due?.label ?? '', 'blank');
    return { issueDate, dueDate: addDays(issueDate, terms(record)), dueFromTerms: true };
  };
}

function dayReader(mapping: Mapping): (label: string, text: string) => Day {
  const read = dateReader(mapping.dates);
  const formats = mapping.dates.formats.join(', ');
  return (label, text) => {
    const day = read(text);
    if (!day) throw new RowRejection(label, 'not-a-date', { value: shown(text), formats });
    return day;
  };
}

/** Values are quoted in messages; what came in by a wrong delimiter may be very long. */
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

function currencyReader(field: FieldReader | null, fallback: string): Reader<string> {
  if (!field) return { label: '', read: () => fallback };
  return {
    label: field.label,
    read: (record) => {
      const code = required(field, record).toUpperCase();
      if (!CURRENCIES.has(code)) throw new RowRejection(field.label, 'currency-unknown', { value: shown(code) });
      return code;
    },
  };
}

type RowAmounts = Pick<LedgerRow, 'amount' | 'open' | 'settledOn' | 'rounded'>;

function amountsReader(
  mapping: Mapping,
  columns: Columns,
  asOf: Day,
): (record: readonly string[], currency: string, dates: RowDates) => RowAmounts {
  const { invoice } = mapping;
  const read = moneyReader(mapping);
  const stated = columns.field((invoice.amount ?? invoice.open) as NonNullable<typeof invoice.amount>);
  const open = invoice.amount ? columns.optional(invoice.open) : null;
  const applied = columns.optional(invoice.applied);
  const settled = invoice.settled ? settlementReader(invoice.settled, mapping, columns) : null;
  const closed = invoice.closed ? columns.condition(invoice.closed) : () => false;
  const negate = invoice.negate ? columns.condition(invoice.negate) : () => false;
  return (record, currency, dates) => {
    const amount = read(stated, record, currency);
    let left = { minor: amount.minor, rounded: amount.rounded };
    let settledOn: Day | null = null;
    if (open) left = read(open, record, currency);
    if (applied && applied.read(record) !== '') {
      const part = read(applied, record, currency);
      left = { minor: amount.minor - part.minor, rounded: part.rounded };
    }
    if (settled) {
      const { on, outstanding } = settled(record, dates);
      const reached = on === null ? outstanding !== null : on <= asOf;
      if (reached) {
        left = outstanding ? read(outstanding, record, currency) : { minor: 0, rounded: false };
        settledOn = on;
      }
    }
    if (closed(record)) left = { minor: 0, rounded: left.rounded };
    const sign = negate(record) ? -1 : 1;
    return {
      amount: signed(sign, amount.minor),
      open: signed(sign, left.minor),
      settledOn,
      rounded: amount.rounded || left.rounded,
    };
  };
}

/** Keeps -0 out. */
const signed = (sign: 1 | -1, minor: number): number => (minor === 0 ? 0 : sign * minor);

function moneyReader(
  mapping: Mapping,
): (field: FieldReader, record: readonly string[], currency: string) => { minor: number; rounded: boolean } {
  const read = amountReader(mapping.numbers);
  return (field, record, currency) => {
    const text = required(field, record);
    try {
      return read(text, currency);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new RowRejection(field.label, error.code === 'money.too-large' ? 'amount-too-large' : 'not-an-amount', { value: shown(text) });
    }
  };
}

type Settlement = { on: Day | null; outstanding: FieldReader | null };

function settlementReader(
  settled: NonNullable<Mapping['invoice']['settled']>,
  mapping: Mapping,
  columns: Columns,
): (record: readonly string[], dates: RowDates) => Settlement {
  const read = dayReader(mapping);
  const outstanding = columns.optional(settled.outstanding);
  const field = columns.field('on' in settled ? settled.on : settled.days);
  return (record, dates) => {
    const text = field.read(record);
    const left = outstanding && outstanding.read(record) !== '' ? outstanding : null;
    if (text === '') return { on: null, outstanding: left };
    if ('on' in settled) return { on: read(field.label, text), outstanding: left };
    if (!/^-?\d{1,5}(\.0+)?$/.test(text)) throw new RowRejection(field.label, 'not-days', { value: shown(text) });
    return { on: addDays(dates[settled.daysAfter], Number.parseInt(text, 10)), outstanding: left };
  };
}

function kindReader(
  { invoice: { documentTypes, negativeKind } }: Mapping,
  columns: Columns,
): (record: readonly string[], amount: number) => InvoiceKind {
  const bySign = (amount: number): InvoiceKind => (amount < 0 ? negativeKind : 'invoice');
  if (!documentTypes) return (_record, amount) => bySign(amount);
  const field = columns.field(documentTypes.field);
  const kinds = new Map(Object.entries(documentTypes.kinds).map(([type, kind]) => [type.toLowerCase(), kind]));
  return (record, amount) => kinds.get(field.read(record).toLowerCase()) ?? bySign(amount);
}
