import { z } from 'zod';
import { administrationOfDebtor, command, need, type Tx } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * Ends one way into a debtor's portal, or all of them: links, letters' codes, visits under way and remembered devices.
 * A visit that began at a linked debtor ends there.
 */
export const revokePortalAccess = command({
  name: 'revoke-portal-access',
  args: z.object({
    debtorId: z.string(),
    /** Null ends them all. */
    accessId: z.string().nullable().default(null),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'system'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, accessId }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const where = { debtorId, revokedAt: null, ...(accessId === null ? {} : { id: accessId }) };
    const open = (await tx.list('portalAccess', { where })).filter(({ expiresAt }) => expiresAt > ctx.now);
    for (const access of open) {
      await tx.put('portalAccess', { ...access, revokedAt: ctx.now });
      for (const { id } of await tx.list('portalSessions', { where: { portalAccessId: access.id } })) await tx.remove('portalSessions', id);
      for (const { id } of await tx.list('portalCodes', { where: { portalAccessId: access.id } })) await tx.remove('portalCodes', id);
    }
    const devices = accessId === null ? await endLogins(tx, debtorId) : 0;
    if (open.length + devices > 0) {
      const params = { links: open.length, devices };
      await addTimelineEntry(tx, ctx, debtor, { kind: 'portal-access-revoked', category: 'portal', refId: accessId, params });
    }
    return { revoked: open.length };
  },
});

/** Visits and devices of who has logged in by e-mail may be another debtor's as well, and end too. */
async function endLogins(tx: Tx, debtorId: string): Promise<number> {
  const about = ({ debtorIds }: { debtorIds: string[] }): boolean => debtorIds.includes(debtorId);
  for (const { id } of (await tx.list('portalSessions', { where: {} })).filter(about)) await tx.remove('portalSessions', id);
  const devices = (await tx.list('portalDevices', { where: {} })).filter(about);
  for (const { id } of devices) await tx.remove('portalDevices', id);
  return devices.length;
}
