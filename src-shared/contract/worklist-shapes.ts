import { z } from 'zod';
import { ACTION_KINDS } from '../schema/index.ts';
import { minor, riskSchema, WORKLIST_SORTS } from './shapes.ts';

/** What a list of actions may be grouped by. `age`: the same steps as everywhere, see {@link ageingSchema}. */
export const WORKLIST_GROUPS = ['none', 'kind', 'risk', 'assignee', 'administration', 'age'] as const;
export type WorklistGrouping = (typeof WORKLIST_GROUPS)[number];

/** A way of looking at the worklist: what a saved view keeps. What it leaves out is the ordinary. */
export const worklistViewSchema = z.object({
  /** `me`, `all`, `nobody`, or a colleague's id. */
  assignee: z.string().max(64).default('me'),
  minimumDaysOverdue: z.int().min(0).max(10_000).default(0),
  /** Minor units overdue, in each debtor's own main currency. */
  minimumOverdue: minor.min(0).default(0),
  kinds: z.array(z.enum(ACTION_KINDS)).default([]),
  risks: z.array(riskSchema).default([]),
  text: z.string().max(100).default(''),
  sort: z.enum(WORKLIST_SORTS).default('priority'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  groupBy: z.enum(WORKLIST_GROUPS).default('none'),
});
export type WorklistView = z.output<typeof worklistViewSchema>;

/** Rows of one group, in the order in which the groups stand in the list. */
export const worklistGroupShape = z.object({
  /** An action's kind, a risk, the id of a person (empty: nobody) or an administration, or 0 … 4 for an age. */
  value: z.string(),
  actions: z.int(),
});
export type WorklistGroup = z.output<typeof worklistGroupShape>;

export const savedViewShape = z.object({
  id: z.string(),
  name: z.string(),
  /** Made by this user, who alone may change it. */
  own: z.boolean(),
  shared: z.boolean(),
  definition: worklistViewSchema,
  count: z.int(),
});
export type SavedView = z.output<typeof savedViewShape>;
