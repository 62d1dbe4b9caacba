import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';
import { reachableDebtors } from './portal-reach.ts';
import { addTimelineEntry } from './timeline.ts';

/** Somebody with several customer numbers goes on with another of them. @throws AppError `not-found` for anybody else's */
export const switchPortalDebtor = command({
  name: 'switch-portal-debtor',
  args: z.object({ sessionId: z.string(), debtorId: z.string() }),
  may: ['debtor'],
  offline: false,
  secretArgs: ['sessionId'],
  administration: async (tx, args) => (await need(tx, 'portalSessions', args.sessionId)).administrationId,
  run: async (tx, { sessionId, debtorId }, ctx) => {
    const session = await need(tx, 'portalSessions', sessionId);
    await needOwnDebtor(tx, ctx, session.debtorId);
    const access = await need(tx, 'portalAccess', session.portalAccessId);
    const reach = await reachableDebtors(tx, access, session.debtorIds);
    if (!reach.includes(debtorId)) throw new AppError('not-found', { table: 'debtors', id: debtorId });
    if (debtorId === session.debtorId) return {};
    const debtor = await need(tx, 'debtors', debtorId);
    await tx.put('portalSessions', { ...session, debtorId, administrationId: debtor.administrationId });
    await addTimelineEntry(tx, ctx, debtor, { kind: 'portal-visit', category: 'contact', refId: null, params: { method: 'switch' } });
    return {};
  },
});
