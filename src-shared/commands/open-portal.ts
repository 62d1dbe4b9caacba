import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';
import { startSession } from './portal-session.ts';

/** A debtor comes in by a link or a letter's code: its signature, or the code, has been checked before. */
export const openPortal = command({
  name: 'open-portal',
  args: z.object({
    accessId: z.string(),
    /** Hash of the cookie's value. */
    sessionId: z.string(),
    /** The session ends then, or with the link when that is sooner. */
    expiresAt: z.string(),
  }),
  may: ['debtor'],
  offline: false,
  secretArgs: ['sessionId'],
  administration: async (tx, args) => (await need(tx, 'portalAccess', args.accessId)).administrationId,
  run: async (tx, { accessId, sessionId, expiresAt }, ctx) => {
    const access = await need(tx, 'portalAccess', accessId);
    await needOwnDebtor(tx, ctx, access.debtorId);
    if (access.revokedAt !== null || access.expiresAt <= ctx.now) throw new AppError('portal.link-ended');
    await startSession(tx, ctx, access, { sessionId, expiresAt });
    return {};
  },
});
