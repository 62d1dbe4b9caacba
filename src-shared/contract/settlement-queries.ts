import { z } from 'zod';
import { type Day, isDay } from '../kernel/index.ts';
import { WRITE_OFF_STATES } from '../schema/index.ts';

const day = z.string().refine((value): value is Day => isDay(value));
const minor = z.int();
const lines = z.array(z.object({ invoiceId: z.string(), number: z.string(), amount: minor }));

export const writeOffRowShape = z.object({
  id: z.string(),
  currency: z.string(),
  amount: minor,
  lines,
  reason: z.string(),
  note: z.string(),
  state: z.enum(WRITE_OFF_STATES),
  createdAt: z.string(),
  requestedByName: z.string(),
  decidedByName: z.string(),
  /** Whether the user's own roles go far enough to approve it. */
  mayApprove: z.boolean(),
});
export type WriteOffRow = z.output<typeof writeOffRowShape>;

export const handOverRowShape = z.object({
  id: z.string(),
  partner: z.string(),
  partnerKind: z.enum(['agency', 'bailiff', 'lawyer']),
  partnerReference: z.string(),
  currency: z.string(),
  lines,
  principal: minor,
  interest: minor,
  costs: minor,
  asOf: day,
  state: z.enum(['handed-over', 'withdrawn', 'closed']),
  documentId: z.string().nullable(),
  archiveId: z.string().nullable(),
});
export type HandOverRow = z.output<typeof handOverRowShape>;

/** An invoice of which something may still be asked here. */
export const askableInvoiceShape = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(['invoice', 'credit-note', 'payment-on-account']),
  dueDate: day,
  daysOverdue: z.int(),
  currency: z.string(),
  /** Minor units; negative for a credit. */
  askable: minor,
});
export type AskableInvoice = z.output<typeof askableInvoiceShape>;

export const settlementQueries = {
  'settlement.get': {
    args: z.object({ debtorId: z.string() }),
    result: z.object({
      administrationId: z.string(),
      debtorKind: z.enum(['business', 'consumer']),
      creditHold: z.object({ reason: z.string(), since: day.nullable() }).nullable(),
      writeOffs: z.array(writeOffRowShape),
      handOvers: z.array(handOverRowShape),
      invoices: z.array(askableInvoiceShape),
      /** Up to what the user approves himself, in the administration's currency. */
      limit: minor,
      currency: z.string(),
    }),
  },
  /** What a hand-over of these invoices would come to. */
  'hand-over.preview': {
    args: z.object({ debtorId: z.string(), invoiceIds: z.array(z.string()).min(1), asOf: day, fourteenDayLetterOn: day.nullable() }),
    result: z.object({
      currency: z.string(),
      principal: minor,
      interest: minor,
      costs: minor,
      total: minor,
      lines: z.array(z.object({ number: z.string(), open: minor, interest: minor })),
      /** First day on which a consumer owes the costs; null for a business, or without the letter. */
      costsFrom: day.nullable(),
    }),
  },
} as const;

export const settlementCalls = {
  /** Has the server make the file of a hand-over; resolves when it is filed with the debtor's documents. */
  'hand-over.make-file': {
    args: z.object({ handOverId: z.string() }),
    result: z.object({ documentId: z.string(), archiveId: z.string() }),
  },
} as const;

export const settlementQueryTables = {
  'settlement.get': ['debtors', 'invoices', 'writeOffs', 'handOvers', 'users', 'userRoles', 'administrationSettings'],
  'hand-over.preview': ['invoices', 'allocations', 'debtors', 'administrationSettings'],
} as const;
