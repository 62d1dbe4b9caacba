import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as arrangementTables from './arrangements.ts';
import * as conversationTables from './conversations.ts';
import * as debtorTables from './debtors.ts';
import * as deskTables from './desk.ts';
import * as dunningTables from './dunning.ts';
import * as invoiceTables from './invoices.ts';
import * as organisationTables from './organisation.ts';
import * as portalTables from './portal.ts';
import * as systemTables from './system.ts';
import * as workTables from './work.ts';

export {
  type ArrangedLine,
  DISPUTE_STATES,
  type DisputedLine,
  type DisputeLine,
  type DisputeState,
  INSTALMENT_STATES,
  type InstalmentState,
  type Origin,
  PLAN_STATES,
  type PlanState,
  PROMISE_STATES,
  type PromiseState,
  type ReplacedPromise,
  WRITE_OFF_STATES,
  type WriteOffState,
} from './arrangements.ts';
export { type DecidedRule, REQUEST_KINDS, REQUEST_STATES, type RequestKind, type RequestState } from './conversations.ts';
export type { ContactRole, DebtorKind, Risk } from './debtors.ts';
export type { DebtorRule } from './desk.ts';
export type { Channel } from './dunning.ts';
export type { InvoiceKind, PaymentState } from './invoices.ts';
export { type Language, type Logo, ROLES, type Role } from './organisation.ts';
export { PAYMENT_STATUSES, type PaymentIntentLine, type PaymentStatus } from './portal.ts';
export type { CommandOutcome, ImportReport } from './system.ts';
export {
  ACTION_KINDS,
  type ActionKind,
  type ActionState,
  type MessageFacts,
  type MessageLine,
  type MessageState,
  TIMELINE_CATEGORIES,
  type TimelineCategory,
} from './work.ts';

const { administrations, users, userRoles, settings, secrets, credentials, signInAttempts, sessions } = organisationTables;
const { debtors, contacts } = debtorTables;
const { invoices, payments, allocations } = invoiceTables;
const { workflows, workflowSteps, templates, dunningRuns } = dunningTables;
const { actions, notes, messages, messageBodies, timelineEntries } = workTables;
const { portalAccess, portalSessions, portalCodes, portalLogins, portalDevices, paymentIntents, providerCallbacks } = portalTables;
const { imports, jobs, outbox, auditLog, changes, storeMeta, clients, commandResults, uploads } = systemTables;
const { promises, paymentPlans, instalments, disputeTypes, disputes, writeOffs, handOvers } = arrangementTables;
const { requests, threads, threadMessages, tasks, taskMessages, notifications, documents } = conversationTables;
const { savedViews, absences, assignmentRules, segments, debtorGroupMembers, administrationSettings } = deskTables;

/** Tables of the whole installation: every signed-in user has them. */
const organisationScoped = { administrations, users, userRoles, settings, savedViews, absences };

/** Tables whose rows belong to one administration; only who has a role there has them. */
const administrationScoped = {
  debtors,
  contacts,
  invoices,
  payments,
  allocations,
  workflows,
  workflowSteps,
  templates,
  dunningRuns,
  actions,
  notes,
  messages,
  timelineEntries,
  portalAccess,
  paymentIntents,
  imports,
  promises,
  paymentPlans,
  instalments,
  disputeTypes,
  disputes,
  writeOffs,
  handOvers,
  requests,
  threads,
  threadMessages,
  tasks,
  taskMessages,
  notifications,
  documents,
  assignmentRules,
  segments,
  debtorGroupMembers,
  administrationSettings,
};

/** What a desktop holds a copy of. */
export const syncedTables = { ...organisationScoped, ...administrationScoped };

/** The only description of the data: every table there is, by the name commands use. */
export const tables = {
  ...syncedTables,
  secrets,
  credentials,
  signInAttempts,
  sessions,
  messageBodies,
  portalSessions,
  portalCodes,
  portalLogins,
  portalDevices,
  providerCallbacks,
  jobs,
  outbox,
  auditLog,
  changes,
  storeMeta,
  clients,
  commandResults,
  uploads,
};

export type Tables = typeof tables;
export type TableName = keyof Tables;
export type SyncedTableName = keyof typeof syncedTables;
/** Tables with one text key `id`: all that commands may touch. */
export type KeyedTableName = Exclude<TableName, 'changes'>;
export type Row<T extends TableName> = Tables[T]['$inferSelect'];
/** A row as a command writes it: defaults may be left out, the store sets `rowVersion`. */
export type NewRow<T extends TableName> = Tables[T]['$inferInsert'];

export const isAdministrationScoped = (name: SyncedTableName): boolean => name in administrationScoped;

export const isSynced = (name: TableName): name is SyncedTableName => name in syncedTables;

export const ORGANISATION_SCOPE = 'organisation';
export const administrationScope = (administrationId: string): string => `administration:${administrationId}`;

/** The one scope a synced row belongs to. */
export function scopeOf(name: SyncedTableName, row: Record<string, unknown>): string {
  return isAdministrationScoped(name) ? administrationScope(row.administrationId as string) : ORGANISATION_SCOPE;
}

/** The synced tables that hold rows of a scope, and the administration to select them by (null: the whole table). */
export function tablesOfScope(scope: string): { names: SyncedTableName[]; administrationId: string | null } {
  if (scope === ORGANISATION_SCOPE) return { names: Object.keys(organisationScoped) as SyncedTableName[], administrationId: null };
  const names = Object.keys(administrationScoped) as SyncedTableName[];
  return { names, administrationId: scope.slice('administration:'.length) };
}

const sqlNames = new Map<TableName, string>();

/** Name of the table in SQL. Asked for with every row that is written, so it is looked up once. */
export function sqlName(name: TableName): string {
  let known = sqlNames.get(name);
  if (known === undefined) {
    known = getTableConfig(tables[name] as SQLiteTable).name;
    sqlNames.set(name, known);
  }
  return known;
}
