import { z } from 'zod';
import { languageSchema } from './shapes.ts';

export const contactRowShape = z.object({
  id: z.string(),
  name: z.string(),
  salutation: z.string(),
  roles: z.array(z.enum(['invoices', 'dunning', 'disputes'])),
  email: z.string(),
  phone: z.string(),
  mobile: z.string(),
  /** Null is the debtor's. */
  language: languageSchema.nullable(),
  channels: z.array(z.enum(['email', 'letter', 'sms'])),
  isPrimary: z.boolean(),
  doNotContact: z.boolean(),
  doNotContactReason: z.string(),
  /** Instant; null while mail arrives. */
  bouncedAt: z.string().nullable(),
  bounceReason: z.string(),
  rowVersion: z.int(),
});
export type ContactRow = z.output<typeof contactRowShape>;

/** What a debtor gave in the portal and a person has to look at. */
export const contactChangeShape = z.object({
  requestId: z.string(),
  createdAt: z.string(),
  /** Whom it is about; empty is the debtor itself. */
  contactName: z.string(),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type ContactChange = z.output<typeof contactChangeShape>;

export const contactQueries = {
  'contacts.list': {
    args: z.object({ debtorId: z.string() }),
    result: z.object({
      debtor: z.object({
        administrationId: z.string(),
        email: z.string(),
        phone: z.string(),
        language: languageSchema,
        bounced: z.boolean(),
        doNotContact: z.boolean(),
        doNotContactReason: z.string(),
        rowVersion: z.int(),
      }),
      contacts: z.array(contactRowShape),
      changes: z.array(contactChangeShape),
    }),
  },
} as const;

export const contactQueryTables = { 'contacts.list': ['contacts', 'debtors', 'requests'] } as const;
