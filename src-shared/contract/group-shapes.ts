import { z } from 'zod';
import { LINK_REASONS } from '../domain/debtor-groups.ts';
import { balanceShape } from './shapes.ts';

const linkedDebtor = z.object({
  debtorId: z.string(),
  number: z.string(),
  name: z.string(),
  city: z.string(),
  administrationName: z.string(),
});

export const debtorGroupShape = z.object({
  /** Null when the debtor stands alone. */
  group: z
    .object({
      id: z.string(),
      name: z.string(),
      dunnedTogether: z.boolean(),
      members: z.array(linkedDebtor.extend({ linkedAt: z.string(), linkedByName: z.string(), balances: z.array(balanceShape) })),
      /** Over all members the user may see, per currency. */
      totals: z.array(balanceShape),
    })
    .nullable(),
  /** Debtors that may be the same customer and are not linked to this one. */
  suggestions: z.array(linkedDebtor.extend({ reasons: z.array(z.enum(LINK_REASONS)) })),
  /** Links that were ended, newest first. */
  past: z.array(linkedDebtor.extend({ groupName: z.string(), linkedAt: z.string(), unlinkedAt: z.string(), unlinkedByName: z.string() })),
});
export type DebtorGroup = z.output<typeof debtorGroupShape>;
