import { z } from 'zod';
import { command } from './command.ts';
import { needNote } from './note-rows.ts';

/** Keeps a note on top of the card, or lets it go again. Anybody may: it is about the debtor and not about the author. */
export const pinNote = command({
  name: 'pin-note',
  args: z.object({ noteId: z.string(), pinned: z.boolean() }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, { noteId }) => (await needNote(tx, noteId)).administrationId,
  run: async (tx, { noteId, pinned }) => {
    const note = await needNote(tx, noteId);
    if (note.pinned !== pinned) await tx.put('notes', { ...note, pinned });
    return { changed: note.pinned !== pinned };
  },
  inverse: ({ noteId, pinned }, { changed }) => (changed ? [{ name: 'pin-note', args: { noteId, pinned: !pinned } }] : []),
});
