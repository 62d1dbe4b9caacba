import { z } from 'zod';
import { administrationOfDebtor, command, need } from './command.ts';

/**
 * A colleague looks at the portal as a debtor sees it. The session shows everything and takes nothing; it is in the audit
 * log as his, and not on the debtor's timeline, where it would read as a visit.
 */
export const viewPortal = command({
  name: 'view-portal',
  args: z.object({
    debtorId: z.string(),
    /** Hash of the cookie's value. */
    sessionId: z.string(),
    expiresAt: z.string(),
  }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: false,
  secretArgs: ['sessionId'],
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, sessionId, expiresAt }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const own = { administrationId: debtor.administrationId, debtorId, createdAt: ctx.now, expiresAt };
    const portalAccessId = ctx.newId();
    await tx.put('portalAccess', { id: portalAccessId, ...own, kind: 'collector' });
    const viewerId = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
    await tx.put('portalSessions', { id: sessionId, ...own, portalAccessId, debtorIds: [debtorId], viewerId });
    return {};
  },
});
