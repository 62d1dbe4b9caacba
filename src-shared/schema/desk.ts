import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { dayColumn, flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';

/** A way of looking at a list that somebody keeps under a name. Holds filters and sorting, never rows. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: id(),
    /** `worklist`, `debtors`, … */
    screen: text('screen').notNull(),
    name: text('name').notNull(),
    ownerId: reference('owner_id').notNull(),
    /** Colleagues see it too. */
    shared: flag('shared'),
    definition: json<Record<string, unknown>>('definition').notNull(),
    position: integer('position').notNull().default(0),
    rowVersion: rowVersion(),
  },
  (t) => [index('saved_views_owner').on(t.ownerId)],
);

/** A period in which a colleague does somebody's work. */
export const absences = sqliteTable(
  'absences',
  {
    id: id(),
    userId: reference('user_id').notNull(),
    substituteId: reference('substitute_id').notNull(),
    /** First and last day. */
    fromDay: dayColumn('from_day').notNull(),
    untilDay: dayColumn('until_day').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('absences_user').on(t.userId)],
);

/** What a rule about debtors asks; all that is given must hold. Empty holds for every debtor. */
export interface DebtorRule {
  kinds?: ('business' | 'consumer')[];
  risks?: ('low' | 'medium' | 'high')[];
  /** Customer numbers from and to, compared as text of equal length. */
  numberFrom?: string;
  numberTo?: string;
  /** First letters of the name, upper case: from and to. */
  nameFrom?: string;
  nameTo?: string;
  countries?: string[];
  postalCodeFrom?: string;
  postalCodeTo?: string;
  industries?: string[];
  /** Minor units open in the administration's currency. */
  minimumOpen?: number;
}

/** Who gets a debtor's work: the first active rule by position that fits a debtor without an assignee of its own. */
export const assignmentRules = sqliteTable(
  'assignment_rules',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    position: integer('position').notNull(),
    rule: json<DebtorRule>('rule').notNull(),
    assigneeId: reference('assignee_id').notNull(),
    active: flag('active'),
    rowVersion: rowVersion(),
  },
  (t) => [index('assignment_rules_administration').on(t.administrationId, t.position)],
);

/** A rule-based group of debtors; a debtor is in the first one by position that fits. */
export const segments = sqliteTable(
  'segments',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    rule: json<DebtorRule>('rule').notNull(),
    workflowId: reference('workflow_id'),
    rowVersion: rowVersion(),
  },
  (t) => [index('segments_administration').on(t.administrationId, t.position)],
);

/**
 * A debtor's membership of a debtor group (one customer under several numbers, in one or more administrations). A group is
 * what its members say of it, so that nobody learns of a member in an administration he has no rights in.
 */
export const debtorGroupMembers = sqliteTable(
  'debtor_group_members',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    debtorId: reference('debtor_id').notNull(),
    groupId: reference('group_id').notNull(),
    groupName: text('group_name').notNull(),
    /** One message for the members that share it, per administration. */
    dunnedTogether: flag('dunned_together'),
    linkedAt: instantColumn('linked_at').notNull(),
    linkedById: reference('linked_by_id'),
    /** Null while the link holds. */
    unlinkedAt: instantColumn('unlinked_at'),
    unlinkedById: reference('unlinked_by_id'),
    rowVersion: rowVersion(),
  },
  (t) => [index('debtor_group_members_debtor').on(t.debtorId), index('debtor_group_members_group').on(t.groupId)],
);

/** Settings of one administration by name; shapes and defaults are in domain/administration-settings. Never holds a secret. */
export const administrationSettings = sqliteTable(
  'administration_settings',
  {
    /** `<administrationId>:<key>`. */
    id: id(),
    administrationId: reference('administration_id').notNull(),
    key: text('key').notNull(),
    value: json<unknown>('value').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [uniqueIndex('administration_settings_key').on(t.administrationId, t.key)],
);
