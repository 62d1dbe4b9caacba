import { z } from 'zod';
import { command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/** Takes a document out of the debtor's file, or with `undo` puts it back. Its bytes stay for as long as the row does. */
export const removeDocument = command({
  name: 'remove-document',
  args: z.object({ documentId: z.string(), undo: z.boolean().default(false) }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (tx, { documentId }) => (await need(tx, 'documents', documentId)).administrationId,
  run: async (tx, { documentId, undo }, ctx) => {
    const document = await need(tx, 'documents', documentId);
    if ((document.removedAt === null) === undo) return {};
    await tx.put('documents', { ...document, removedAt: undo ? null : ctx.now });
    await addTimelineEntry(
      tx,
      ctx,
      { id: document.debtorId, administrationId: document.administrationId },
      { kind: undo ? 'document-restored' : 'document-removed', category: 'document', refId: document.id, params: { name: document.name } },
    );
    return {};
  },
  inverse: ({ documentId, undo }) => [{ name: 'remove-document', args: { documentId, undo: !undo } }],
});
