import { z } from 'zod';
import { AppError, isId } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { administrationOfDebtor, command, need, type Tx } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

const email = z.union([z.literal(''), z.email().max(254)]);
const phone = z.string().trim().max(50);

/**
 * A person at a debtor: made, or changed as a whole. Another address is no bounced one any more; the same one is tried again
 * when `tryAgain` says so. One person at most is the first to ask for.
 * @throws AppError `contact.of-another-debtor`
 */
export const saveContact = command({
  name: 'save-contact',
  args: z.object({
    debtorId: z.string(),
    /** Left out for a new one. A removed one's id brings it back as given here. */
    contactId: z.string().refine(isId).optional(),
    name: z.string().trim().min(1).max(200),
    salutation: z.string().trim().max(100).default(''),
    roles: z.array(z.enum(['invoices', 'dunning', 'disputes'])).default([]),
    email: email.default(''),
    phone: phone.default(''),
    mobile: phone.default(''),
    /** Null is the debtor's. */
    language: z.enum(['nl', 'en']).nullable().default(null),
    /** Empty is every way there is an address for. */
    channels: z.array(z.enum(['email', 'letter', 'sms'])).default([]),
    isPrimary: z.boolean().default(false),
    doNotContact: z.boolean().default(false),
    doNotContactReason: z.string().trim().max(500).default(''),
    tryAgain: z.boolean().default(false),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales', 'system'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, contactId, tryAgain, ...given }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const id = contactId ?? ctx.newId();
    const known = await tx.get('contacts', id);
    if (known && known.debtorId !== debtor.id) throw new AppError('contact.of-another-debtor', { name: known.name });
    const keepsBounce = known && !tryAgain && known.email.toLowerCase() === given.email.toLowerCase();
    const bounce = keepsBounce ? { bouncedAt: known.bouncedAt, bounceReason: known.bounceReason } : { bouncedAt: null, bounceReason: '' };
    if (given.isPrimary) await noOtherFirst(tx, debtor, id);
    await tx.put('contacts', {
      id,
      administrationId: debtor.administrationId,
      debtorId,
      ...given,
      ...bounce,
      doNotContactReason: given.doNotContact ? given.doNotContactReason : '',
    });
    const kind = known ? 'contact-changed' : 'contact-added';
    await addTimelineEntry(tx, ctx, debtor, { kind, category: 'system', refId: id, params: { name: given.name } });
    return { contactId: id, before: known ? contactWords(known) : null };
  },
  inverse: (_args, { contactId, before }) =>
    before ? [{ name: 'save-contact', args: { contactId, ...before } }] : [{ name: 'remove-contact', args: { contactId } }],
});

/** A contact as `save-contact` is given it. */
export function contactWords({
  id: _id,
  administrationId: _administration,
  bouncedAt: _at,
  bounceReason: _reason,
  rowVersion: _version,
  ...words
}: Row<'contacts'>) {
  return words;
}

async function noOtherFirst(tx: Tx, debtor: Row<'debtors'>, id: string): Promise<void> {
  const others = await tx.list('contacts', { where: { debtorId: debtor.id, isPrimary: true } });
  for (const other of others) if (other.id !== id) await tx.put('contacts', { ...other, isPrimary: false });
}
