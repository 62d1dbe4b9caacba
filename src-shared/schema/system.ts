import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ErrorShape } from '../kernel/index.ts';
import { flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';

export interface ImportReport {
  rows: number;
  imported: number;
  updated: number;
  unchanged: number;
  settled: number;
  /** Rows whose amount had more decimals than the currency. */
  rounded: number;
  /** Rows that a filter of the mapping leaves out. */
  skipped?: number;
  /** Rows whose due date was blank and follows from the payment terms. */
  dueDatesFromTerms?: number;
  rejected: { line: number; column: string; reason: string }[];
}

export const imports = sqliteTable(
  'imports',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    fileName: text('file_name').notNull(),
    /** SHA-256 of the file. */
    fileHash: text('file_hash').notNull(),
    mode: text('mode').$type<'snapshot' | 'increment'>().notNull(),
    startedAt: instantColumn('started_at').notNull(),
    finishedAt: instantColumn('finished_at'),
    report: json<ImportReport>('report').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('imports_administration').on(t.administrationId, t.startedAt)],
);

/** Server only: work that must happen at a time, leased by one process. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: id(),
    kind: text('kind').notNull(),
    /** A job with the same key exists once. */
    key: text('key').notNull(),
    payload: json<unknown>('payload').notNull(),
    state: text('state').$type<'waiting' | 'running' | 'done' | 'failed'>().notNull(),
    runAt: instantColumn('run_at').notNull(),
    leasedBy: text('leased_by'),
    leasedUntil: instantColumn('leased_until'),
    attempts: integer('attempts').notNull().default(0),
    error: text('error').notNull().default(''),
  },
  (t) => [uniqueIndex('jobs_key').on(t.key), index('jobs_due').on(t.state, t.runAt)],
);

/** Server only: side effects that a committed transaction has promised, drained after commit. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: id(),
    kind: text('kind').$type<'send-message'>().notNull(),
    refId: reference('ref_id').notNull(),
    state: text('state').$type<'waiting' | 'sending' | 'done' | 'failed'>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instantColumn('next_attempt_at').notNull(),
    leasedUntil: instantColumn('leased_until'),
    error: text('error').notNull().default(''),
  },
  (t) => [index('outbox_due').on(t.state, t.nextAttemptAt), uniqueIndex('outbox_ref').on(t.kind, t.refId)],
);

/** Server only: who did what, when. `args` are the command's, without secrets. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: id(),
    at: instantColumn('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: reference('actor_id'),
    administrationId: reference('administration_id'),
    command: text('command').notNull(),
    commandId: text('command_id').notNull(),
    args: json<unknown>('args').notNull(),
    refusal: json<ErrorShape | null>('refusal'),
    requestId: text('request_id').notNull().default(''),
  },
  (t) => [index('audit_log_at').on(t.at)],
);

/** Server only: latest version per row and scope; what a client must hear of since its cursor. */
export const changes = sqliteTable(
  'changes',
  {
    scope: text('scope').notNull(),
    tableName: text('table_name').notNull(),
    rowId: text('row_id').notNull(),
    version: integer('version').notNull(),
    deleted: flag('deleted'),
  },
  (t) => [primaryKey({ columns: [t.scope, t.tableName, t.rowId] }), index('changes_version').on(t.scope, t.version)],
);

/** Server only: one row. The version counter is locked first in every write, so that versions become visible in order. */
export const storeMeta = sqliteTable('store_meta', {
  id: id(),
  epoch: text('epoch').notNull(),
  version: integer('version').notNull(),
});

/** Server only: how far each desktop installation's commands have been taken. The id is the client's. */
export const clients = sqliteTable('clients', {
  id: id(),
  userId: reference('user_id').notNull(),
  lastMutationId: integer('last_mutation_id').notNull(),
});

/** `version`: the one its rows got. */
export type CommandOutcome = { status: 'applied'; value: unknown; version?: number | undefined } | { status: 'refused'; error: ErrorShape };

/** Server only: what became of each command, so that a repeat gets the same answer. The id is the command's. */
export const commandResults = sqliteTable(
  'command_results',
  {
    id: id(),
    clientId: text('client_id'),
    mutationId: integer('mutation_id'),
    outcome: json<CommandOutcome>('outcome').notNull(),
    at: instantColumn('at').notNull(),
  },
  (t) => [index('command_results_client').on(t.clientId, t.mutationId)],
);

/** Server only: a file on its way in, which goes on where it stopped. The id is the uploader's own. */
export const uploads = sqliteTable('uploads', {
  id: id(),
  userId: reference('user_id').notNull(),
  debtorId: reference('debtor_id').notNull(),
  name: text('name').notNull(),
  /** Bytes in all, and SHA-256 of them, as announced. */
  size: integer('size').notNull(),
  hash: text('hash').notNull(),
  createdAt: instantColumn('created_at').notNull(),
});
