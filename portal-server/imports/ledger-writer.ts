import { amountsFromBalance, type LedgerAmounts, reconcileLedger } from '../../src-shared/domain/ledger-reconcile.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { WriteTx } from '../storage/store.ts';
import type { Mapping } from './mapping.ts';
import type { StagedRow } from './staging.ts';

type Invoice = Row<'invoices'>;
type Allocation = Row<'allocations'>;

export interface ImportContext {
  tx: WriteTx;
  administration: Row<'administrations'>;
  mapping: Mapping;
  /** The day the file stands for; movements without a day of their own get it. */
  asOf: Day;
  /** Instant of the import. */
  now: string;
  newId(): string;
  /** Debtors that this import makes. */
  newDebtorIds: string[];
  /** Ids of the `imports` rows, by file. */
  importIds: readonly string[];
}

const SHOWN: readonly (keyof Invoice)[] = [
  'kind',
  'issueDate',
  'dueDate',
  'amount',
  'open',
  'onTheWay',
  'writtenOff',
  'reference',
  'description',
  'disputedAmount',
  'closedOn',
];

/** Brings invoices in line with the ledger, each movement as an allocation, so that every past balance stays reproducible. */
export class LedgerWriter {
  private readonly context: ImportContext;
  /** Payments of which a part was confirmed, to be looked at when the batch is done. */
  private readonly confirmedPayments = new Set<string>();
  /** Invoices of which the ledger has booked what was given up, to be looked at when the batch is done. */
  private readonly booked = new Map<string, Invoice>();

  constructor(context: ImportContext) {
    this.context = context;
  }

  /** What is already off an invoice when it is first seen counts from its issue date, unless the file gives the day. */
  async insert(row: StagedRow): Promise<void> {
    const { tx, administration, newId, importIds } = this.context;
    const importId = importIds[row.file] as string;
    const id = newId();
    const settled = row.amount - row.open;
    const settledOn = row.settledOn ?? row.issueDate;
    await tx.put('invoices', {
      id,
      administrationId: administration.id,
      debtorId: row.debtorId,
      number: row.number,
      kind: row.kind,
      currency: row.currency,
      issueDate: row.issueDate,
      dueDate: row.dueDate,
      amount: row.amount,
      open: row.open,
      reference: row.reference,
      description: row.description,
      disputedAmount: row.disputed ? Math.max(row.open, 0) : 0,
      closedOn: row.open === 0 ? settledOn : null,
      lastImportId: importId,
    });
    if (settled !== 0) await this.allocate({ id, debtorId: row.debtorId }, settled, settledOn, importId);
  }

  /** @returns false when the ledger says nothing new */
  async update(stored: Invoice, row: StagedRow, awaiting: readonly Allocation[]): Promise<boolean> {
    const { mapping, importIds, asOf } = this.context;
    const importId = importIds[row.file] as string;
    const ledger = mapping.invoice.amount ? { amount: row.amount, open: row.open } : amountsFromBalance(stored, row.open);
    const moved = await this.move(stored, ledger, row.settledOn ?? asOf, awaiting, importId);
    const next: Invoice = {
      ...moved,
      kind: row.kind,
      issueDate: row.issueDate,
      dueDate: row.dueDate,
      reference: row.reference || stored.reference,
      description: row.description || stored.description,
      disputedAmount: this.disputed(moved, row),
    };
    if (
      row.settledOn &&
      next.open === 0 &&
      stored.open === 0 &&
      stored.closedOn !== row.settledOn &&
      (await this.redate(stored, row.settledOn))
    ) {
      next.closedOn = row.settledOn;
    }
    if (SHOWN.every((key) => next[key] === stored[key])) return false;
    await this.context.tx.put('invoices', { ...next, lastImportId: importId });
    return true;
  }

  /** A snapshot that lacks an open invoice says that nothing is open of it any more. */
  async settle(stored: Invoice, awaiting: readonly Allocation[], importId: string): Promise<void> {
    const moved = await this.move(stored, { amount: stored.amount, open: 0 }, this.context.asOf, awaiting, importId);
    await this.context.tx.put('invoices', { ...moved, disputedAmount: 0, lastImportId: importId });
  }

  /** To be called after every batch: payments that the ledger now shows in full stop waiting for it. */
  async confirmPayments(): Promise<void> {
    const { tx } = this.context;
    const ids = [...this.confirmedPayments];
    this.confirmedPayments.clear();
    if (!ids.length) return;
    const waiting = new Set(
      (await tx.list('allocations', { where: { paymentId: { in: ids }, awaiting: { not: 0 } } })).map(({ paymentId }) => paymentId),
    );
    for (const payment of await tx.list('payments', { where: { id: { in: ids }, state: 'awaiting-ledger' } })) {
      if (!waiting.has(payment.id)) await tx.put('payments', { ...payment, state: 'in-ledger' });
    }
  }

