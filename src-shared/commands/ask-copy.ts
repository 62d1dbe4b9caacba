import { z } from 'zod';
import { decideByMode } from '../domain/portal-limits.ts';
import type { Row } from '../schema/index.ts';
import { administrationOfDebtor, command, type Tx } from './command.ts';
import { queueNotice } from './notice.ts';
import { askerOf, fileRequest, ownInvoices } from './portal-requests.ts';

/** A debtor asks for copies. Where the system has them all they are mailed at once; else somebody has to find them. */
export const askCopy = command({
  name: 'ask-copy',
  args: z.object({ debtorId: z.string(), invoiceIds: z.array(z.string()).min(1).max(100) }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, invoiceIds }, ctx) => {
    const asker = await askerOf(tx, ctx, debtorId, 'copy');
    const { debtor, mode } = asker;
    const invoices = await ownInvoices(tx, debtor, invoiceIds);
    const copies = await copiesOf(tx, debtorId, invoices);
    const have = { rule: 'copy.available', asked: invoices.length, allowed: copies.length, ok: copies.length === invoices.length };
    const decision = decideByMode(mode, [have]);
    const numbers = invoices.map(({ number }) => number);
    const filed = await fileRequest(tx, ctx, asker, {
      ...{ id: ctx.newId(), kind: 'copy', decision, asked: { numbers }, proposed: { numbers }, invoiceIds },
      ...{ text: '', documentIds: [], subject: '', params: { count: numbers.length, invoices: numbers.join(', ') } },
    });
    await queueNotice(tx, ctx, {
      ...{ debtor, purpose: 'invoices', invoiceIds },
      templateKey: decision.automatic ? 'portal.copy-sent' : 'portal.copy-received',
      params: { number: filed.number, count: numbers.length, invoices: numbers.join(', '), answerBy: filed.answerBy ?? '' },
      attachmentIds: decision.automatic ? copies.map(({ id }) => id) : [],
    });
    return filed;
  },
});

/** The newest copy of each invoice; invoices without one are left out. */
export async function copiesOf(tx: Tx, debtorId: string, invoices: readonly Row<'invoices'>[]): Promise<Row<'documents'>[]> {
  const all = await tx.list('documents', {
    where: { debtorId, kind: 'copy-invoice', removedAt: null },
    orderBy: { column: 'createdAt', direction: 'desc' },
  });
  return invoices.flatMap(({ id }) => all.find(({ invoiceIds }) => invoiceIds.includes(id)) ?? []);
}
