import { z } from 'zod';
import { actorUserId, administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/** A note on a debtor; a pinned one stays on top of the card. */
export const addNote = command({
  name: 'add-note',
  args: z.object({ debtorId: z.string(), text: z.string().trim().min(1).max(10_000), pinned: z.boolean().default(false) }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, args, ctx) => {
    const debtor = await need(tx, 'debtors', args.debtorId);
    const id = ctx.newId();
    const authorId = actorUserId(ctx);
    await tx.put('notes', { id, administrationId: debtor.administrationId, ...args, authorId, createdAt: ctx.now });
    await addTimelineEntry(tx, ctx, debtor, { kind: 'note', category: 'contact', refId: id, params: { text: args.text } });
    return { noteId: id };
  },
});
