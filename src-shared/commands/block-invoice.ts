import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';
import { perValue } from './undo.ts';

/** Holds invoices of a debtor back from dunning by hand, or lets them go again with an empty reason. */
export const blockInvoice = command({
  name: 'block-invoice',
  args: z.object({
    debtorId: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(1_000),
    reason: z.string().trim().max(200).default(''),
  }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, invoiceIds, reason }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const numbers: string[] = [];
    const before: { invoiceId: string; reason: string }[] = [];
    for (const invoiceId of new Set(invoiceIds)) {
      const invoice = await need(tx, 'invoices', invoiceId);
      if (invoice.debtorId !== debtor.id) throw new AppError('invoice.of-another-debtor', { number: invoice.number });
      if (invoice.blockedReason === reason) continue;
      await tx.put('invoices', { ...invoice, blockedReason: reason });
      numbers.push(invoice.number);
      before.push({ invoiceId, reason: invoice.blockedReason });
    }
    if (numbers.length) {
      const kind = reason ? 'invoice-blocked' : 'invoice-unblocked';
      await addTimelineEntry(tx, ctx, debtor, { kind, category: 'system', refId: null, params: { invoices: numbers.join(', '), reason } });
    }
    return { changed: numbers.length, before };
  },
  inverse: ({ debtorId }, { before }) =>
    perValue(
      before,
      ({ reason }) => reason,
      (reason, rows) => ({ name: 'block-invoice', args: { debtorId, reason, invoiceIds: rows.map(({ invoiceId }) => invoiceId) } }),
    ),
});
