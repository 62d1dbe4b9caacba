import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';

/**
 * Somebody who has logged in wants to be let in on this device without asking, until `expiresAt`. Not after a link or a
 * letter's code: those open what they were made for and no more. @throws AppError `portal.login-needed`
 */
export const rememberPortalDevice = command({
  name: 'remember-portal-device',
  args: z.object({
    sessionId: z.string(),
    /** Hash of the device cookie's value. */
    deviceId: z.string(),
    /** For the list of devices, e.g. "Chrome, Android". */
    name: z.string().max(100),
    expiresAt: z.string(),
  }),
  may: ['debtor'],
  offline: false,
  secretArgs: ['sessionId', 'deviceId'],
  administration: async (tx, args) => (await need(tx, 'portalSessions', args.sessionId)).administrationId,
  run: async (tx, { sessionId, deviceId, name, expiresAt }, ctx) => {
    const session = await need(tx, 'portalSessions', sessionId);
    await needOwnDebtor(tx, ctx, session.debtorId);
    const access = await need(tx, 'portalAccess', session.portalAccessId);
    if (access.kind !== 'login') throw new AppError('portal.login-needed');
    await tx.put('portalDevices', {
      id: deviceId,
      debtorIds: session.debtorIds,
      debtorId: access.debtorId,
      administrationId: access.administrationId,
      name,
      createdAt: ctx.now,
      lastUsedAt: ctx.now,
      expiresAt,
    });
    return {};
  },
});
