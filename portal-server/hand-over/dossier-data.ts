import { type HandOverLine, handOverLines } from '../../src-shared/domain/hand-over.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { type CopyInvoice, findCopyInvoice } from '../documents/index.ts';

export interface SentMessage {
  row: Row<'messages'>;
  /** What was sent; null for a message that never was put into words. */
  body: { html: string; text: string } | null;
}

/** All that a partner is given of a case. */
export interface Dossier {
  handOver: Row<'handOvers'>;
  company: Row<'administrations'>;
  debtor: Row<'debtors'>;
  contacts: Row<'contacts'>[];
  lines: HandOverLine[];
  /** By invoice number; null when none was found. */
  copies: Map<string, CopyInvoice | null>;
  messages: SentMessage[];
  /** Calls and visits, oldest first. Internal notes stay in the house. */
  events: Row<'timelineEntries'>[];
  /** Other files of these invoices. */
  documents: Row<'documents'>[];
}

const TOLD = ['call', 'portal-visit', 'promise-recorded', 'promise-broken', 'dispute-opened', 'request-filed'];

/** @throws AppError `not-found` */
export async function loadDossier(services: Services, handOverId: string): Promise<Dossier> {
  const dossier = await services.store.read(async (tx) => {
    const need = <T>(row: T | undefined, table: string): T => {
      if (!row) throw new AppError('not-found', { table, id: handOverId });
      return row;
    };
    const handOver = need(await tx.get('handOvers', handOverId), 'handOvers');
    const where = { debtorId: handOver.debtorId };
    const debtor = need(await tx.get('debtors', handOver.debtorId), 'debtors');
    const ids = handOver.lines.map(({ invoiceId }) => invoiceId);
    const invoices = await tx.list('invoices', { where: { id: { in: ids } }, orderBy: { column: 'dueDate' } });
    const asked = new Map(handOver.lines.map(({ invoiceId, amount }) => [invoiceId, amount]));
    const lines = await handOverLines(tx, debtor, invoices, handOver.asOf);
    const rows = await tx.list('messages', { where: { ...where, direction: 'out' }, orderBy: { column: 'createdAt' } });
    const messages: SentMessage[] = [];
    for (const row of rows) messages.push({ row, body: (await tx.get('messageBodies', row.id)) ?? null });
    const filed = await tx.list('documents', { where: { ...where, removedAt: null }, orderBy: { column: 'createdAt' } });
    return {
      handOver,
      company: need(await tx.get('administrations', handOver.administrationId), 'administrations'),
      debtor,
      contacts: await tx.list('contacts', { where, orderBy: { column: 'name' } }),
      // What was handed over, also when less is open by now.
      lines: lines.map((line) => ({ ...line, open: asked.get(line.invoiceId) ?? line.open })),
      messages,
      events: (await tx.list('timelineEntries', { where, orderBy: { column: 'at' } })).filter(({ kind }) => TOLD.includes(kind)),
      documents: filed.filter(
        ({ kind, invoiceIds }) => kind !== 'made' && kind !== 'copy-invoice' && invoiceIds.some((id) => ids.includes(id)),
      ),
    };
  });
  const copies = new Map<string, CopyInvoice | null>();
  for (const { number } of dossier.lines) copies.set(number, await findCopyInvoice(services, dossier.company.id, number));
  return { ...dossier, copies };
}
