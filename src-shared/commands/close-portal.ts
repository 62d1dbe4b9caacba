import { z } from 'zod';
import { command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';

/** A debtor signs out: the cookie opens nothing any more. The link still does, until it ends. */
export const closePortal = command({
  name: 'close-portal',
  args: z.object({ sessionId: z.string() }),
  may: ['debtor'],
  offline: false,
  secretArgs: ['sessionId'],
  administration: async (tx, args) => (await need(tx, 'portalSessions', args.sessionId)).administrationId,
  run: async (tx, { sessionId }, ctx) => {
    const session = await need(tx, 'portalSessions', sessionId);
    await needOwnDebtor(tx, ctx, session.debtorId);
    await tx.remove('portalSessions', sessionId);
    return {};
  },
});
