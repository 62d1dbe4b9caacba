import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { amount, dayColumn, flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';

/** Where an arrangement or a request came from. */
export type Origin = 'collector' | 'portal' | 'mail' | 'robot';

export const PROMISE_STATES = ['open', 'kept', 'partly-kept', 'broken', 'withdrawn'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];
export const PLAN_STATES = ['proposed', 'running', 'completed', 'lapsed', 'ended'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
export const INSTALMENT_STATES = ['due', 'partly-paid', 'paid', 'missed', 'cancelled'] as const;
export type InstalmentState = (typeof INSTALMENT_STATES)[number];

/** What an arrangement says of one invoice. */
export interface ArrangedLine {
  invoiceId: string;
  number: string;
  /** Minor units promised or planned; negative when a credit note is settled with it. */
  amount: number;
  /** What was off the invoice (`paidOf` in domain/arranged-lines) when it was agreed; what comes on top of it counts. */
  paidBefore: number;
}

/** A promise as it was before a newer one took lines over from it. */
export interface ReplacedPromise {
  promiseId: string;
  amount: number;
  lines: ArrangedLine[];
}

/** An amount promised for a day: kept, partly kept or broken by the money that comes in. */
export const promises = sqliteTable(
  'promises',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    lines: json<ArrangedLine[]>('lines').notNull(),
    promisedOn: dayColumn('promised_on').notNull(),
    /** Calendar days after the promised day on which it is looked whether the money came. */
    graceDays: integer('grace_days').notNull(),
    state: text('state').$type<PromiseState>().notNull().default('open'),
    /** What came in on its lines since, minor units; fixed when it is decided. */
    received: amount('received').notNull().default(0),
    origin: text('origin').$type<Origin>().notNull(),
    requestId: reference('request_id'),
    note: text('note').notNull().default(''),
    /** Promises whose place it took, to be put back when it is undone. */
    replaces: json<ReplacedPromise[]>('replaces').notNull().default([]),
    createdAt: instantColumn('created_at').notNull(),
    createdById: reference('created_by_id'),
    decidedOn: dayColumn('decided_on'),
    rowVersion: rowVersion(),
  },
  (t) => [index('promises_debtor').on(t.debtorId), index('promises_state').on(t.administrationId, t.state, t.promisedOn)],
);

/** Invoices that are paid in terms; dunning of them is held meanwhile. */
export const paymentPlans = sqliteTable(
  'payment_plans',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    currency: text('currency').notNull(),
    /** Sum of the lines and of the instalments. */
    total: amount('total').notNull(),
    lines: json<ArrangedLine[]>('lines').notNull(),
    state: text('state').$type<PlanState>().notNull(),
    origin: text('origin').$type<Origin>().notNull(),
    requestId: reference('request_id'),
    /** Calendar days after an instalment's day before it counts as missed. */
    graceDays: integer('grace_days').notNull(),
    /** Days before an instalment on which the debtor is reminded of it; null is not. */
    remindDaysBefore: integer('remind_days_before'),
    /** Missed instalments at which the plan lapses by itself; 0 leaves it to a person. */
    lapseAfterMissed: integer('lapse_after_missed').notNull().default(1),
    note: text('note').notNull().default(''),
    createdAt: instantColumn('created_at').notNull(),
    createdById: reference('created_by_id'),
    /** When the confirmation was sent. */
    confirmedAt: instantColumn('confirmed_at'),
    endedOn: dayColumn('ended_on'),
    endReason: text('end_reason').notNull().default(''),
    rowVersion: rowVersion(),
  },
  (t) => [index('payment_plans_debtor').on(t.debtorId), index('payment_plans_state').on(t.administrationId, t.state)],
);

export const instalments = sqliteTable(
  'instalments',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    planId: reference('plan_id').notNull(),
    /** 1, 2, 3 … */
    position: integer('position').notNull(),
    dueOn: dayColumn('due_on').notNull(),
    amount: amount('amount').notNull(),
    paid: amount('paid').notNull().default(0),
    state: text('state').$type<InstalmentState>().notNull().default('due'),
    remindedOn: dayColumn('reminded_on'),
    rowVersion: rowVersion(),
  },
  (t) => [index('instalments_plan').on(t.planId), index('instalments_due').on(t.administrationId, t.state, t.dueOn)],
);

