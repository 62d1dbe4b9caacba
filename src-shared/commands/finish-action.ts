import { z } from 'zod';
import { command, need } from './command.ts';
import { closeAction } from './work.ts';

/** Takes an action off the worklist as done. */
export const finishAction = command({
  name: 'finish-action',
  args: z.object({ actionId: z.string(), outcome: z.string().trim().max(2_000).default('') }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (tx, args) => (await need(tx, 'actions', args.actionId)).administrationId,
  run: async (tx, args, ctx) => {
    await closeAction(tx, ctx, await need(tx, 'actions', args.actionId), 'done', args.outcome);
    return {};
  },
  inverse: ({ actionId }) => [{ name: 'reopen-action', args: { actionId } }],
});