  /** To be called after every batch: write-offs of which nothing is left to book have been booked. */
  async confirmWriteOffs(): Promise<void> {
    const { tx, administration, newId, now } = this.context;
    const invoices = [...this.booked.values()];
    this.booked.clear();
    for (const debtorId of new Set(invoices.map((invoice) => invoice.debtorId))) {
      const approved = await tx.list('writeOffs', { where: { debtorId, state: 'approved' } });
      for (const writeOff of approved) {
        const rows = await tx.list('invoices', { where: { id: { in: writeOff.lines.map(({ invoiceId }) => invoiceId) } } });
        if (rows.some(({ writtenOff }) => writtenOff > 0)) continue;
        await tx.put('writeOffs', { ...writeOff, state: 'booked' });
        const { id: refId, amount, currency, lines } = writeOff;
        const params = { amount, currency, invoices: lines.map(({ number }) => number).join(', ') };
        const entry = { kind: 'write-off-booked', category: 'arrangement', actorId: null, refId, params } as const;
        await tx.put('timelineEntries', { id: newId(), administrationId: administration.id, debtorId, at: now, ...entry });
      }
    }
  }

  private async move(stored: Invoice, ledger: LedgerAmounts, on: Day, awaiting: readonly Allocation[], importId: string): Promise<Invoice> {
    const { tx } = this.context;
    const { confirmed, arrived, movement } = reconcileLedger(stored, ledger, awaiting);
    const days: Day[] = [];
    for (const { id, awaiting: left } of confirmed) {
      const allocation = awaiting.find((it) => it.id === id) as Allocation;
      await tx.put('allocations', { ...allocation, awaiting: left });
      if (allocation.paymentId) this.confirmedPayments.add(allocation.paymentId);
      days.push(allocation.allocatedOn);
    }
    if (movement !== null) {
      await this.allocate(stored, movement, on, importId);
      days.push(on);
      if (movement > 0 && ledger.amount > 0) await this.tell(stored, movement);
    }
    const closedOn = ledger.open !== 0 ? null : (latest(days) ?? stored.closedOn ?? on);
    const writtenOff = leftToBook(stored, ledger, movement);
    if (writtenOff < stored.writtenOff) this.booked.set(stored.id, stored);
    return { ...stored, ...ledger, onTheWay: stored.onTheWay - arrived, writtenOff, closedOn };
  }

  private async allocate(invoice: Pick<Invoice, 'id' | 'debtorId'>, amount: number, allocatedOn: Day, importId: string): Promise<void> {
    const { tx, administration, newId } = this.context;
    await tx.put('allocations', {
      id: newId(),
      administrationId: administration.id,
      debtorId: invoice.debtorId,
      invoiceId: invoice.id,
      paymentId: null,
      amount,
      awaiting: 0,
      allocatedOn,
      importId,
    });
  }

  private async tell(invoice: Invoice, amount: number): Promise<void> {
    const { tx, administration, newId, now } = this.context;
    await tx.put('timelineEntries', {
      id: newId(),
      administrationId: administration.id,
      debtorId: invoice.debtorId,
      at: now,
      kind: 'ledger-payment',
      category: 'payment',
      actorId: null,
      refId: invoice.id,
      params: { invoice: invoice.number, amount, currency: invoice.currency },
    });
  }

  private disputed(moved: Invoice, row: StagedRow): number {
    const askable = Math.max(moved.open, 0);
    if (this.context.mapping.invoice.disputed) return row.disputed ? askable : 0;
    return Math.min(moved.disputedAmount, askable);
  }

  /** The file now gives the day of a settlement that was recorded without one. Only where there is one movement to date. */
  private async redate(invoice: Invoice, settledOn: Day): Promise<boolean> {
    const { tx } = this.context;
    const [only, another] = await tx.list('allocations', { where: { invoiceId: invoice.id } });
    if (!only || another || only.paymentId !== null) return false;
    await tx.put('allocations', { ...only, allocatedOn: settledOn });
    return true;
  }
}

const latest = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null);

/**
 * What of a write-off the ledger has yet to book: nothing when it shows a movement of just that amount, and never more than
 * it still shows as open. A payment lowers what is open and leaves the write-off waiting.
 */
function leftToBook({ writtenOff }: Invoice, { open }: LedgerAmounts, movement: number | null): number {
  return movement === writtenOff ? 0 : Math.min(writtenOff, Math.max(0, open));
}
