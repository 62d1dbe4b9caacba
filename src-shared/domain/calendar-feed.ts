import { z } from 'zod';
import type { RowReader } from './row-reader.ts';

/** What an administration lets out of the house in the calendars of its people. Amounts never go. */
export const calendarSettingsSchema = z.object({
  /** Debtors' names; without them an entry says only what there is to do. */
  names: z.boolean().default(false),
});

const PREFIX = 'calendar-feed:';
const feedSchema = z.object({ userId: z.string() });

/** The row of a feed among the settings. Its id is no secret: the address needs the server's signature as well. */
export const calendarFeedRow = (feedId: string): string => `${PREFIX}${feedId}`;

/** Whose feed it is; null when it has been revoked. */
export async function ownerOfFeed(reader: RowReader, feedId: string): Promise<string | null> {
  const row = await reader.get('settings', calendarFeedRow(feedId));
  return row ? feedSchema.parse(row.value).userId : null;
}

/** A user's feed; null when there is none. */
export async function feedOf(reader: RowReader, userId: string): Promise<string | null> {
  const rows = await reader.list('settings', { where: { id: { gte: PREFIX, lt: `${PREFIX}~` } } });
  const own = rows.find(({ value }) => feedSchema.parse(value).userId === userId);
  return own ? own.id.slice(PREFIX.length) : null;
}
