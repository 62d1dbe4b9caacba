import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';

/** A remembered device is to ask again. @throws AppError `not-found` for a device of somebody else */
export const forgetPortalDevice = command({
  name: 'forget-portal-device',
  args: z.object({ sessionId: z.string(), deviceId: z.string() }),
  may: ['debtor'],
  offline: false,
  secretArgs: ['sessionId', 'deviceId'],
  administration: async (tx, args) => (await need(tx, 'portalSessions', args.sessionId)).administrationId,
  run: async (tx, { sessionId, deviceId }, ctx) => {
    const session = await need(tx, 'portalSessions', sessionId);
    await needOwnDebtor(tx, ctx, session.debtorId);
    const { debtorId } = await need(tx, 'portalAccess', session.portalAccessId);
    const device = await need(tx, 'portalDevices', deviceId);
    if (device.debtorId !== debtorId) throw new AppError('not-found', { table: 'portalDevices', id: deviceId });
    await tx.remove('portalDevices', deviceId);
    return {};
  },
});
