import { z } from 'zod';
import { decideByMode } from '../domain/portal-limits.ts';
import { type Asked, CONTACT_FIELDS, type ContactField } from '../domain/requests.ts';
import { AppError } from '../kernel/index.ts';
import type { DecidedRule, Row } from '../schema/index.ts';
import { administrationOfDebtor, type CommandContext, command, type Tx } from './command.ts';
import { queueNotice } from './notice.ts';
import { askerOf, fileRequest, withdrawEarlier } from './portal-requests.ts';

const field = (max: number) => z.string().trim().max(max).optional();

/**
 * A debtor gives other contact details. An address of another mail domain waits for a person even where changes are made
 * at once: with it somebody who got hold of a link would get all that comes after.
 * @throws AppError `request.nothing-changed`
 */
export const proposeContactChange = command({
  name: 'propose-contact-change',
  args: z.object({
    debtorId: z.string(),
    contactName: field(200),
    email: z.email().max(254).optional(),
    phone: field(50),
    street: field(200),
    postalCode: field(20),
    city: field(100),
  }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, ...wanted }, ctx) => {
    const asker = await askerOf(tx, ctx, debtorId, 'contactDetails');
    const { debtor, mode } = asker;
    const contact = await mainContact(tx, debtor);
    const now = contactDetails(debtor, contact);
    const fields = CONTACT_FIELDS.flatMap((name) => {
      const after = wanted[name];
      return after === undefined || after === now[name] ? [] : [{ field: name, before: now[name], after }];
    });
    if (fields.length === 0) throw new AppError('request.nothing-changed');
    const asked: Asked<'contact-change'> = { contactId: contact?.id ?? null, fields };
    const decision = decideByMode(mode, domainRule(asked));
    await withdrawEarlier(tx, ctx, asker, 'contact-change', []);
    const oldAddress = now.email;
    if (decision.automatic) await applyContactChange(tx, ctx, debtor, asked);
    const filed = await fileRequest(tx, ctx, asker, {
      ...{ id: ctx.newId(), kind: 'contact-change', decision, asked, proposed: asked, invoiceIds: [] },
      ...{ text: '', documentIds: [], subject: '', params: { fields: fields.map((each) => each.field).join(',') } },
    });
    const notice = {
      templateKey: decision.automatic ? 'portal.contact-changed' : 'portal.contact-received',
      params: { number: filed.number, answerBy: filed.answerBy ?? '' },
    };
    const changed = (await tx.get('debtors', debtorId)) ?? debtor;
    await queueNotice(tx, ctx, { debtor: changed, ...notice });
    // Who is replaced as the address must hear of it where he still reads.
    if (decision.automatic && fields.some((each) => each.field === 'email') && oldAddress) {
      await queueNotice(tx, ctx, {
        debtor: changed,
        ...notice,
        to: { email: oldAddress, name: now.contactName, language: debtor.language },
      });
    }
    return filed;
  },
});

/** The person whose details are shown and changed: who gets the reminders. */
export async function mainContact(tx: Pick<Tx, 'list'>, debtor: Row<'debtors'>): Promise<Row<'contacts'> | null> {
  const contacts = await tx.list('contacts', { where: { debtorId: debtor.id }, orderBy: { column: 'name' } });
  return contacts.find(({ isPrimary }) => isPrimary) ?? contacts[0] ?? null;
}

export const contactDetails = (debtor: Row<'debtors'>, contact: Row<'contacts'> | null): Record<ContactField, string> => ({
  contactName: contact?.name ?? '',
  email: contact?.email || debtor.email,
  phone: contact?.phone || debtor.phone,
  street: debtor.street,
  postalCode: debtor.postalCode,
  city: debtor.city,
});

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

function domainRule({ fields }: Asked<'contact-change'>): DecidedRule[] {
  const email = fields.find(({ field: name }) => name === 'email');
  if (!email) return [];
  const [asked, allowed] = [domainOf(email.after), domainOf(email.before)];
  return [{ rule: 'contact.email-domain', asked, allowed, ok: email.before === '' || asked === allowed }];
}

/** Writes the new details where they are kept: a person's own on the contact, who is made when there was none; the rest on the debtor. */
export async function applyContactChange(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  { contactId, fields }: Asked<'contact-change'>,
): Promise<void> {
  const wanted = new Map(fields.map(({ field: name, after }) => [name, after]));
  const take = (name: ContactField, current: string): string => wanted.get(name) ?? current;
  const found = contactId === null ? undefined : await tx.get('contacts', contactId);
  const contact = found?.debtorId === debtor.id ? found : undefined;
  if (contact) {
    const email = take('email', contact.email);
    const fresh = email === contact.email ? {} : { bouncedAt: null, bounceReason: '' };
    const name = take('contactName', contact.name);
    await tx.put('contacts', { ...contact, ...fresh, name, email, phone: take('phone', contact.phone) });
  } else if (wanted.get('contactName')) {
    const person = { name: take('contactName', ''), email: take('email', debtor.email), phone: take('phone', debtor.phone) };
    const own = { id: ctx.newId(), administrationId: debtor.administrationId, debtorId: debtor.id };
    await tx.put('contacts', { ...own, ...person, roles: ['invoices', 'dunning'], isPrimary: true });
  }
  const reached = contact ? {} : { email: take('email', debtor.email), phone: take('phone', debtor.phone) };
  const address = {
    street: take('street', debtor.street),
    postalCode: take('postalCode', debtor.postalCode),
    city: take('city', debtor.city),
  };
  await tx.put('debtors', { ...debtor, ...reached, ...address });
}
