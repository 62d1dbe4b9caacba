import { z } from 'zod';
import { errorShapeSchema } from '../protocol/index.ts';
import { TIMELINE_CATEGORIES } from '../schema/index.ts';
import { administrationSettingsQueries, administrationSettingsTables } from './administration-settings-queries.ts';
import { agendaQueries, agendaQueryTables } from './agenda-queries.ts';
import { arrangementQueries, arrangementTables } from './arrangement-queries.ts';
import { assignmentQueries, assignmentQueryTables } from './assignment-queries.ts';
import { colleagueQueries, colleagueQueryTables } from './colleague-queries.ts';
import { contactQueries, contactQueryTables } from './contact-queries.ts';
import { disputeQueries, disputeQueryTables } from './dispute-queries.ts';
import { documentCalls, documentQueries, documentQueryTables } from './document-queries.ts';
import { debtorGroupShape } from './group-shapes.ts';
import { portalAccessCalls, portalAccessQueries, portalAccessQueryTables } from './portal-access-queries.ts';
import { requestCalls, requestQueries, requestQueryTables } from './request-queries.ts';
import { searchQueries, searchQueryTables } from './search-queries.ts';
import { settlementCalls, settlementQueries, settlementQueryTables } from './settlement-queries.ts';
import {
  companySettingsShape,
  daySchema,
  debtorHeaderShape,
  dunningPreviewShape,
  invoiceRowShape,
  messageRowShape,
  outgoingMailSchema,
  refusalShape,
  sessionEntryShape,
  sessionShape,
  statusShape,
  timelineRowShape,
} from './shapes.ts';
import { worklistQueries, worklistQueryTables } from './worklist-queries.ts';

export * from './administration-settings-queries.ts';
export * from './agenda-queries.ts';
export * from './arrangement-shapes.ts';
export * from './assignment-queries.ts';
export * from './colleague-queries.ts';
export * from './contact-queries.ts';
export * from './dispute-queries.ts';
export * from './document-queries.ts';
export * from './group-shapes.ts';
export * from './portal-access-queries.ts';
export * from './request-queries.ts';
export * from './search-queries.ts';
export * from './settlement-queries.ts';
export * from './shapes.ts';
export * from './today-shapes.ts';
export * from './worklist-shapes.ts';

import { todayShape } from './today-shapes.ts';

/** The desktop UI ↔ desktop core contract: the same over Electron IPC and over a loopback WebSocket. */
const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const nothing = z.object({});