export const DISPUTE_STATES = ['new', 'investigating', 'waiting-debtor', 'upheld', 'partly-upheld', 'rejected', 'withdrawn'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** A kind of dispute with the way it is handled. */
export const disputeTypes = sqliteTable(
  'dispute_types',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    /** `price`, `not-delivered`, `damaged`, `unknown`, `already-paid`, `other` are translated as `dispute.type.<key>`; others show their name. */
    key: text('key').notNull(),
    name: text('name').notNull().default(''),
    position: integer('position').notNull(),
    /** Template of the automatic confirmation; empty sends none. */
    templateKey: text('template_key').notNull().default('dispute.confirmation'),
    /** Who gets it: the debtor's collector, or one person. */
    ownerRule: text('owner_rule').$type<'assignee' | 'user'>().notNull().default('assignee'),
    ownerId: reference('owner_id'),
    /** Who gets it when the term has run out. */
    escalateToId: reference('escalate_to_id'),
    /** Working days within which the debtor has an answer. */
    answerWorkingDays: integer('answer_working_days').notNull().default(5),
    /** Debtors may choose it in the portal. */
    inPortal: flag('in_portal'),
    active: flag('active'),
    rowVersion: rowVersion(),
  },
  (t) => [uniqueIndex('dispute_types_key').on(t.administrationId, t.key)],
);

/** What of an invoice is disputed. */
export interface DisputedLine {
  invoiceId: string;
  number: string;
  /** Minor units held back. */
  amount: number;
}

/** A disputed part with what became of it. */
export interface DisputeLine extends DisputedLine {
  /** Minor units in which the debtor is right; held back until the ledger shows the credit. */
  upheld?: number;
  /** When that was credited. */
  creditedOn?: string;
}

export const disputes = sqliteTable(
  'disputes',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    disputeTypeId: reference('dispute_type_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    lines: json<DisputeLine[]>('lines').notNull(),
    description: text('description').notNull().default(''),
    state: text('state').$type<DisputeState>().notNull().default('new'),
    origin: text('origin').$type<Origin>().notNull(),
    requestId: reference('request_id'),
    threadId: reference('thread_id'),
    ownerId: reference('owner_id'),
    /** Last day on which the answer is in time. */
    answerBy: dayColumn('answer_by').notNull(),
    escalatedAt: instantColumn('escalated_at'),
    /** Why it came to this, for the figures: a key (`root-cause.<key>`) or free words. */
    rootCause: text('root_cause').notNull().default(''),
    resolution: text('resolution').notNull().default(''),
    createdAt: instantColumn('created_at').notNull(),
    createdById: reference('created_by_id'),
    closedOn: dayColumn('closed_on'),
    rowVersion: rowVersion(),
  },
  (t) => [index('disputes_debtor').on(t.debtorId), index('disputes_state').on(t.administrationId, t.state, t.answerBy)],
);

export const WRITE_OFF_STATES = ['requested', 'approved', 'declined', 'booked'] as const;
export type WriteOffState = (typeof WRITE_OFF_STATES)[number];

/** An amount that is given up. It counts when it is approved, and is booked when the ledger shows it. */
export const writeOffs = sqliteTable(
  'write_offs',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    lines: json<DisputedLine[]>('lines').notNull(),
    /** Key of the reason, translated as `write-off.reason.<key>`. */
    reason: text('reason').notNull(),
    note: text('note').notNull().default(''),
    state: text('state').$type<WriteOffState>().notNull(),
    createdAt: instantColumn('created_at').notNull(),
    requestedById: reference('requested_by_id'),
    decidedAt: instantColumn('decided_at'),
    decidedById: reference('decided_by_id'),
    rowVersion: rowVersion(),
  },
  (t) => [index('write_offs_debtor').on(t.debtorId), index('write_offs_state').on(t.administrationId, t.state)],
);

/** Invoices handed over to a collection agency or a bailiff. */
export const handOvers = sqliteTable(
  'hand_overs',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    partner: text('partner').notNull(),
    partnerKind: text('partner_kind').$type<'agency' | 'bailiff' | 'lawyer'>().notNull(),
    /** The partner's own number of the case. */
    partnerReference: text('partner_reference').notNull().default(''),
    currency: text('currency').notNull(),
    lines: json<DisputedLine[]>('lines').notNull(),
    principal: amount('principal').notNull(),
    interest: amount('interest').notNull(),
    costs: amount('costs').notNull(),
    /** Day to which interest is reckoned. */
    asOf: dayColumn('as_of').notNull(),
    state: text('state').$type<'handed-over' | 'withdrawn' | 'closed'>().notNull(),
    /** The complete file as one PDF, and the machine-readable archive. */
    documentId: reference('document_id'),
    archiveId: reference('archive_id'),
    createdAt: instantColumn('created_at').notNull(),
    createdById: reference('created_by_id'),
    endedOn: dayColumn('ended_on'),
    rowVersion: rowVersion(),
  },
  (t) => [index('hand_overs_debtor').on(t.debtorId)],
);
