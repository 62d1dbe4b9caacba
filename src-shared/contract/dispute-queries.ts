import { z } from 'zod';
import { DISPUTE_STATES } from '../schema/index.ts';
import { daySchema, minor } from './shapes.ts';

export { answerByFor, isOpenDispute, OPEN_DISPUTE_STATES, ROOT_CAUSES } from '../domain/disputes.ts';

export const disputeStateSchema = z.enum(DISPUTE_STATES);

export const disputeTypeShape = z.object({
  id: z.string(),
  key: z.string(),
  /** Empty for a usual type: it is called by its key. */
  name: z.string(),
  templateKey: z.string(),
  ownerRule: z.enum(['assignee', 'user']),
  ownerId: z.string().nullable(),
  escalateToId: z.string().nullable(),
  answerWorkingDays: z.int(),
  inPortal: z.boolean(),
  active: z.boolean(),
});
export type DisputeType = z.output<typeof disputeTypeShape>;

export const disputeRowShape = z.object({
  id: z.string(),
  administrationId: z.string(),
  debtorId: z.string(),
  debtorNumber: z.string(),
  debtorName: z.string(),
  typeId: z.string(),
  /** The key of a usual type, else the name. */
  type: z.string(),
  currency: z.string(),
  amount: minor,
  /** What the debtor is right about and has not been credited yet. */
  toCredit: minor,
  lines: z.array(
    z.object({
      invoiceId: z.string(),
      number: z.string(),
      amount: minor,
      upheld: minor.optional(),
      creditedOn: z.string().optional(),
      /** Most that may be disputed of the invoice by this dispute. */
      most: minor,
    }),
  ),
  description: z.string(),
  state: disputeStateSchema,
  origin: z.enum(['collector', 'portal', 'mail', 'robot']),
  ownerId: z.string().nullable(),
  ownerName: z.string(),
  answerBy: daySchema,
  /** Working days until the answer is due; 0 is today, negative is late. */
  daysLeft: z.int(),
  escalated: z.boolean(),
  rootCause: z.string(),
  resolution: z.string(),
  createdAt: z.string(),
  createdByName: z.string(),
  closedOn: daySchema.nullable(),
  rowVersion: z.int(),
});
export type DisputeRow = z.output<typeof disputeRowShape>;

/** Decided disputes with one root cause (empty: none given), in one currency. */
export const causeFigureShape = z.object({
  rootCause: z.string(),
  currency: z.string(),
  count: z.int(),
  amount: minor,
  /** What debtors were right about. */
  upheld: minor,
  /** Average of the working days from the dispute to its decision, to one decimal. */
  workingDays: z.number(),
  /** Decided after the day that was promised. */
  late: z.int(),
});
export type CauseFigure = z.output<typeof causeFigureShape>;

const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const where = z.object({ administrationId: z.string().nullable() });

export const disputeQueries = {
  /** Everything that runs or has to be credited, and what was decided since a day. */
  'disputes.board': query(where.extend({ decidedSince: daySchema }), z.array(disputeRowShape)),
  'disputes.counts': query(where, z.object({ open: z.int(), overdue: z.int() })),
  'disputes.figures': query(where.extend({ from: daySchema, until: daySchema }), z.array(causeFigureShape)),
  'disputes.types': query(z.object({ administrationId: z.string() }), z.array(disputeTypeShape)),
  'debtor.disputes': query(z.object({ debtorId: z.string() }), z.array(disputeRowShape)),
} as const;

const rows = ['disputes', 'disputeTypes', 'debtors', 'invoices', 'users'] as const;
export const disputeQueryTables = {
  'disputes.board': rows,
  'disputes.counts': ['disputes'],
  'disputes.figures': ['disputes'],
  'disputes.types': ['disputeTypes'],
  'debtor.disputes': rows,
} as const satisfies Record<keyof typeof disputeQueries, readonly string[]>;
