import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';

export const ROLES = ['administrator', 'credit-manager', 'collector', 'sales', 'reader'] as const;
export type Role = (typeof ROLES)[number];
export type Language = 'nl' | 'en';

export interface Logo {
  /** SHA-256 of the picture's bytes, hexadecimal. */
  hash: string;
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
}

/** One company (ledger) whose receivables are collected, with the face it shows to its debtors. */
export const administrations = sqliteTable(
  'administrations',
  {
    id: id(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    currency: text('currency').notNull(),
    timeZone: text('time_zone').notNull().default('Europe/Amsterdam'),
    language: text('language').$type<Language>().notNull().default('nl'),
    legalName: text('legal_name').notNull().default(''),
    tagline: text('tagline').notNull().default(''),
    street: text('street').notNull().default(''),
    postalCode: text('postal_code').notNull().default(''),
    city: text('city').notNull().default(''),
    chamberOfCommerce: text('chamber_of_commerce').notNull().default(''),
    vatNumber: text('vat_number').notNull().default(''),
    iban: text('iban').notNull().default(''),
    phone: text('phone').notNull().default(''),
    phoneHours: text('phone_hours').notNull().default(''),
    email: text('email').notNull().default(''),
    website: text('website').notNull().default(''),
    /** Accent of portal and mail, #RRGGBB; everything else is computed from it. */
    brandColor: text('brand_color').notNull().default('#0B5563'),
    /** Picture that stands for the company in portal and mail; null is its first letter. */
    logo: json<Logo | null>('logo'),
    /** Host name of the company's own at which debtors reach the portal; empty is the server's address. */
    portalDomain: text('portal_domain').notNull().default(''),
    /** Pages the portal's footer leads to; empty leaves the link out. */
    privacyUrl: text('privacy_url').notNull().default(''),
    accessibilityUrl: text('accessibility_url').notNull().default(''),
    /** Person who signs the reminders. */
    signatory: text('signatory').notNull().default(''),
    rowVersion: rowVersion(),
  },
  (t) => [uniqueIndex('administrations_code').on(t.code)],
);

export const users = sqliteTable(
  'users',
  {
    id: id(),
    /** Lower case. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    language: text('language').$type<Language>().notNull().default('nl'),
    disabled: flag('disabled'),
    rowVersion: rowVersion(),
  },
  (t) => [uniqueIndex('users_email').on(t.email)],
);

/** A role in one administration, or in all of them when `administrationId` is null. */
export const userRoles = sqliteTable(
  'user_roles',
  {
    id: id(),
    userId: reference('user_id').notNull(),
    administrationId: reference('administration_id'),
    role: text('role').$type<Role>().notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('user_roles_user').on(t.userId)],
);

/** Settings of the whole installation; the id is the setting's name, e.g. `outgoing-mail`. Never holds a secret. */
export const settings = sqliteTable('settings', {
  id: id(),
  value: json<unknown>('value').notNull(),
  rowVersion: rowVersion(),
});

/** Server only: values that must not reach a client or a log, encrypted with the key file of the data folder. */
export const secrets = sqliteTable('secrets', { id: id(), value: text('value').notNull() });

/** Server only. The id is the user's. */
export const credentials = sqliteTable('credentials', {
  id: id(),
  /** argon2id, PHC string format. */
  passwordHash: text('password_hash').notNull(),
  changedAt: instantColumn('changed_at').notNull(),
});

/**
 * Server only: failed sign-ins per e-mail address, known or not, so that the answers do not tell which exist.
 * The id is the SHA-256 of the address.
 */
export const signInAttempts = sqliteTable('sign_in_attempts', {
  id: id(),
  failed: integer('failed').notNull(),
  lockedUntil: instantColumn('locked_until'),
});

/** Server only. The id is the SHA-256 of the bearer token, so that a stolen database opens no session. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: id(),
    userId: reference('user_id').notNull(),
    clientId: text('client_id').notNull(),
    device: text('device').notNull().default(''),
    createdAt: instantColumn('created_at').notNull(),
    lastSeenAt: instantColumn('last_seen_at').notNull(),
    expiresAt: instantColumn('expires_at').notNull(),
    revokedAt: instantColumn('revoked_at'),
  },
  (t) => [index('sessions_user').on(t.userId)],
);
