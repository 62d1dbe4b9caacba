import { z } from 'zod';
import { administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/** The debtor's own address, telephone and language, and whether anything may be sent to it at all. */
export const saveDebtorContact = command({
  name: 'save-debtor-contact',
  args: z.object({
    debtorId: z.string(),
    email: z.union([z.literal(''), z.email().max(254)]),
    phone: z.string().trim().max(50),
    language: z.enum(['nl', 'en']),
    doNotContact: z.boolean(),
    /** Why; kept while it holds. */
    doNotContactReason: z.string().trim().max(500).default(''),
    /** Mail came back from the address as it is: try it again. */
    tryAgain: z.boolean().default(false),
  }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, tryAgain, ...given }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const doNotContactReason = given.doNotContact ? given.doNotContactReason : '';
    await tx.put('debtors', { ...debtor, ...given, doNotContactReason, ...(tryAgain ? { bouncedEmail: '' } : {}) });
    const [kind, reason] =
      given.doNotContact === debtor.doNotContact
        ? ['debtor-contact-changed', '']
        : [given.doNotContact ? 'do-not-contact' : 'contact-again', doNotContactReason];
    await addTimelineEntry(tx, ctx, debtor, { kind, category: 'system', refId: null, params: reason ? { reason } : {} });
    const { email, phone, language, doNotContact, doNotContactReason: because } = debtor;
    return { before: { email, phone, language, doNotContact, doNotContactReason: because } };
  },
  inverse: ({ debtorId }, { before }) => [{ name: 'save-debtor-contact', args: { debtorId, ...before } }],
});
