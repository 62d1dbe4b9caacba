import { z } from 'zod';
import { command } from './command.ts';

const BATCH = 1_000;
/** Rows of logins are kept this long after they have ended: they also limit how often an address is mailed. */
const LOGIN_HOURS = 2;

/**
 * Removes visits, remembered devices, codes and logins that have ended. Links stay: who comes with an old one is offered a
 * new one. Takes the administration's own, and the codes and logins of all, which belong to none.
 */
export const sweepPortal = command({
  name: 'sweep-portal',
  args: z.object({ administrationId: z.string() }),
  may: ['system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId }, ctx) => {
    const ended = { expiresAt: { lte: ctx.now } };
    const loginsBefore = new Date(Date.parse(ctx.now) - LOGIN_HOURS * 3_600_000).toISOString();
    const rows = {
      portalSessions: await tx.list('portalSessions', { where: { administrationId, ...ended }, limit: BATCH }),
      portalDevices: await tx.list('portalDevices', { where: { administrationId, ...ended }, limit: BATCH }),
      portalCodes: await tx.list('portalCodes', { where: ended, limit: BATCH }),
      portalLogins: await tx.list('portalLogins', { where: { expiresAt: { lte: loginsBefore } }, limit: BATCH }),
    };
    for (const { id } of rows.portalSessions) await tx.remove('portalSessions', id);
    for (const { id } of rows.portalDevices) await tx.remove('portalDevices', id);
    for (const { id } of rows.portalCodes) await tx.remove('portalCodes', id);
    for (const { id } of rows.portalLogins) await tx.remove('portalLogins', id);
    return Object.fromEntries(Object.entries(rows).map(([name, removed]) => [name, removed.length]));
  },
});
