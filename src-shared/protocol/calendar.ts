import { z } from 'zod';

export const calendarPaths = {
  /** The address of one's own feed. */
  own: '/api/calendar',
  /** What calendar programs fetch: open to whoever has the address. */
  feed: '/calendar/:token.ics',
} as const;

export const ownCalendarReply = z.object({ url: z.string().nullable() });
