import { z } from 'zod';
import { command, need } from './command.ts';
import { entryOfNote, entryParams, mayChangeNote, noteInvoices } from './note-rows.ts';
import { addTimelineEntry } from './timeline.ts';

/** Takes a note and its line on the timeline away, or with `undo` brings them back as they were. */
export const removeNote = command({
  name: 'remove-note',
  args: z.object({ noteId: z.string(), undo: z.boolean().default(false) }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, { noteId }) => (await need(tx, 'notes', noteId)).administrationId,
  run: async (tx, { noteId, undo }, ctx) => {
    const note = await need(tx, 'notes', noteId);
    mayChangeNote(ctx, note, 'remove-note');
    if ((note.removedAt === null) === undo) return {};
    await tx.put('notes', { ...note, removedAt: undo ? null : ctx.now });
    const entry = await entryOfNote(tx, note);
    if (!undo && entry) await tx.remove('timelineEntries', entry.id);
    if (undo && !entry) {
      const params = entryParams(note.text, await noteInvoices(tx, note.debtorId, note.invoiceIds));
      const asWritten = { ...ctx, now: note.createdAt };
      const debtor = { id: note.debtorId, administrationId: note.administrationId };
      await addTimelineEntry(tx, asWritten, debtor, { kind: 'note', category: 'note', refId: note.id, actorId: note.authorId, params });
    }
    return {};
  },
  inverse: ({ noteId, undo }) => [{ name: 'remove-note', args: { noteId, undo: !undo } }],
});
