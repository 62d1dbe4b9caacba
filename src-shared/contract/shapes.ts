import { z } from 'zod';
import { HOLD_REASONS, type HoldReason, SKIP_REASONS, type SkipReason } from '../domain/dunning-plan.ts';
import { type Day, isDay } from '../kernel/index.ts';
import { errorShapeSchema, sessionEntry } from '../protocol/index.ts';
import { ACTION_KINDS, PROMISE_STATES, TIMELINE_CATEGORIES } from '../schema/index.ts';

/** Business date YYYY-MM-DD. */
export const daySchema = z.string().refine((value): value is Day => isDay(value));
/** Minor units. */
export const minor = z.int();
export const languageSchema = z.enum(['nl', 'en']);
export const riskSchema = z.enum(['low', 'medium', 'high']);

/** Open amounts by days overdue, always in this order: not due, 1–30, 31–60, 61–90, over 90. */
export const ageingSchema = z.tuple([minor, minor, minor, minor, minor]);
export type Ageing = z.output<typeof ageingSchema>;

export const administrationShape = z.object({ id: z.string(), code: z.string(), name: z.string(), currency: z.string() });
export const colleagueShape = z.object({ id: z.string(), name: z.string() });

export const sessionShape = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('signed-out'),
    language: languageSchema,
    email: z.string(),
    /** Null at the first start of an installed desktop: ask for it and give it with the call `profile.server`. */
    serverUrl: z.string().nullable(),
  }),
  z.object({
    state: z.literal('signed-in'),
    language: languageSchema,
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    roles: z.array(z.object({ administrationId: z.string().nullable(), role: z.string() })),
    administrations: z.array(administrationShape),
    colleagues: z.array(colleagueShape),
    /** The business day all figures are shown for. */
    today: daySchema,
  }),
]);
export type Session = z.output<typeof sessionShape>;

export const statusShape = z.object({
  connection: z.enum(['online', 'offline', 'signed-out']),
  /** Changes of this user that the server has not taken yet. */
  pending: z.int(),
  /** Changes the server refused and the user has not dealt with yet; see `sync.refusals`. */
  refused: z.int().default(0),
  /** Why nothing moves although the network may be there (another version, a full disk); null while all is well. */
  problem: errorShapeSchema.nullable().default(null),
  /** Instant of the last complete pull. */
  updatedAt: z.string().nullable(),
  /** Files on their way to the server, all of them together in bytes; null when there are none. */
  uploads: z.object({ count: z.int(), done: z.int(), total: z.int() }).nullable().default(null),
  /** A long piece of work (the first load). */
  progress: z.object({ kind: z.literal('bootstrap'), done: z.int(), total: z.int(), startedAt: z.string() }).nullable(),
});
export type Status = z.output<typeof statusShape>;

/** A change that the server refused: what the user wanted, why not, and what is there now. */
export const refusalShape = z.object({
  commandId: z.string(),
  command: z.string(),
  args: z.unknown(),
  error: errorShapeSchema,
  /** Instants. */
  givenAt: z.string(),
  refusedAt: z.string(),
  /** The debtor it is about, when the cache has it. */
  debtor: z.object({ id: z.string(), number: z.string(), name: z.string() }).nullable(),
  /** Fields of the row that stood in the way that the user wanted otherwise than they are now, by the schema's names. */
  differences: z.array(z.object({ field: z.string(), yours: z.unknown(), current: z.unknown() })),
  /** True when the same command may be given again on the values of now. */
  canRetry: z.boolean(),
});
export type Refusal = z.output<typeof refusalShape>;

export const sessionEntryShape = sessionEntry.extend({
  /** Name of the user, when known. */
  userName: z.string(),
});
export type SessionEntry = z.output<typeof sessionEntryShape>;

/** Balances of one debtor in one currency. */
export const balanceShape = z.object({
  currency: z.string(),
  open: minor,
  overdue: minor,
  disputed: minor,
  promised: minor,
  inPlan: minor,
  onTheWay: minor,
  openInvoices: z.int(),
  ageing: ageingSchema,
});
export type Balance = z.output<typeof balanceShape>;

