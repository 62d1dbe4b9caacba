import { z } from 'zod';
import { type Day, isDay } from '../kernel/index.ts';
import type { RequestKind } from '../schema/index.ts';

const day = z.string().refine((value): value is Day => isDay(value));
/** Minor units. */
const positive = z.int().positive();
const currency = z.string().regex(/^[A-Z]{3}$/);

/** A term of a plan as it is asked or proposed. */
export const termSchema = z.object({ dueOn: day, amount: positive });
export type Term = z.output<typeof termSchema>;

/** Most terms that anybody may ask for; what is granted by itself is far below it. */
export const MAX_TERMS = 60;

const plan = z.object({
  currency,
  /** Sum of the terms, minor units. */
  total: positive,
  terms: z.array(termSchema).min(1).max(MAX_TERMS),
});
const promise = z.object({ currency, amount: positive, promisedOn: day });
const complaint = z.object({ currency, amount: positive, disputeTypeId: z.string(), ownerId: z.string().nullable() });
const alreadyPaid = z.object({ currency, amount: positive, paidOn: day });
const question = z.object({ subject: z.string() });

export const CONTACT_FIELDS = ['contactName', 'email', 'phone', 'street', 'postalCode', 'city'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];
const contactChange = z.object({
  /** The person it is about; null is the debtor itself. */
  contactId: z.string().nullable(),
  fields: z
    .array(z.object({ field: z.enum(CONTACT_FIELDS), before: z.string(), after: z.string() }))
    .min(1)
    .max(CONTACT_FIELDS.length),
});
const poNumber = z.object({ invoiceId: z.string(), number: z.string(), before: z.string(), after: z.string() });
const copy = z.object({ numbers: z.array(z.string()).min(1) });

/**
 * What `requests.asked` and `requests.proposed` hold, per kind. What is proposed has the shape of what is asked, so that
 * the two can be laid side by side; null is no proposal (a question has to be answered in words).
 */
export const REQUEST_SHAPES = {
  plan,
  promise,
  complaint,
  'already-paid': alreadyPaid,
  question,
  'contact-change': contactChange,
  'po-number': poNumber,
  copy,
} as const satisfies Record<RequestKind, z.ZodType>;

export type Asked<K extends RequestKind> = z.output<(typeof REQUEST_SHAPES)[K]>;

/** Reads what a request holds. @throws ZodError when a row does not hold what its kind says */
export function readAsked<K extends RequestKind>(kind: K, value: unknown): Asked<K> {
  return REQUEST_SHAPES[kind].parse(value) as Asked<K>;
}

/** Kinds whose answer can be another arrangement than was asked. */
export const ADJUSTABLE: ReadonlySet<RequestKind> = new Set(['plan', 'promise', 'complaint', 'contact-change', 'po-number']);

/** Kinds by which a debtor acknowledges the debt, which interrupts its prescription (Dutch Civil Code 3:318). */
export const ACKNOWLEDGES: ReadonlySet<RequestKind> = new Set(['plan', 'promise']);
