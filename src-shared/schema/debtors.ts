import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { amount, dayColumn, flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';
import type { Channel } from './dunning.ts';
import type { Language } from './organisation.ts';

export type DebtorKind = 'business' | 'consumer';
export type Risk = 'low' | 'medium' | 'high';
export type ContactRole = 'invoices' | 'dunning' | 'disputes';

/** One customer number in one administration. */
export const debtors = sqliteTable(
  'debtors',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    number: text('number').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<DebtorKind>().notNull().default('business'),
    language: text('language').$type<Language>().notNull().default('nl'),
    street: text('street').notNull().default(''),
    postalCode: text('postal_code').notNull().default(''),
    city: text('city').notNull().default(''),
    country: text('country').notNull().default(''),
    email: text('email').notNull().default(''),
    /** The address that mail came back from for good, lower case; once `email` is another one it says nothing any more. */
    bouncedEmail: text('bounced_email').notNull().default(''),
    phone: text('phone').notNull().default(''),
    chamberOfCommerce: text('chamber_of_commerce').notNull().default(''),
    vatNumber: text('vat_number').notNull().default(''),
    industry: text('industry').notNull().default(''),
    risk: text('risk').$type<Risk>().notNull().default('low'),
    /** In the administration's currency; null is no limit set. */
    creditLimit: amount('credit_limit'),
    paymentTermDays: integer('payment_term_days'),
    assigneeId: reference('assignee_id'),
    workflowId: reference('workflow_id'),
    /** Blocked by hand: nothing of this debtor is dunned. */
    blocked: flag('blocked'),
    blockedReason: text('blocked_reason').notNull().default(''),
    /** No message of any kind until this is lifted (a death, a lawyer who asked for it); the reason says why. */
    doNotContact: flag('do_not_contact'),
    doNotContactReason: text('do_not_contact_reason').notNull().default(''),
    /** Nothing more is delivered on account. */
    creditHold: flag('credit_hold'),
    creditHoldReason: text('credit_hold_reason').notNull().default(''),
    creditHoldSince: dayColumn('credit_hold_since'),
    createdAt: instantColumn('created_at').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [uniqueIndex('debtors_number').on(t.administrationId, t.number), index('debtors_name').on(t.administrationId, t.name)],
);

/** A person at a debtor. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    name: text('name').notNull(),
    /** As it follows "Beste", e.g. "meneer Bouzid"; empty is the name. */
    salutation: text('salutation').notNull().default(''),
    roles: json<ContactRole[]>('roles').notNull(),
    email: text('email').notNull().default(''),
    phone: text('phone').notNull().default(''),
    language: text('language').$type<Language>(),
    isPrimary: flag('is_primary'),
    mobile: text('mobile').notNull().default(''),
    /** Ways this person may be reached; empty is every way we have an address for. */
    channels: json<Channel[]>('channels').notNull().default([]),
    doNotContact: flag('do_not_contact'),
    doNotContactReason: text('do_not_contact_reason').notNull().default(''),
    /** When mail to the address came back for good; nothing is sent there until it is changed or cleared. */
    bouncedAt: instantColumn('bounced_at'),
    bounceReason: text('bounce_reason').notNull().default(''),
    rowVersion: rowVersion(),
  },
  (t) => [index('contacts_debtor').on(t.debtorId)],
);
