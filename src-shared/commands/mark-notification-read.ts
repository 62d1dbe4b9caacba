import { z } from 'zod';
import { ROLES } from '../schema/index.ts';
import { actorUserId, command } from './command.ts';

/** Marks one's own notifications of one administration as read; others in the list stay as they are. */
export const markNotificationRead = command({
  name: 'mark-notification-read',
  args: z.object({ administrationId: z.string(), notificationIds: z.array(z.string()).min(1).max(1_000) }),
  may: ROLES,
  offline: true,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, notificationIds }, ctx) => {
    for (const id of notificationIds) {
      const notification = await tx.get('notifications', id);
      if (notification?.administrationId !== administrationId || notification.userId !== actorUserId(ctx)) continue;
      if (notification.readAt === null) await tx.put('notifications', { ...notification, readAt: ctx.now });
    }
    return {};
  },
});
