import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Row } from '../../src-shared/schema/index.ts';
import { BATCH } from './apply-debtors.ts';
import { type ImportContext, LedgerWriter } from './ledger-writer.ts';
import type { RowProblem } from './problems.ts';
import type { StagedFile } from './stage-file.ts';
import type { StagedRow, Staging } from './staging.ts';

export interface FileCounts {
  imported: number;
  updated: number;
  unchanged: number;
}

type Invoice = Row<'invoices'>;

/** Brings the store in line with the staged rows. Rows that contradict the store become problems of their file. */
export async function applyRows(context: ImportContext, staging: Staging, files: readonly StagedFile[]): Promise<FileCounts[]> {
  const writer = new LedgerWriter(context);
  const counts = files.map(() => ({ imported: 0, updated: 0, unchanged: 0 }));
  for (let batch = staging.rows(0, BATCH); batch.length; batch = staging.rows(batch.at(-1)?.id ?? 0, BATCH)) {
    const stored = await storedInvoices(context, batch);
    const awaiting = await awaitingAllocations(context, [...stored.values()]);
    for (const row of batch) {
      const count = counts[row.file] as FileCounts;
      const invoice = stored.get(row.number);
      if (!invoice) {
        await writer.insert(row);
        count.imported += 1;
        continue;
      }
      const file = files[row.file] as StagedFile;
      const problem = contradiction(invoice, row, file);
      if (problem) file.problems.add(row.line, await withStoredDebtor(context, invoice, problem));
      else if (await writer.update(invoice, row, awaiting.get(invoice.id) ?? [])) count.updated += 1;
      else count.unchanged += 1;
    }
    await writer.confirmPayments();
    await writer.confirmWriteOffs();
    await nextTurn();
  }
  return counts;
}

async function storedInvoices({ tx, administration }: ImportContext, batch: readonly StagedRow[]): Promise<Map<string, Invoice>> {
  const where = { administrationId: administration.id, number: { in: batch.map(({ number }) => number) } };
  return new Map((await tx.list('invoices', { where })).map((invoice) => [invoice.number, invoice]));
}

export async function awaitingAllocations({ tx }: ImportContext, invoices: readonly Invoice[]): Promise<Map<string, Row<'allocations'>[]>> {
  const ids = invoices.filter(({ onTheWay }) => onTheWay !== 0).map(({ id }) => id);
  if (!ids.length) return new Map();
  const list = await tx.list('allocations', { where: { invoiceId: { in: ids }, awaiting: { not: 0 } } });
  return Map.groupBy(list, ({ invoiceId }) => invoiceId);
}

/** An invoice does not change its currency or its debtor: then two invoices share a number, or the wrong file is at hand. */
function contradiction(stored: Invoice, row: StagedRow, { labels }: StagedFile): RowProblem | null {
  if (stored.currency !== row.currency) {
    return {
      column: labels.currency,
      code: 'other-currency',
      params: { number: row.number, value: row.currency, stored: stored.currency },
    };
  }
  if (stored.debtorId !== row.debtorId) {
    return { column: labels.debtor, code: 'other-debtor', params: { number: row.number, value: row.debtorNumber, stored: '' } };
  }
  return null;
}

async function withStoredDebtor({ tx }: ImportContext, stored: Invoice, problem: RowProblem): Promise<RowProblem> {
  if (problem.code !== 'other-debtor') return problem;
  const debtor = await tx.get('debtors', stored.debtorId);
  return { ...problem, params: { ...problem.params, stored: debtor?.number ?? '' } };
}

/** Settles every open invoice of the administration that a snapshot does not hold. */
export async function settleMissing(context: ImportContext, staging: Staging, importId: string): Promise<number> {
  const { tx, administration } = context;
  const writer = new LedgerWriter(context);
  let settled = 0;
  // In the order of the unique index on numbers: any other order would be sorted anew for every batch.
  let after = '';
  for (;;) {
    const where = { administrationId: administration.id, open: { not: 0 }, number: { gt: after } };
    const batch = await tx.list('invoices', { where, orderBy: { column: 'number' }, limit: BATCH });
    if (!batch.length) return settled;
    const missing = batch.filter(({ number }) => !staging.has(number));
    const awaiting = await awaitingAllocations(context, missing);
    for (const invoice of missing) {
      await writer.settle(invoice, awaiting.get(invoice.id) ?? [], importId);
      settled += 1;
    }
    await writer.confirmPayments();
    await writer.confirmWriteOffs();
    await nextTurn();
    after = batch.at(-1)?.number ?? after;
  }
}
