import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { amount, flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';
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
    rowVersion: rowVersion(),
  },
  (t) => [index('contacts_debtor').on(t.debtorId)],
);
