import { z } from 'zod';
import { command } from './command.ts';
import { entryOfNote, entryParams, mayChangeNote, needNote, noteInvoices, tellMentioned } from './note-rows.ts';

/** Mends a note; what is left out stays. Only who is named newly is told. */
export const editNote = command({
  name: 'edit-note',
  args: z.object({
    noteId: z.string(),
    text: z.string().trim().min(1).max(10_000).optional(),
    invoiceIds: z.array(z.string()).max(1_000).optional(),
    mentions: z.array(z.string()).max(50).optional(),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, { noteId }) => (await needNote(tx, noteId)).administrationId,
  run: async (tx, { noteId, ...args }, ctx) => {
    const before = await needNote(tx, noteId);
    mayChangeNote(ctx, before, 'edit-note');
    const invoices = await noteInvoices(tx, before.debtorId, args.invoiceIds ?? before.invoiceIds);
    const mentions = [...new Set(args.mentions ?? before.mentions)];
    const note = {
      ...before,
      text: args.text ?? before.text,
      invoiceIds: invoices.map(({ id }) => id),
      mentions,
      editedAt: ctx.now,
    };
    await tx.put('notes', note);
    const entry = await entryOfNote(tx, note);
    if (entry) await tx.put('timelineEntries', { ...entry, params: entryParams(note.text, invoices) });
    const named = mentions.filter((userId) => !before.mentions.includes(userId));
    await tellMentioned(tx, ctx, note, named);
    return { before: { text: before.text, invoiceIds: before.invoiceIds, mentions: before.mentions } };
  },
  inverse: ({ noteId }, { before }) => [{ name: 'edit-note', args: { noteId, ...before } }],
});
