import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/** Nothing more is delivered to a debtor on account, or again; always with the reason. */
export const setCreditHold = command({
  name: 'set-credit-hold',
  args: z.object({ debtorId: z.string(), hold: z.boolean(), reason: z.string().trim().min(1).max(500) }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, hold, reason }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    if (debtor.creditHold === hold) throw new AppError(hold ? 'credit-hold.set-already' : 'credit-hold.not-set');
    const { timeZone } = await need(tx, 'administrations', debtor.administrationId);
    await tx.put('debtors', {
      ...debtor,
      creditHold: hold,
      creditHoldReason: hold ? reason : '',
      creditHoldSince: hold ? ctx.today(timeZone) : null,
    });
    const kind = hold ? 'credit-hold-set' : 'credit-hold-released';
    await addTimelineEntry(tx, ctx, debtor, { kind, category: 'arrangement', refId: null, params: { reason } });
    return { before: debtor.creditHoldReason };
  },
  inverse: ({ debtorId, hold, reason }, { before }) => [
    { name: 'set-credit-hold', args: { debtorId, hold: !hold, reason: before || reason } },
  ],
});
