import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { loginAccess, startSession } from './portal-session.ts';

/** Somebody comes back on a remembered device. @throws AppError `portal.link-ended` */
export const openPortalDevice = command({
  name: 'open-portal-device',
  args: z.object({
    /** Hash of the device cookie's value. */
    deviceId: z.string(),
    /** Hash of the new session's cookie. */
    sessionId: z.string(),
    expiresAt: z.string(),
  }),
  may: ['system'],
  offline: false,
  secretArgs: ['deviceId', 'sessionId'],
  administration: async (tx, args) => (await need(tx, 'portalDevices', args.deviceId)).administrationId,
  run: async (tx, { deviceId, sessionId, expiresAt }, ctx) => {
    const device = await need(tx, 'portalDevices', deviceId);
    if (device.expiresAt <= ctx.now) throw new AppError('portal.link-ended');
    const { debtorId, administrationId, debtorIds } = device;
    const access = await loginAccess(tx, ctx, { debtorId, administrationId, expiresAt });
    await startSession(tx, ctx, access, { sessionId, expiresAt, debtorIds });
    await tx.put('portalDevices', { ...device, lastUsedAt: ctx.now });
    return {};
  },
});
