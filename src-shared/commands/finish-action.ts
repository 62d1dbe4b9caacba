import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { actorUserId, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/** Takes an action off the worklist as done. */
export const finishAction = command({
  name: 'finish-action',
  args: z.object({ actionId: z.string(), outcome: z.string().trim().max(2_000).default('') }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (tx, args) => (await need(tx, 'actions', args.actionId)).administrationId,
  run: async (tx, args, ctx) => {
    const action = await need(tx, 'actions', args.actionId);
    if (action.state !== 'open') throw new AppError('action.not-open');
    await tx.put('actions', { ...action, state: 'done', finishedAt: ctx.now, finishedById: actorUserId(ctx), outcome: args.outcome });
    await addTimelineEntry(
      tx,
      ctx,
      { id: action.debtorId, administrationId: action.administrationId },
      {
        kind: 'action-done',
        category: 'system',
        refId: action.id,
        params: { action: action.kind, title: action.title, outcome: args.outcome },
      },
    );
    return {};
  },
});
