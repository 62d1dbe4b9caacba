import { z } from 'zod';
import { calendarFeedRow, feedOf } from '../domain/calendar-feed.ts';
import { AppError } from '../kernel/index.ts';
import { actorUserId, command } from './command.ts';

/**
 * Gives a user a calendar feed with a new address, or takes it away. Either way the address of before leads nowhere from
 * then on.
 */
export const saveCalendarFeed = command({
  name: 'save-calendar-feed',
  args: z.object({
    /** Any administration in which the user has a role. */
    administrationId: z.string(),
    on: z.boolean(),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales', 'reader'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { on }, ctx) => {
    const userId = actorUserId(ctx);
    if (userId === null) throw new AppError('not-allowed', { command: 'save-calendar-feed' });
    const before = await feedOf(tx, userId);
    if (before !== null) await tx.remove('settings', calendarFeedRow(before));
    if (on) await tx.put('settings', { id: calendarFeedRow(ctx.newId()), value: { userId } });
    return {};
  },
});
