import { z } from 'zod';
import { portalSettingsSchema } from '../domain/portal-settings.ts';
import { REQUEST_SHAPES } from '../domain/requests.ts';
import { REQUEST_STATES } from '../schema/index.ts';
import { daySchema, languageSchema, minor, riskSchema } from './shapes.ts';

export { monthlyTerms } from '../domain/portal-limits.ts';
export {
  modesOf,
  PORTAL_FUNCTIONS,
  PORTAL_TEXTS,
  type PortalFunction,
  type PortalMode,
  type PortalSettings,
  portalSettingsSchema,
} from '../domain/portal-settings.ts';
export { type Asked, type ContactField, MAX_TERMS, type Term } from '../domain/requests.ts';

const requestBase = {
  id: z.string(),
  administrationId: z.string(),
  debtorId: z.string(),
  debtorName: z.string(),
  debtorNumber: z.string(),
  number: z.string(),
  state: z.enum(REQUEST_STATES),
  createdAt: z.string(),
  decidedAt: z.string().nullable(),
  /** The debtor's own words. */
  text: z.string(),
  hasFiles: z.boolean(),
  /** Numbers of the invoices it is about. */
  invoices: z.array(z.string()),
  /** Of a complaint: its type's key and name, and whose it would be. */
  typeKey: z.string(),
  typeName: z.string(),
  ownerName: z.string(),
  rowVersion: z.int(),
};
const ofKind = <K extends string, S extends z.ZodType>(kind: K, shape: S) =>
  z.object({ ...requestBase, kind: z.literal(kind), asked: shape, proposed: shape.nullable() });

/** A request with what is asked and proposed in the shape of its kind. */
export const requestRowShape = z.discriminatedUnion('kind', [
  ofKind('plan', REQUEST_SHAPES.plan),
  ofKind('promise', REQUEST_SHAPES.promise),
  ofKind('complaint', REQUEST_SHAPES.complaint),
  ofKind('already-paid', REQUEST_SHAPES['already-paid']),
  ofKind('question', REQUEST_SHAPES.question),
  ofKind('contact-change', REQUEST_SHAPES['contact-change']),
  ofKind('po-number', REQUEST_SHAPES['po-number']),
  ofKind('copy', REQUEST_SHAPES.copy),
]);
export type RequestRow = z.output<typeof requestRowShape>;

export const conversationFileShape = z.object({ id: z.string(), name: z.string(), size: z.int(), mediaType: z.string() });

/** One thing in a conversation with a debtor, oldest first. */
export const conversationEntryShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    id: z.string(),
    at: z.string(),
    threadId: z.string(),
    author: z.enum(['debtor', 'company', 'system']),
    authorName: z.string(),
    text: z.string(),
    files: z.array(conversationFileShape),
  }),
  /** What the debtor was told of itself: by when there is an answer, or that it is settled. */
  z.object({ kind: z.literal('told'), id: z.string(), at: z.string(), answerBy: daySchema.nullable() }),
  z.object({ kind: z.literal('request'), id: z.string(), at: z.string(), authorName: z.string(), request: requestRowShape }),
  /** A reminder that was sent meanwhile. */
  z.object({ kind: z.literal('mail'), id: z.string(), at: z.string(), stepName: z.string(), subject: z.string() }),
]);
export type ConversationEntry = z.output<typeof conversationEntryShape>;

export const threadShape = z.object({
  id: z.string(),
  subject: z.string(),
  state: z.enum(['open', 'closed']),
  waitingFor: z.enum(['company', 'debtor']).nullable(),
  lastMessageAt: z.string(),
});
export type ThreadRow = z.output<typeof threadShape>;

export const requestDetailShape = z.object({
  request: requestRowShape,
  rules: z.array(
    z.object({
      rule: z.string(),
      asked: z.union([z.string(), z.number()]).nullable(),
      allowed: z.union([z.string(), z.number()]).nullable(),
      ok: z.boolean(),
    }),
  ),
  answerBy: daySchema.nullable(),
  decidedByName: z.string(),
  threadId: z.string().nullable(),
  files: z.array(conversationFileShape),
  debtor: z.object({
    risk: riskSchema,
    language: languageSchema,
    /** As it follows "Beste"; empty when no person is known. */
    salutation: z.string(),
    currency: z.string(),
    overdue: minor,
    /** Days the oldest open invoice is overdue. */
    oldestDays: z.int(),
  }),
  /** What is known of earlier dealings. */
  known: z.object({
    plans: z.int(),
    plansKept: z.int(),
    /** Decided this year. */
    promises: z.int(),
    promisesKept: z.int(),
    /** Average over the last year's paid invoices; null when there are none. */
    daysLate: z.int().nullable(),
  }),
  /** The limits that count for this debtor, so that a changed proposal can be held against them. */
  limits: z.object({ firstWithinDays: z.int(), maximumTerms: z.int(), maximumPromiseDays: z.int() }),
  disputeTypes: z.array(z.object({ id: z.string(), key: z.string(), name: z.string() })),
});
export type RequestDetail = z.output<typeof requestDetailShape>;

const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const requestQueries = {
  'requests.list': query(
    z.object({ administrationId: z.string().nullable(), mine: z.boolean() }),
    z.object({
      waiting: z.array(requestRowShape),
      /** Handled by itself or answered lately, newest first. */
      settled: z.array(requestRowShape),
    }),
  ),
  'requests.counts': query(z.object({ administrationId: z.string().nullable() }), z.object({ waiting: z.int() })),
  'request.detail': query(z.object({ requestId: z.string() }), requestDetailShape),
  'debtor.conversation': query(
    z.object({
      debtorId: z.string(),
      /** Null is everything that was said and asked. */
      threadId: z.string().nullable().default(null),
    }),
    z.object({ threads: z.array(threadShape), entries: z.array(conversationEntryShape) }),
  ),
  'settings.portal': query(
    z.object({ administrationId: z.string() }),
    z.object({
      settings: portalSettingsSchema,
      /** Null while nothing was saved. */
      rowVersion: z.int().nullable(),
      segments: z.array(z.object({ id: z.string(), name: z.string() })),
      /** A debtor with something open, to preview with; null when there is none. */
      previewDebtorId: z.string().nullable(),
      currency: z.string(),
    }),
  ),
} as const;

export const requestQueryTables = {
  'requests.list': ['requests', 'debtors', 'invoices', 'disputeTypes', 'users'],
  'requests.counts': ['requests'],
  'request.detail': [
    'requests',
    'debtors',
    'invoices',
    'contacts',
    'users',
    'disputeTypes',
    'paymentPlans',
    'promises',
    'documents',
    'administrationSettings',
    'segments',
  ],
  'debtor.conversation': ['threads', 'threadMessages', 'requests', 'messages', 'documents', 'users', 'invoices', 'disputeTypes'],
  'settings.portal': ['administrationSettings', 'segments', 'debtors', 'invoices'],
} as const;

export const requestCalls = {
  /** Asks the server for the address at which the portal is seen as a debtor sees it; it works once, within two minutes. */
  'portal.view': query(z.object({ debtorId: z.string() }), z.object({ url: z.string() })),
  /** Sends a logo to the server; what it is kept as goes into `update-company`. `data`: base64. */
  'portal.logo': query(
    z.object({ administrationId: z.string(), data: z.string().max(1_000_000) }),
    z.object({ hash: z.string(), mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']) }),
  ),
} as const;
