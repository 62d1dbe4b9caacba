import { z } from 'zod';
import type { ContactChange, ContactRow, QueryArgs, QueryResult } from '../../src-shared/contract/index.ts';
import { hasBounced } from '../../src-shared/domain/recipient.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { QueryContext } from './context.ts';

/** The people of a debtor, first the one to ask for; with what the debtor wants changed. */
export async function listContacts(ctx: QueryContext, { debtorId }: QueryArgs<'contacts.list'>): Promise<QueryResult<'contacts.list'>> {
  const { rows } = ctx.cache;
  const debtor = await rows.get('debtors', debtorId);
  if (!debtor) throw new AppError('not-found', { table: 'debtors', id: debtorId });
  const contacts = await rows.list('contacts', { where: { debtorId }, orderBy: { column: 'name' } });
  const requests = await rows.list('requests', {
    where: { debtorId, kind: 'contact-change', state: 'waiting' },
    orderBy: { column: 'createdAt' },
  });
  const { administrationId, email, phone, language, doNotContact, doNotContactReason, rowVersion } = debtor;
  return {
    debtor: { administrationId, email, phone, language, bounced: hasBounced(debtor), doNotContact, doNotContactReason, rowVersion },
    contacts: contacts.map(toRow).sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary)),
    changes: requests.flatMap((request) => changeOf(request, contacts)),
  };
}

const toRow = ({ administrationId: _administration, debtorId: _debtor, ...contact }: Row<'contacts'>): ContactRow => contact;

const askedSchema = z.object({
  contactId: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});

/** A request of another version of the portal, whose shape is not known here, is left to the screen of requests. */
function changeOf(request: Row<'requests'>, contacts: readonly Row<'contacts'>[]): ContactChange[] {
  const asked = askedSchema.safeParse(request.asked);
  if (!asked.success) return [];
  const { contactId, fields } = asked.data;
  const contactName = contacts.find(({ id }) => id === contactId)?.name ?? '';
  return [{ requestId: request.id, createdAt: request.createdAt, contactName, fields }];
}
