import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { amount, dayColumn, flag, id, instantColumn, json, reference, rowVersion } from './columns.ts';
import type { Language } from './organisation.ts';

export type Channel = 'email' | 'letter' | 'sms';

export const workflows = sqliteTable(
  'workflows',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull().default(1),
    /** Used for debtors that have no workflow of their own. */
    isDefault: flag('is_default'),
    active: flag('active'),
    /** Nothing below this is sent; in the administration's currency. */
    minimumAmount: amount('minimum_amount').notNull().default(0),
    rowVersion: rowVersion(),
  },
  (t) => [index('workflows_administration').on(t.administrationId)],
);

export const workflowSteps = sqliteTable(
  'workflow_steps',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    workflowId: reference('workflow_id').notNull(),
    /** 1, 2, 3 … */
    position: integer('position').notNull(),
    /** Name of the step; `reminder.friendly`, `reminder` and `demand.final` are translated, anything else is shown as is. */
    name: text('name').notNull(),
    daysAfterDue: integer('days_after_due').notNull(),
    /** Days that must lie between the previous step and this one for the same invoice. */
    daysAfterPrevious: integer('days_after_previous').notNull().default(7),
    /** Days the debtor is given in the message. */
    termDays: integer('term_days').notNull().default(7),
    channel: text('channel').$type<Channel>().notNull(),
    templateKey: text('template_key').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [uniqueIndex('workflow_steps_position').on(t.workflowId, t.position)],
);

/** Words of a message in one language. Subject and body are Liquid; the frame (tables, button, bank details) is the product's. */
export const templates = sqliteTable(
  'templates',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    key: text('key').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    language: text('language').$type<Language>().notNull(),
    subject: text('subject').notNull(),
    heading: text('heading').notNull(),
    body: text('body').notNull(),
    version: integer('version').notNull().default(1),
    rowVersion: rowVersion(),
  },
  (t) => [uniqueIndex('templates_key').on(t.administrationId, t.key, t.channel, t.language)],
);

export const dunningRuns = sqliteTable(
  'dunning_runs',
  {
    id: id(),
    administrationId: reference('administration_id').notNull(),
    runDate: dayColumn('run_date').notNull(),
    ranAt: instantColumn('ran_at').notNull(),
    actorId: reference('actor_id'),
    /** Fingerprint of the plan that was previewed and run. */
    planHash: text('plan_hash').notNull(),
    messages: integer('messages').notNull(),
    invoices: integer('invoices').notNull(),
    /** Minor units per currency. */
    totals: json<Record<string, number>>('totals').notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [index('dunning_runs_date').on(t.administrationId, t.runDate)],
);
