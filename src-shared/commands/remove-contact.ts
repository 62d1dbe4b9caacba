import { z } from 'zod';
import { command, need } from './command.ts';
import { contactWords } from './save-contact.ts';
import { addTimelineEntry } from './timeline.ts';

/** A person is no longer to be asked for at a debtor. `save-contact` with the same id and words brings him back. */
export const removeContact = command({
  name: 'remove-contact',
  args: z.object({ contactId: z.string() }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (tx, { contactId }) => (await need(tx, 'contacts', contactId)).administrationId,
  run: async (tx, { contactId }, ctx) => {
    const contact = await need(tx, 'contacts', contactId);
    const { name, debtorId, administrationId } = contact;
    await tx.remove('contacts', contactId);
    const entry = { kind: 'contact-removed', category: 'system', refId: contactId, params: { name } } as const;
    await addTimelineEntry(tx, ctx, { id: debtorId, administrationId }, entry);
    return { before: contactWords(contact) };
  },
  inverse: ({ contactId }, { before }) => [{ name: 'save-contact', args: { contactId, ...before } }],
});
