import { z } from 'zod';
import { command, need } from './command.ts';
import { closeActions } from './portal-requests.ts';

/** Ends a conversation, or takes it up again. A message from either side opens it too. */
export const closeThread = command({
  name: 'close-thread',
  args: z.object({ threadId: z.string(), open: z.boolean().default(false) }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (tx, args) => (await need(tx, 'threads', args.threadId)).administrationId,
  run: async (tx, { threadId, open }, ctx) => {
    const thread = await need(tx, 'threads', threadId);
    await tx.put('threads', { ...thread, state: open ? 'open' : 'closed', waitingFor: open ? 'company' : null });
    if (!open) await closeActions(tx, ctx, thread.debtorId, threadId, 'done');
    return {};
  },
});
