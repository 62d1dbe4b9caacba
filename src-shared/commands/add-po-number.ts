import { z } from 'zod';
import { decideByMode } from '../domain/portal-limits.ts';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { queueNotice } from './notice.ts';
import { askerOf, fileRequest, ownInvoices, withdrawEarlier } from './portal-requests.ts';

/** A debtor gives the purchase order number that belongs on an invoice. */
export const addPoNumber = command({
  name: 'add-po-number',
  args: z.object({ debtorId: z.string(), invoiceId: z.string(), reference: z.string().trim().min(1).max(60) }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, invoiceId, reference }, ctx) => {
    const asker = await askerOf(tx, ctx, debtorId, 'poNumber');
    const { debtor, mode } = asker;
    const [invoice] = await ownInvoices(tx, debtor, [invoiceId]);
    if (!invoice) throw new AppError('not-found', { table: 'invoices', id: invoiceId });
    const decision = decideByMode(mode);
    await withdrawEarlier(tx, ctx, asker, 'po-number', [invoiceId]);
    if (decision.automatic) await tx.put('invoices', { ...invoice, reference });
    const { number, reference: before } = invoice;
    const asked = { invoiceId, number, before, after: reference };
    const filed = await fileRequest(tx, ctx, asker, {
      ...{ id: ctx.newId(), kind: 'po-number', decision, asked, proposed: asked, invoiceIds: [invoiceId] },
      ...{ text: '', documentIds: [], subject: '', params: { invoice: number, reference } },
    });
    await queueNotice(tx, ctx, {
      debtor,
      templateKey: decision.automatic ? 'portal.po-number-added' : 'portal.po-number-received',
      params: { number: filed.number, invoice: number, reference, answerBy: filed.answerBy ?? '' },
    });
    return filed;
  },
});
