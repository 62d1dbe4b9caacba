import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { amount, id, instantColumn, json, reference, rowVersion } from './columns.ts';

/** Our words for a provider's payment status (Mollie v2's list, which others map onto). */
export const PAYMENT_STATUSES = ['open', 'pending', 'authorized', 'paid', 'failed', 'canceled', 'expired'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** A signed way in for a debtor. The link carries the id and a signature, never this row's contents. */
export const portalAccess = sqliteTable(
  'portal_access',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    /** Set: it opens the debtors of that group that are linked at the time of use; else the one debtor. */
    groupId: reference('group_id'),
    /** How it was handed out. */
    kind: text('kind').$type<'message' | 'letter' | 'login' | 'collector'>().notNull().default('message'),
    createdAt: instantColumn('created_at').notNull(),
    expiresAt: instantColumn('expires_at').notNull(),
    revokedAt: instantColumn('revoked_at'),
    lastUsedAt: instantColumn('last_used_at'),
    rowVersion: rowVersion(),
  },
  (t) => [index('portal_access_debtor').on(t.debtorId)],
);

/** Server only. The id is the SHA-256 of the cookie's value. */
export const portalSessions = sqliteTable('portal_sessions', {
  id: id(),
  portalAccessId: reference('portal_access_id').notNull(),
  administrationId: reference('administration_id').notNull(),
  debtorId: reference('debtor_id').notNull(),
  /**
   * Debtors whose address or link the visitor has proved to have; empty is the access's one. Those that are linked to
   * them now may be looked at as well: see commands/portal-reach.
   */
  debtorIds: json<string[]>('debtor_ids').notNull().default([]),
  /** Set when a collector looks as the debtor: everything can be seen, nothing given. */
  viewerId: reference('viewer_id'),
  createdAt: instantColumn('created_at').notNull(),
  expiresAt: instantColumn('expires_at').notNull(),
});

/** Server only: the short code of a letter. The id is the keyed hash of the code, so that a stolen database opens nothing. */
export const portalCodes = sqliteTable('portal_codes', {
  id: id(),
  portalAccessId: reference('portal_access_id').notNull(),
  expiresAt: instantColumn('expires_at').notNull(),
});

/** Server only: a one-time code sent to an e-mail address that asked to log in. The id is the SHA-256 of the visitor's cookie. */
export const portalLogins = sqliteTable('portal_logins', {
  id: id(),
  /** SHA-256 of the address, lower case. */
  emailHash: text('email_hash').notNull(),
  /** Keyed: so few digits could be tried out by who has stolen the database. */
  codeHash: text('code_hash').notNull(),
  /** The debtors the address belongs to; empty when nobody's, which the visitor is not told. */
  debtorIds: json<string[]>('debtor_ids').notNull(),
  attempts: integer('attempts').notNull().default(0),
  createdAt: instantColumn('created_at').notNull(),
  expiresAt: instantColumn('expires_at').notNull(),
  usedAt: instantColumn('used_at'),
});

/** Server only: a device that somebody asked to be remembered on. The id is the SHA-256 of the cookie's value. */
export const portalDevices = sqliteTable(
  'portal_devices',
  {
    id: id(),
    debtorIds: json<string[]>('debtor_ids').notNull(),
    debtorId: reference('debtor_id').notNull(),
    administrationId: reference('administration_id').notNull(),
    name: text('name').notNull().default(''),
    createdAt: instantColumn('created_at').notNull(),
    lastUsedAt: instantColumn('last_used_at').notNull(),
    expiresAt: instantColumn('expires_at').notNull(),
  },
  (t) => [index('portal_devices_debtor').on(t.debtorId)],
);

export interface PaymentIntentLine {
  invoiceId: string;
  /** Minor units; negative when a credit note is settled with it. */
  amount: number;
}

/** A debtor's wish to pay certain invoices, followed through a payment provider until money is booked or the try ends. */
export const paymentIntents = sqliteTable(
  'payment_intents',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    lines: json<PaymentIntentLine[]>('lines').notNull(),
    provider: text('provider').notNull(),
    method: text('method').notNull().default(''),
    /** Null until the provider has answered the creation. */
    providerPaymentId: text('provider_payment_id'),
    checkoutUrl: text('checkout_url').notNull().default(''),
    status: text('status').$type<PaymentStatus>().notNull(),
    createdAt: instantColumn('created_at').notNull(),
    /** When the provider was last asked. */
    checkedAt: instantColumn('checked_at'),
    paidAt: instantColumn('paid_at'),
    rowVersion: rowVersion(),
  },
  (t) => [
    index('payment_intents_debtor').on(t.debtorId),
    index('payment_intents_status').on(t.status, t.createdAt),
    uniqueIndex('payment_intents_provider').on(t.provider, t.providerPaymentId),
  ],
);

/** Server only: every callback as it came in, before anything is believed of it. */
export const providerCallbacks = sqliteTable(
  'provider_callbacks',
  {
    id: id(),
    provider: text('provider').notNull(),
    receivedAt: instantColumn('received_at').notNull(),
    /** Raw request body, cut at 64 KiB. */
    body: text('body').notNull(),
    /** The provider's payment id read from it; empty when there was none. */
    providerPaymentId: text('provider_payment_id').notNull().default(''),
    state: text('state').$type<'received' | 'applied' | 'unchanged' | 'unknown-payment'>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instantColumn('next_attempt_at').notNull(),
    error: text('error').notNull().default(''),
  },
  (t) => [index('provider_callbacks_state').on(t.state, t.nextAttemptAt)],
);
