import { z } from 'zod';
import { command, need } from './command.ts';
import { closeAction } from './work.ts';

/** Takes an action off the worklist because it need not be done. */
export const cancelAction = command({
  name: 'cancel-action',
  args: z.object({ actionId: z.string(), reason: z.string().trim().max(2_000).default('') }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, args) => (await need(tx, 'actions', args.actionId)).administrationId,
  run: async (tx, args, ctx) => {
    await closeAction(tx, ctx, await need(tx, 'actions', args.actionId), 'cancelled', args.reason);
    return {};
  },
  inverse: ({ actionId }) => [{ name: 'reopen-action', args: { actionId } }],
});
