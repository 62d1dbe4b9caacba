import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * Files a document whose bytes are on the server already. Only the server itself gives it, after it has seen the bytes: a
 * hash that somebody merely names must not open a file of another administration.
 */
export const addDocument = command({
  name: 'add-document',
  args: z.object({
    debtorId: z.string(),
    name: z.string().trim().min(1).max(255),
    mediaType: z.string().max(200),
    /** Bytes. */
    size: z.int().min(0),
    /** SHA-256 of the bytes, hexadecimal. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    kind: z.enum(['file', 'mail', 'copy-invoice', 'proof', 'made']).default('file'),
    invoiceIds: z.array(z.string()).max(200).default([]),
    origin: z.enum(['collector', 'portal', 'mail', 'robot']).default('collector'),
    /** The user whose file it is; null is the debtor or the system. */
    createdById: z.string().nullable().default(null),
  }),
  may: ['system'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, args, ctx) => {
    const debtor = await need(tx, 'debtors', args.debtorId);
    for (const invoiceId of args.invoiceIds) {
      const invoice = await need(tx, 'invoices', invoiceId);
      if (invoice.debtorId !== debtor.id) throw new AppError('invoice.of-another-debtor', { number: invoice.number });
    }
    const id = ctx.newId();
    await tx.put('documents', { id, administrationId: debtor.administrationId, ...args, createdAt: ctx.now, removedAt: null });
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'document-added',
      category: 'document',
      refId: id,
      actorId: args.createdById,
      params: { name: args.name, origin: args.origin },
    });
    return { documentId: id };
  },
});
