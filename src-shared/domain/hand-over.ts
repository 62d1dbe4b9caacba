import { AppError, type Day, daysBetween } from '../kernel/index.ts';
import type { InvoiceKind, Row } from '../schema/index.ts';
import { loadAdministrationSettings } from './administration-settings.ts';
import { costsOwed } from './collection-costs.ts';
import { type Interest, statutoryInterest } from './interest.ts';
import type { RowReader } from './row-reader.ts';
import { type InterestRate, ratesWith } from './statutory-interest-rates.ts';

export interface HandOverLine {
  invoiceId: string;
  number: string;
  kind: InvoiceKind;
  issueDate: Day;
  dueDate: Day;
  daysOverdue: number;
  /** Of the document. */
  amount: number;
  /** What is still asked of it: what the ledger shows, without what is on its way or was given up. */
  open: number;
  payments: { on: Day; amount: number }[];
  interest: Interest;
}

export interface HandOverClaim {
  currency: string;
  lines: HandOverLine[];
  principal: number;
  interest: number;
  costs: number;
  total: number;
}

export interface HandOverWish {
  debtorId: string;
  invoiceIds: readonly string[];
  /** Day to which interest is reckoned. */
  asOf: Day;
  /** When the letter that gives a consumer fourteen days was posted; null when none was. */
  fourteenDayLetterOn: Day | null;
}

/** What of an invoice may still be asked of its debtor. */
export const askable = ({ open, onTheWay, writtenOff }: Pick<Row<'invoices'>, 'open' | 'onTheWay' | 'writtenOff'>): number =>
  open - onTheWay - writtenOff;

/**
 * What is claimed when invoices are handed over on a day: their principal, the interest on each of them, and the costs over
 * the principals together. Credits chosen along lower the principal and bear no interest.
 * @throws AppError `hand-over.nothing-open`, `hand-over.currencies`, `invoice.of-another-debtor`, `not-found`, `interest.no-rate`
 */
export async function handOverClaim(
  reader: RowReader,
  { debtorId, invoiceIds, asOf, fourteenDayLetterOn }: HandOverWish,
): Promise<HandOverClaim> {
  const debtor = await reader.get('debtors', debtorId);
  if (!debtor) throw new AppError('not-found', { table: 'debtors', id: debtorId });
  const invoices = await reader.list('invoices', { where: { id: { in: [...new Set(invoiceIds)] } }, orderBy: { column: 'dueDate' } });
  const foreign = invoices.find((invoice) => invoice.debtorId !== debtor.id);
  if (foreign) throw new AppError('invoice.of-another-debtor', { number: foreign.number });
  const [first] = invoices;
  if (!first) throw new AppError('hand-over.nothing-open');
  if (invoices.some(({ currency }) => currency !== first.currency)) throw new AppError('hand-over.currencies');
  const { vatPercent } = await loadAdministrationSettings(reader, debtor.administrationId, 'hand-over');
  const lines = await handOverLines(reader, debtor, invoices, asOf);
  const sum = (of: (line: HandOverLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const principal = sum(({ open }) => open);
  if (principal <= 0 || lines.some(({ open }) => open === 0)) throw new AppError('hand-over.nothing-open');
  const interest = sum((line) => line.interest.total);
  const costs = costsOwed({ principal, currency: first.currency, debtor: debtor.kind, fourteenDayLetterOn, vatPercent }, asOf);
  return { currency: first.currency, lines, principal, interest, costs, total: principal + interest + costs };
}

/** The invoices with what was paid on them and the interest of a day; the same for a day in the past, whatever was paid since. */
export async function handOverLines(
  reader: RowReader,
  debtor: Row<'debtors'>,
  invoices: readonly Row<'invoices'>[],
  asOf: Day,
): Promise<HandOverLine[]> {
  const { rates } = await loadAdministrationSettings(reader, debtor.administrationId, 'statutory-interest');
  const allocations = await reader.list('allocations', { where: { invoiceId: { in: invoices.map(({ id }) => id) } } });
  const kind = interestKind(debtor);
  return invoices.map((invoice) =>
    lineOf(
      invoice,
      allocations.filter(({ invoiceId }) => invoiceId === invoice.id),
      { asOf, kind, rates: ratesWith(rates) },
    ),
  );
}

export const interestKind = (debtor: Pick<Row<'debtors'>, 'kind'>): 'trade' | 'other' => (debtor.kind === 'consumer' ? 'other' : 'trade');

function lineOf(
  invoice: Row<'invoices'>,
  allocations: readonly Row<'allocations'>[],
  { asOf, kind, rates }: { asOf: Day; kind: 'trade' | 'other'; rates: readonly InterestRate[] },
): HandOverLine {
  const { id: invoiceId, number, kind: document, issueDate, dueDate, amount, writtenOff } = invoice;
  const payments = allocations
    .map(({ allocatedOn: on, amount: paid }) => ({ on, amount: paid }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  // What was given up was never asked for with interest either.
  const claim = { principal: amount - writtenOff, dueDate, payments, kind };
  const interest = document === 'invoice' ? statutoryInterest(claim, asOf, rates) : { lines: [], total: 0 };
  const daysOverdue = Math.max(0, daysBetween(dueDate, asOf));
  return { invoiceId, number, kind: document, issueDate, dueDate, daysOverdue, amount, open: askable(invoice), payments, interest };
}
