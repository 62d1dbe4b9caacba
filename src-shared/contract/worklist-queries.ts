import { z } from 'zod';
import { ACTION_KINDS } from '../schema/index.ts';
import { minor, riskSchema, WORKLIST_SORTS, worklistRowShape } from './shapes.ts';
import { savedViewShape, WORKLIST_GROUPS, worklistGroupShape } from './worklist-shapes.ts';

const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const ofAdministration = z.object({ administrationId: z.string().nullable() });

export const worklistQueries = {
  'worklist.page': query(
    z.object({
      administrationId: z.string().nullable(),
      /** A user's id; null is everybody's. */
      assigneeId: z.string().nullable(),
      /** Only what is nobody's; `assigneeId` is null then. */
      unassigned: z.boolean().default(false),
      minimumDaysOverdue: z.int().min(0).default(0),
      /** Minor units overdue, in each debtor's own main currency. */
      minimumOverdue: minor.min(0).default(0),
      /** Empty is every kind, every risk. */
      kinds: z.array(z.enum(ACTION_KINDS)).default([]),
      risks: z.array(riskSchema).default([]),
      /** Part of the debtor's name or the start of its number. */
      text: z.string().max(100).default(''),
      /** Rows of a group stand together; within it the order below holds. */
      groupBy: z.enum(WORKLIST_GROUPS).default('none'),
      sort: z.enum(WORKLIST_SORTS),
      direction: z.enum(['asc', 'desc']),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({
      rows: z.array(worklistRowShape),
      /** Over all rows that pass the filter. */
      total: z.object({ actions: z.int(), debtors: z.int(), overdue: z.record(z.string(), z.int()) }),
      /** Empty when nothing is grouped. Together they have the actions of `total`. */
      groups: z.array(worklistGroupShape),
    }),
  ),
  'worklist.counts': query(ofAdministration, z.object({ mine: z.int(), all: z.int() })),
  /** The user's own views and those that colleagues share, and whose work there is to take over today. */
  'worklist.views': query(
    ofAdministration,
    z.object({ views: z.array(savedViewShape), takeOver: z.array(z.object({ userId: z.string(), name: z.string(), count: z.int() })) }),
  ),
  /** What this user has finished today, and what is still due. */
  'worklist.progress': query(ofAdministration, z.object({ done: z.int(), left: z.int() })),
};

/** Which of these a change of a table makes stale. */
export const worklistQueryTables = {
  'worklist.page': ['actions', 'debtors', 'invoices'],
  'worklist.counts': ['actions'],
  'worklist.views': ['savedViews', 'absences', 'users', 'actions', 'debtors', 'invoices'],
  'worklist.progress': ['actions'],
} satisfies Record<keyof typeof worklistQueries, readonly string[]>;
