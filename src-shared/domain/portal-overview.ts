import { type Day, daysBetween } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';

/** What the portal needs to know of a ledger document. */
export type InvoiceFacts = Pick<
  Row<'invoices'>,
  | 'id'
  | 'number'
  | 'kind'
  | 'currency'
  | 'issueDate'
  | 'dueDate'
  | 'amount'
  | 'open'
  | 'onTheWay'
  | 'description'
  | 'disputedAmount'
  | 'promisedUntil'
  | 'promisedAmount'
  | 'planId'
  | 'writtenOff'
  | 'handOverId'
  | 'blockedReason'
>;

/**
 * Why a row stands where it stands: `due` and `credit` make up the amount due now; of the others nothing is asked now.
 * `in-process`: paid in the portal, not yet shown by the ledger. `blocked`: held back by hand. `handed-over`: somebody else
 * collects it.
 */
export type OverviewState = 'due' | 'credit' | 'not-due' | 'disputed' | 'promised' | 'planned' | 'blocked' | 'handed-over' | 'in-process';

export interface OverviewRow {
  invoice: InvoiceFacts;
  state: OverviewState;
  /** Minor units that this row is about; negative for a credit. */
  asked: number;
  /** Minor units already paid, those on the way included. */
  paid: number;
  /** Days after the due date; 0 or less when it has not passed. */
  daysLate: number;
}

export interface CurrencyOverview {
  currency: string;
  due: OverviewRow[];
  credits: OverviewRow[];
  later: OverviewRow[];
  /** The due rows plus the credits: what is asked now, or a credit balance when negative. */
  amountDue: number;
  /** Of the due rows, those whose due date has passed. */
  lateCount: number;
  /** First day on which something not yet due has to be paid. */
  nextDue: Day | null;
}

/** What may still be asked of a document: what the ledger shows, less what was paid in the portal or given up since. */
export const askedOf = (invoice: Pick<InvoiceFacts, 'open' | 'onTheWay' | 'writtenOff'>): number =>
  invoice.open - invoice.onTheWay - writtenOffOf(invoice);

/** No more than there is left: the ledger may have shown a part of it by now. */
const writtenOffOf = ({ open, onTheWay, writtenOff }: Pick<InvoiceFacts, 'open' | 'onTheWay' | 'writtenOff'>): number =>
  writtenOff > 0 ? Math.min(writtenOff, Math.max(0, open - onTheWay)) : 0;

/** What needs a date first, what is taken care of after it. */
const LATER_ORDER: readonly OverviewState[] = ['not-due', 'promised', 'planned', 'disputed', 'blocked', 'handed-over', 'in-process'];

/**
 * Sorts a debtor's open documents into what is to be paid now and what is not, per currency; within each list (of
 * the later ones, within each state) the oldest due date comes first. The rows of a currency add up: `amountDue` is the sum of `due` and `credits`.
 */
export function portalOverview(invoices: readonly InvoiceFacts[], today: Day, firstCurrency: string): CurrencyOverview[] {
  const byCurrency = new Map<string, CurrencyOverview>();
  const sorted = [...invoices].sort((a, b) => (a.dueDate === b.dueDate ? compare(a.number, b.number) : compare(a.dueDate, b.dueDate)));
  for (const invoice of sorted) {
    for (const row of rowsOf(invoice, today)) {
      let overview = byCurrency.get(invoice.currency);
      if (!overview) {
        overview = { currency: invoice.currency, due: [], credits: [], later: [], amountDue: 0, lateCount: 0, nextDue: null };
        byCurrency.set(invoice.currency, overview);
      }
      add(overview, row);
    }
  }
  for (const { later } of byCurrency.values()) later.sort((a, b) => LATER_ORDER.indexOf(a.state) - LATER_ORDER.indexOf(b.state));
  const rank = (overview: CurrencyOverview): string => (overview.currency === firstCurrency ? '' : overview.currency);
  return [...byCurrency.values()].sort((a, b) => compare(rank(a), rank(b)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function add(overview: CurrencyOverview, row: OverviewRow): void {
  if (row.state === 'due' || row.state === 'credit') {
    overview.amountDue += row.asked;
    if (row.daysLate > 0 && row.state === 'due') overview.lateCount += 1;
    (row.state === 'due' ? overview.due : overview.credits).push(row);
    return;
  }
  overview.later.push(row);
  if (row.state === 'not-due' && overview.nextDue === null) overview.nextDue = row.invoice.dueDate;
}

/** A document is one row, or more when a part of it is disputed or promised. */
function rowsOf(invoice: InvoiceFacts, today: Day): OverviewRow[] {
  const asked = askedOf(invoice);
  if (asked < 0) return [rowOf(invoice, 'credit', asked, today)];
  if (asked === 0) return invoice.onTheWay > 0 ? [rowOf(invoice, 'in-process', invoice.onTheWay, today)] : [];
  const disputed = Math.min(Math.max(invoice.disputedAmount, 0), asked);
  const undisputed = asked - disputed;
  const promised = isPromised(invoice, today) ? Math.min(Math.max(invoice.promisedAmount ?? undisputed, 0), undisputed) : 0;
  const rows: OverviewRow[] = [];
  if (undisputed > promised) rows.push(rowOf(invoice, stateOf(invoice, today), undisputed - promised, today));
  if (promised > 0) rows.push(rowOf(invoice, 'promised', promised, today));
  if (disputed > 0) rows.push(rowOf(invoice, 'disputed', disputed, today));
  return rows;
}

const rowOf = (invoice: InvoiceFacts, state: OverviewState, asked: number, today: Day): OverviewRow => ({
  invoice,
  state,
  asked,
  paid: invoice.amount - askedOf(invoice),
  daysLate: daysBetween(invoice.dueDate, today),
});

const isPromised = ({ planId, handOverId, promisedUntil }: InvoiceFacts, today: Day): boolean =>
  planId === null && handOverId === null && promisedUntil !== null && promisedUntil >= today;

function stateOf(invoice: InvoiceFacts, today: Day): OverviewState {
  if (invoice.handOverId !== null) return 'handed-over';
  if (invoice.planId !== null) return 'planned';
  if (invoice.blockedReason !== '') return 'blocked';
  return invoice.dueDate <= today ? 'due' : 'not-due';
}