export const WORKLIST_SORTS = ['priority', 'overdue', 'open', 'oldest', 'invoices', 'name'] as const;
export const worklistRowShape = z.object({
  actionId: z.string(),
  debtorId: z.string(),
  administrationId: z.string(),
  debtorNumber: z.string(),
  debtorName: z.string(),
  city: z.string(),
  kind: z.enum(ACTION_KINDS),
  title: z.string(),
  dueOn: daySchema,
  /** HH:MM; empty is any time. */
  dueTime: z.string(),
  assigneeId: z.string().nullable(),
  /** 0–100; see the factors of {@link priorityFactorShape}. */
  priority: z.int(),
  risk: riskSchema,
  /** Days the oldest open invoice is overdue; 0 when none is. */
  oldestDays: z.int(),
  /** The debtor's main currency: the administration's, or the one with most open when it has none of that. */
  currency: z.string(),
  open: minor,
  overdue: minor,
  openInvoices: z.int(),
  ageing: ageingSchema,
  /** Currencies besides the main one in which something is open. */
  otherCurrencies: z.array(z.string()),
});
export type WorklistRow = z.output<typeof worklistRowShape>;

/** A part of the priority score. The factors of a row add up to its score. */
export const priorityFactorShape = z.object({
  kind: z.enum(['overdue-amount', 'oldest-invoice', 'invoice-count', 'risk', 'action-late', 'action-kind', 'limit', 'promised', 'cap']),
  points: z.int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PriorityFactor = z.output<typeof priorityFactorShape>;

export const invoiceRowShape = z.object({
  id: z.string(),
  debtorId: z.string(),
  debtorName: z.string(),
  administrationId: z.string(),
  number: z.string(),
  kind: z.enum(['invoice', 'credit-note', 'payment-on-account']),
  issueDate: daySchema,
  dueDate: daySchema,
  daysOverdue: z.int(),
  currency: z.string(),
  amount: minor,
  open: minor,
  onTheWay: minor,
  /** Name of the last step sent, as stored on the workflow step; empty when none. */
  stepName: z.string(),
  closedOn: daySchema.nullable(),
  reference: z.string(),
  disputedAmount: minor,
  /** Type of the open dispute about it: the key of a usual type, else its name; empty when there is none. */
  disputeType: z.string(),
  /** Notes that are about this invoice. */
  notes: z.int(),
  promisedUntil: daySchema.nullable(),
  /** What is held back by promises until then; null is all that is open. */
  promisedAmount: minor.nullable(),
  /** How the latest promise about it stands; null when there is none. */
  promise: z.object({ state: z.enum(PROMISE_STATES), promisedOn: daySchema }).nullable(),
  inPlan: z.boolean(),
  /** What can still be promised or planned of it: 0 when all of it is on the way, disputed or in a plan. */
  arrangeable: minor,
  blockedReason: z.string(),
  /** Given up; the ledger has yet to show it. */
  writtenOff: minor,
  handedOver: z.boolean(),
  rowVersion: z.int(),
});
export type InvoiceRow = z.output<typeof invoiceRowShape>;

export const timelineRowShape = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  category: z.enum(TIMELINE_CATEGORIES),
  actorName: z.string(),
  refId: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TimelineRow = z.output<typeof timelineRowShape>;

export const noteShape = z.object({ id: z.string(), text: z.string(), authorName: z.string(), createdAt: z.string() });

export const debtorHeaderShape = z.object({
  id: z.string(),
  administrationId: z.string(),
  number: z.string(),
  name: z.string(),
  city: z.string(),
  industry: z.string(),
  risk: riskSchema,
  language: languageSchema,
  email: z.string(),
  phone: z.string(),
  creditLimit: minor.nullable(),
  blocked: z.boolean(),
  blockedReason: z.string(),
  /** Null: there is no credit hold. */
  creditHoldReason: z.string().nullable(),
  assigneeName: z.string(),
  /** Main currency first; never empty. */
  balances: z.array(balanceShape).min(1),
  pinnedNotes: z.array(noteShape),
  contacts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      phone: z.string(),
      roles: z.array(z.string()),
      isPrimary: z.boolean(),
    }),
  ),
  /** The open action that put the debtor on the worklist, most urgent first. */
  actions: z.array(
    z.object({ id: z.string(), kind: z.enum(ACTION_KINDS), title: z.string(), dueOn: daySchema, assigneeId: z.string().nullable() }),
  ),
  priority: z.object({ score: z.int(), factors: z.array(priorityFactorShape) }),
  /** What the workflow will do by itself; null when nothing is planned. */
  nextStep: z
    .object({ on: daySchema, stepName: z.string(), invoices: z.int(), amount: minor, currency: z.string(), held: z.int() })
    .nullable(),
  counts: z.object({
    openInvoices: z.int(),
    timeline: z.int(),
    messages: z.int(),
    documents: z.int(),
    contacts: z.int(),
    disputes: z.int(),
    arrangements: z.int(),
    settlement: z.int(),
    linked: z.int(),
    conversations: z.int(),
  }),
});
export type DebtorHeader = z.output<typeof debtorHeaderShape>;