/** Reads of the local cache, and the few that ask the server. A query's name is its key in the UI's cache. */
export const queries = {
  ...colleagueQueries,
  ...disputeQueries,
  ...administrationSettingsQueries,
  ...arrangementQueries,
  ...contactQueries,
  ...documentQueries,
  ...portalAccessQueries,
  ...requestQueries,
  ...settlementQueries,
  'session.get': query(nothing, sessionShape),
  'status.get': query(nothing, statusShape),
  ...worklistQueries,
  /** `actionId`: the action whose priority is explained; else the debtor's first. */
  'debtor.header': query(z.object({ debtorId: z.string(), actionId: z.string().nullable().default(null) }), debtorHeaderShape),
  'debtor.invoices': query(
    z.object({
      debtorId: z.string(),
      includeClosed: z.boolean().default(false),
      /** Those of all debtors that are linked with it too. */
      group: z.boolean().default(false),
    }),
    z.array(invoiceRowShape),
  ),
  'debtor.timeline': query(
    z.object({
      debtorId: z.string(),
      /** Null is all of them. */
      categories: z.array(z.enum(TIMELINE_CATEGORIES)).nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.array(timelineRowShape),
  ),
  'debtor.timeline-count': query(
    z.object({ debtorId: z.string(), categories: z.array(z.enum(TIMELINE_CATEGORIES)).nullable().default(null) }),
    z.object({ count: z.int() }),
  ),
  'debtor.group': query(z.object({ debtorId: z.string() }), debtorGroupShape),
  'today.get': query(z.object({ administrationId: z.string().nullable(), /** Instant. */ since: z.string() }), todayShape),
  ...agendaQueries,
  ...assignmentQueries,
  ...searchQueries,
  'dunning.preview': query(z.object({ administrationId: z.string(), date: daySchema }), dunningPreviewShape),
  'messages.list': query(
    z.object({
      administrationId: z.string().nullable(),
      debtorId: z.string().nullable().default(null),
      limit: z.int().min(1).max(500).default(200),
    }),
    z.array(messageRowShape),
  ),
  /** Asks the server: bodies are not kept on the desktop. */
  'message.body': query(z.object({ messageId: z.string() }), z.object({ subject: z.string(), html: z.string(), text: z.string() })),
  'settings.company': query(z.object({ administrationId: z.string() }), companySettingsShape),
  'settings.outgoing-mail': query(nothing, outgoingMailSchema),
  /** Changes that the server refused and the user has not dealt with, oldest first. */
  'sync.refusals': query(nothing, z.array(refusalShape)),
  /** Asks the server: one's own open sessions, or everybody's for an administrator of the whole installation. */
  'sessions.list': query(nothing, z.array(sessionEntryShape)),
} as const;

export type QueryName = keyof typeof queries;
export type QueryArgs<N extends QueryName> = z.input<(typeof queries)[N]['args']>;
export type QueryResult<N extends QueryName> = z.output<(typeof queries)[N]['result']>;

/** What the UI asks the core to do besides giving commands. */
export const calls = {
  ...documentCalls,
  ...portalAccessCalls,
  ...requestCalls,
  ...settlementCalls,
  'auth.sign-in': query(z.object({ email: z.string(), password: z.string() }), nothing),
  'auth.sign-out': query(nothing, nothing),
  /** Pull now (window focus, "refresh"). */
  'sync.now': query(nothing, nothing),
  /** The user leaves it at the server's values. */
  'sync.dismiss-refusal': query(z.object({ commandId: z.string() }), nothing),
  /** The user wants the same again on the rows as they are now; the new command takes the refusal's place. */
  'sync.retry-refusal': query(z.object({ commandId: z.string() }), z.object({ commandId: z.string() })),
  /** Ends a session from the list, one's own or (as administrator) somebody else's. */
  'sessions.end': query(z.object({ sessionId: z.string() }), nothing),
  /**
   * Names the company's server, before anybody has signed in (first start, or a server that moved). "https://" may be left out.
   * Fails when no Kasstroom server answers there, and while somebody is signed in or has changes waiting.
   */
  'profile.server': query(z.object({ url: z.string().trim().min(1).max(500) }), z.object({ serverUrl: z.string() })),
  'preferences.language': query(z.object({ language: z.enum(['nl', 'en']) }), nothing),
  /** Sends a test mail with the saved outgoing-mail settings; fails with the mail server's answer. */
  'mail.test': query(z.object({ to: z.email() }), z.object({ accepted: z.boolean() })),
} as const;
export type CallName = keyof typeof calls;
export type CallArgs<N extends CallName> = z.input<(typeof calls)[N]['args']>;
export type CallResult<N extends CallName> = z.output<(typeof calls)[N]['result']>;

/**
 * `pending`: recorded here, the server has yet to take it (offline commands answer so at once).
 * `applied`: the server took it. A refusal arrives as an error.
 */
export const commandReply = z.object({
  commandId: z.string(),
  state: z.enum(['pending', 'applied']),
  value: z.unknown(),
  /** The commands that take it back, in this order; empty when it cannot be taken back. */
  undo: z.array(z.object({ name: z.string(), args: z.record(z.string(), z.unknown()) })).default([]),
});
export type CommandReply = z.output<typeof commandReply>;

export const events = {
  /** Rows of these tables changed in the cache; queries that read them are asked again. */
  changed: z.object({ tables: z.array(z.string()) }),
  session: nothing,
  status: statusShape,
  /** A command given earlier was refused by the server; its change has been taken back. */
  refused: z.object({ commandId: z.string(), command: z.string(), error: errorShapeSchema }),
  /** The user opened a link such as kasstroom://debtor/<id>, or clicked a notification. */
  navigate: z.object({ debtorId: z.string() }),
} as const;
export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.output<(typeof events)[N]>;

/** Which queries a change of a table makes stale. */
export const queryTables: Record<QueryName, readonly string[]> = {
  ...colleagueQueryTables,
  ...disputeQueryTables,
  ...administrationSettingsTables,
  ...arrangementTables,
  ...contactQueryTables,
  ...documentQueryTables,
  ...portalAccessQueryTables,
  ...requestQueryTables,
  ...settlementQueryTables,
  'session.get': ['administrations', 'users', 'userRoles'],
  'status.get': [],
  ...worklistQueryTables,
  'debtor.header': [
    'disputes',
    'debtors',
    'promises',
    'paymentPlans',
    'invoices',
    'contacts',
    'notes',
    'actions',
    'messages',
    'documents',
    'writeOffs',
    'handOvers',
    'timelineEntries',
    'workflows',
    'workflowSteps',
    'users',
    'debtorGroupMembers',
    'threads',
  ],
  'debtor.invoices': ['invoices', 'promises', 'disputes', 'disputeTypes', 'notes', 'workflowSteps', 'debtorGroupMembers', 'debtors'],
  'debtor.timeline': ['timelineEntries', 'users'],
  'debtor.timeline-count': ['timelineEntries'],
  'debtor.group': ['debtorGroupMembers', 'debtors', 'invoices', 'users', 'administrations'],
  'today.get': ['actions', 'allocations', 'debtors', 'disputes', 'invoices', 'messages', 'payments', 'promises', 'requests'],
  ...agendaQueryTables,
  ...assignmentQueryTables,
  ...searchQueryTables,
  'dunning.preview': ['invoices', 'debtors', 'contacts', 'workflows', 'workflowSteps', 'dunningRuns'],
  'messages.list': ['messages', 'debtors'],
  'message.body': ['messages'],
  'settings.company': ['administrations'],
  'settings.outgoing-mail': ['settings'],
  'sync.refusals': ['actions', 'administrations', 'debtors', 'invoices', 'notes'],
  'sessions.list': ['users', 'userRoles'],
};

export { BRIDGE, type HostBridge } from './bridge.ts';
export * from './frames.ts';
