import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Origin } from './arrangements.ts';
import { dayColumn, id, instantColumn, json, reference, rowVersion } from './columns.ts';

export const REQUEST_KINDS = ['plan', 'promise', 'complaint', 'already-paid', 'question', 'contact-change', 'po-number', 'copy'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
/** `automatic`: handled at once by a rule. */
export const REQUEST_STATES = ['waiting', 'approved', 'adjusted', 'declined', 'automatic', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** One line of the rule that decided: what was asked against what is allowed. Translated as `request.rule.<rule>`. */
export interface DecidedRule {
  rule: string;
  asked: string | number | null;
  allowed: string | number | null;
  ok: boolean;
}

/** What a debtor asked: in the portal, or by mail or telephone as a collector took it down. */
export const requests = sqliteTable(
  'requests',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    /** What the debtor can name it by on the telephone: K-2026-00093 is the 93rd complaint of 2026, V-… any other request. */
    number: text('number').notNull().default(''),
    kind: text('kind').$type<RequestKind>().notNull(),
    state: text('state').$type<RequestState>().notNull(),
    origin: text('origin').$type<Origin>().notNull(),
    invoiceIds: json<string[]>('invoice_ids').notNull(),
    /** What was asked and what is proposed; their shapes per kind are in domain/requests. */
    asked: json<Record<string, unknown>>('asked').notNull(),
    proposed: json<Record<string, unknown> | null>('proposed'),
    /** Why it was decided so, or put before a person; failures first. */
    rules: json<DecidedRule[]>('rules').notNull(),
    /** The debtor's own words. */
    text: text('text').notNull().default(''),
    documentIds: json<string[]>('document_ids').notNull(),
    assigneeId: reference('assignee_id'),
    /** Day by which the debtor was told to have an answer. */
    answerBy: dayColumn('answer_by'),
    threadId: reference('thread_id'),
    /** What came of it: the promise, plan, dispute … */
    resultId: reference('result_id'),
    createdAt: instantColumn('created_at').notNull(),
    decidedAt: instantColumn('decided_at'),
    decidedById: reference('decided_by_id'),
    rowVersion: rowVersion(),
  },
  (t) => [
    index('requests_debtor').on(t.debtorId),
    index('requests_state').on(t.administrationId, t.state, t.createdAt),
    index('requests_number').on(t.administrationId, t.number),
  ],
);

/** A conversation with a debtor that both sides can go on with. */
export const threads = sqliteTable(
  'threads',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    subject: text('subject').notNull(),
    invoiceIds: json<string[]>('invoice_ids').notNull(),
    state: text('state').$type<'open' | 'closed'>().notNull().default('open'),
    /** Whose turn it is; null when nobody's. */
    waitingFor: text('waiting_for').$type<'company' | 'debtor'>(),
    assigneeId: reference('assignee_id'),
    createdAt: instantColumn('created_at').notNull(),
    lastMessageAt: instantColumn('last_message_at').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('threads_debtor').on(t.debtorId), index('threads_waiting').on(t.administrationId, t.waitingFor, t.lastMessageAt)],
);

export const threadMessages = sqliteTable(
  'thread_messages',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    threadId: reference('thread_id').notNull(),
    /** `system`: an automatic confirmation, shown as a line. */
    author: text('author').$type<'debtor' | 'company' | 'system'>().notNull(),
    authorId: reference('author_id'),
    authorName: text('author_name').notNull().default(''),
    text: text('text').notNull(),
    documentIds: json<string[]>('document_ids').notNull(),
    via: text('via').$type<'portal' | 'mail' | 'desktop'>().notNull(),
    at: instantColumn('at').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('thread_messages_thread').on(t.threadId, t.at), index('thread_messages_debtor').on(t.debtorId)],
);

/** A request to a colleague, with the customer's facts in it. */
export const tasks = sqliteTable(
  'tasks',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull().default(''),
    invoiceIds: json<string[]>('invoice_ids').notNull(),
    fromId: reference('from_id'),
    toId: reference('to_id').notNull(),
    dueOn: dayColumn('due_on').notNull(),
    state: text('state').$type<'open' | 'answered' | 'done' | 'cancelled'>().notNull().default('open'),
    escalateToId: reference('escalate_to_id'),
    escalatedAt: instantColumn('escalated_at'),
    createdAt: instantColumn('created_at').notNull(),
    finishedAt: instantColumn('finished_at'),
    rowVersion: rowVersion(),
  },
  (t) => [index('tasks_debtor').on(t.debtorId), index('tasks_state').on(t.administrationId, t.state, t.dueOn)],
);

export const taskMessages = sqliteTable(
  'task_messages',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    taskId: reference('task_id').notNull(),
    authorId: reference('author_id'),
    authorName: text('author_name').notNull().default(''),
    text: text('text').notNull(),
    via: text('via').$type<'desktop' | 'mail'>().notNull(),
    at: instantColumn('at').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('task_messages_task').on(t.taskId, t.at)],
);

/** Something a colleague should know; translated as `notification.<kind>`. What it is about is in the row it refers to. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    userId: reference('user_id').notNull(),
    kind: text('kind').notNull(),
    debtorId: reference('debtor_id'),
    refId: reference('ref_id'),
    params: json<Record<string, string | number>>('params').notNull(),
    at: instantColumn('at').notNull(),
    readAt: instantColumn('read_at'),
    rowVersion: rowVersion(),
  },
  (t) => [index('notifications_user').on(t.userId, t.at)],
);

/** A file in a debtor's file. Its bytes are kept once on the server, by content. */
export const documents = sqliteTable(
  'documents',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** SHA-256 of the bytes, hexadecimal. */
    hash: text('hash').notNull(),
    kind: text('kind').$type<'file' | 'mail' | 'copy-invoice' | 'proof' | 'made'>().notNull().default('file'),
    invoiceIds: json<string[]>('invoice_ids').notNull(),
    origin: text('origin').$type<Origin>().notNull(),
    createdAt: instantColumn('created_at').notNull(),
    createdById: reference('created_by_id'),
    removedAt: instantColumn('removed_at'),
    rowVersion: rowVersion(),
  },
  (t) => [index('documents_debtor').on(t.debtorId, t.createdAt), index('documents_hash').on(t.hash)],
);