export { HOLD_REASONS, type HoldReason, SKIP_REASONS, type SkipReason };

export const plannedMessageShape = z.object({
  debtorId: z.string(),
  debtorNumber: z.string(),
  debtorName: z.string(),
  recipient: z.string(),
  recipientName: z.string(),
  language: languageSchema,
  channel: z.enum(['email', 'letter', 'sms']),
  step: z.int(),
  stepName: z.string(),
  currency: z.string(),
  amount: minor,
  lines: z.array(
    z.object({
      invoiceId: z.string(),
      number: z.string(),
      kind: z.enum(['invoice', 'credit-note', 'payment-on-account']),
      dueDate: daySchema,
      daysOverdue: z.int(),
      amount: minor,
      asked: minor,
      step: z.int(),
    }),
  ),
  held: z.array(z.object({ number: z.string(), open: minor, reason: z.enum(HOLD_REASONS) })),
});
export type PlannedMessage = z.output<typeof plannedMessageShape>;

export const dunningPreviewShape = z.object({
  administrationId: z.string(),
  date: daySchema,
  /** Fingerprint of the plan; the run refuses when it no longer fits. */
  planHash: z.string(),
  messages: z.array(plannedMessageShape),
  /** Debtors with something due that get no message, and why. */
  skipped: z.array(
    z.object({
      debtorId: z.string(),
      debtorNumber: z.string(),
      debtorName: z.string(),
      currency: z.string(),
      amount: minor,
      reason: z.enum([...SKIP_REASONS, ...HOLD_REASONS]),
    }),
  ),
  totals: z.record(z.string(), minor),
  lastRunDate: daySchema.nullable(),
});
export type DunningPreview = z.output<typeof dunningPreviewShape>;

export const messageRowShape = z.object({
  id: z.string(),
  administrationId: z.string(),
  debtorId: z.string(),
  debtorName: z.string(),
  channel: z.enum(['email', 'letter', 'sms']),
  recipient: z.string(),
  subject: z.string(),
  stepName: z.string(),
  currency: z.string(),
  amount: minor,
  state: z.enum(['queued', 'sent', 'caught', 'failed']),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  error: z.string(),
});
export type MessageRow = z.output<typeof messageRowShape>;

export const companySettingsShape = z.object({
  id: z.string(),
  rowVersion: z.int(),
  code: z.string(),
  currency: z.string(),
  name: z.string(),
  legalName: z.string(),
  tagline: z.string(),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  chamberOfCommerce: z.string(),
  vatNumber: z.string(),
  iban: z.string(),
  phone: z.string(),
  phoneHours: z.string(),
  email: z.string(),
  website: z.string(),
  brandColor: z.string(),
  signatory: z.string(),
  logo: z.object({ hash: z.string(), mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']) }).nullable(),
  portalDomain: z.string(),
  privacyUrl: z.string(),
  accessibilityUrl: z.string(),
});
export type CompanySettings = z.output<typeof companySettingsShape>;

export { type OutgoingMail, outgoingMailSchema } from '../domain/outgoing-mail.ts';
