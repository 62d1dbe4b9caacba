import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';
import { addTimelineEntry } from './timeline.ts';

/** A debtor comes in by a link: one session, and one visit on the timeline. The link's signature has been checked before. */
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
    const debtor = await needOwnDebtor(tx, ctx, access.debtorId);
    if (access.revokedAt !== null || access.expiresAt <= ctx.now) throw new AppError('portal.link-ended');
    await tx.put('portalSessions', {
      id: sessionId,
      portalAccessId: access.id,
      administrationId: access.administrationId,
      debtorId: access.debtorId,
      createdAt: ctx.now,
      expiresAt: earlier(expiresAt, access.expiresAt),
    });
    await tx.put('portalAccess', { ...access, lastUsedAt: ctx.now });
    await addTimelineEntry(tx, ctx, debtor, { kind: 'portal-visit', category: 'contact', refId: access.id, params: {} });
    return {};
  },
});

function earlier(a: string, b: string): string {
  return [a, b].sort()[0] ?? a;
}
