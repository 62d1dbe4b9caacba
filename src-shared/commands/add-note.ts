import { z } from 'zod';
import { actorUserId, administrationOfDebtor, command, need } from './command.ts';
import { entryParams, noteInvoices, tellMentioned } from './note-rows.ts';
import { addTimelineEntry } from './timeline.ts';

/** A note on a debtor or on some of its invoices; a pinned one stays on top of the card. Who is named in it is told. */
export const addNote = command({
  name: 'add-note',
  args: z.object({
    debtorId: z.string(),
    text: z.string().trim().min(1).max(10_000),
    pinned: z.boolean().default(false),
    /** Empty: the debtor as a whole. */
    invoiceIds: z.array(z.string()).max(1_000).default([]),
    /** Users named in the text with @. */
    mentions: z.array(z.string()).max(50).default([]),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, text, pinned, ...args }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const invoices = await noteInvoices(tx, debtorId, args.invoiceIds);
    const id = ctx.newId();
    const note = { id, administrationId: debtor.administrationId, debtorId, text, pinned };
    const mentions = [...new Set(args.mentions)];
    await tx.put('notes', {
      ...note,
      invoiceIds: invoices.map((invoice) => invoice.id),
      mentions,
      authorId: actorUserId(ctx),
      createdAt: ctx.now,
    });
    await addTimelineEntry(tx, ctx, debtor, { kind: 'note', category: 'note', refId: id, params: entryParams(text, invoices) });
    await tellMentioned(tx, ctx, note, mentions);
    return { noteId: id };
  },
  inverse: (_args, { noteId }) => [{ name: 'remove-note', args: { noteId } }],
});
