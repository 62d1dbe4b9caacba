import { z } from 'zod';
import { isOpenDispute } from '../domain/disputes.ts';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { finishDisputeActions, putDispute } from './dispute-rows.ts';
import { addTimelineEntry } from './timeline.ts';

/** The debtor takes it back, or it was recorded by mistake: nothing is held back any more, and it counts in no figure. */
export const withdrawDispute = command({
  name: 'withdraw-dispute',
  args: z.object({ disputeId: z.string(), reason: z.string().trim().max(2_000).default('') }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: true,
  administration: async (tx, { disputeId }) => (await need(tx, 'disputes', disputeId)).administrationId,
  run: async (tx, { disputeId, reason }, ctx) => {
    const dispute = await need(tx, 'disputes', disputeId);
    if (!isOpenDispute(dispute.state)) throw new AppError('dispute.closed');
    const { timeZone } = await need(tx, 'administrations', dispute.administrationId);
    await putDispute(tx, { ...dispute, state: 'withdrawn', resolution: reason, closedOn: ctx.today(timeZone) });
    await finishDisputeActions(tx, ctx, dispute, 'cancelled');
    await addTimelineEntry(
      tx,
      ctx,
      { id: dispute.debtorId, administrationId: dispute.administrationId },
      {
        kind: 'dispute-state',
        category: 'dispute',
        refId: dispute.id,
        params: {
          state: 'withdrawn',
          amount: dispute.amount,
          currency: dispute.currency,
          invoices: dispute.lines.map(({ number }) => number).join(', '),
          text: reason,
        },
      },
    );
    return { before: dispute.state };
  },
  inverse: ({ disputeId }, { before }) => [
    { name: 'update-dispute', args: { disputeId, state: 'investigating', resolution: '' } },
    ...(before === 'investigating' ? [] : [{ name: 'update-dispute', args: { disputeId, state: before } }]),
  ],
});
