import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { amount, dayColumn, flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';
import type { Channel } from './dunning.ts';
import type { Language } from './organisation.ts';

export type ActionState = 'open' | 'done' | 'cancelled';
/** What the person is asked to do; translated as `action.<kind>`. */
export const ACTION_KINDS = [
  'call',
  'follow-up',
  'review',
  'letter',
  'email',
  'ask-sales',
  'missing-email',
  'mail-failed',
  'address-bounced',
  'payment-not-in-ledger',
  'promise-broken',
  'instalment-missed',
  'plan-lapsed',
  'dispute',
  'request',
  'question',
  'approve-write-off',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
export type MessageState = 'queued' | 'sent' | 'caught' | 'failed';

/** One piece of work for a person, in the worklist. */
export const actions = sqliteTable(
  'actions',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    kind: text('kind').$type<ActionKind>().notNull(),
    /** Free words that refine the kind; empty is the kind's own name. */
    title: text('title').notNull().default(''),
    dueOn: dayColumn('due_on').notNull(),
    /** Time of day HH:MM on the administration's clock; empty is any time. */
    dueTime: text('due_time').notNull().default(''),
    invoiceIds: json<string[]>('invoice_ids').notNull().default([]),
    /** The row it is about: a promise, dispute, request … by the kind. */
    refId: reference('ref_id'),
    assigneeId: reference('assignee_id'),
    state: text('state').$type<ActionState>().notNull().default('open'),
    source: text('source').$type<'user' | 'workflow' | 'system'>().notNull(),
    createdAt: instantColumn('created_at').notNull(),
    finishedAt: instantColumn('finished_at'),
    finishedById: reference('finished_by_id'),
    outcome: text('outcome').notNull().default(''),
    rowVersion: rowVersion(),
  },
  (t) => [index('actions_debtor').on(t.debtorId, t.state), index('actions_state').on(t.administrationId, t.state, t.dueOn)],
);

export const notes = sqliteTable(
  'notes',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    text: text('text').notNull(),
    pinned: flag('pinned'),
    /** Invoices it is about; empty is the debtor as a whole. */
    invoiceIds: json<string[]>('invoice_ids').notNull().default([]),
    /** Users named in it with @. */
    mentions: json<string[]>('mentions').notNull().default([]),
    authorId: reference('author_id'),
    createdAt: instantColumn('created_at').notNull(),
    editedAt: instantColumn('edited_at'),
    removedAt: instantColumn('removed_at'),
    rowVersion: rowVersion(),
  },
  (t) => [index('notes_debtor').on(t.debtorId)],
);

/** One invoice as it stood when a message about it was made. */
export interface MessageLine {
  invoiceId: string;
  number: string;
  kind: 'invoice' | 'credit-note' | 'payment-on-account';
  dueDate: string;
  daysOverdue: number;
  amount: number;
  /** What the document says it is for. */
  description?: string;
  /** What is asked (negative when it is deducted). */
  asked: number;
  step: number;
}

/** The facts a message was made from; together with the template they give its text again, word for word. */
export interface MessageFacts {
  runDate: string;
  payBefore: string;
  stepName: string;
  /** As it follows "Beste"; empty when no person is known. */
  salutation?: string;
  lines: MessageLine[];
  /** Parts of invoices that are held back, and why. */
  held: { number: string; open: number; reason: string }[];
  /** Instalments of a payment plan, amounts in minor units. */
  terms?: { position: number; dueOn: string; amount: number }[];
  portalAccessId: string;
}

export const messages = sqliteTable(
  'messages',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    direction: text('direction').$type<'out' | 'in'>().notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    templateKey: text('template_key').notNull().default(''),
    dunningRunId: reference('dunning_run_id'),
    step: integer('step').notNull().default(0),
    recipient: text('recipient').notNull(),
    recipientName: text('recipient_name').notNull().default(''),
    language: text('language').$type<Language>().notNull(),
    subject: text('subject').notNull().default(''),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull().default(0),
    facts: json<MessageFacts>('facts').notNull(),
    /** Words of a message that is not a reminder; fill in the template together with the usual ones. */
    params: json<Record<string, string | number>>('params').notNull().default({}),
    attachmentIds: json<string[]>('attachment_ids').notNull().default([]),
    threadId: reference('thread_id'),
    state: text('state').$type<MessageState>().notNull(),
    /** Message-ID header (RFC 5322 §3.6.4), fixed before the first attempt. */
    messageIdHeader: text('message_id_header').notNull().default(''),
    createdAt: instantColumn('created_at').notNull(),
    sentAt: instantColumn('sent_at'),
    error: text('error').notNull().default(''),
    rowVersion: rowVersion(),
  },
  (t) => [
    index('messages_debtor').on(t.debtorId, t.createdAt),
    index('messages_run').on(t.dunningRunId),
    index('messages_created').on(t.administrationId, t.createdAt),
  ],
);

/** Server only: what was really sent. The id is the message's. */
export const messageBodies = sqliteTable('message_bodies', {
  id: id(),
  html: text('html').notNull(),
  text: text('text').notNull(),
});

export const TIMELINE_CATEGORIES = [
  'contact',
  'mail',
  'payment',
  'note',
  'arrangement',
  'dispute',
  'document',
  'portal',
  'system',
] as const;
export type TimelineCategory = (typeof TIMELINE_CATEGORIES)[number];

/** Everything that happened to a debtor, newest first on the card; translated as `timeline.<kind>` with `params`. */
export const timelineEntries = sqliteTable(
  'timeline_entries',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    at: instantColumn('at').notNull(),
    kind: text('kind').notNull(),
    category: text('category').$type<TimelineCategory>().notNull(),
    actorId: reference('actor_id'),
    refId: reference('ref_id'),
    params: json<Record<string, string | number>>('params').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('timeline_debtor').on(t.debtorId, t.at)],
);
