import { z } from 'zod';

/** A way into a debtor's portal that still works. */
export const portalWayShape = z.object({
  accessId: z.string(),
  kind: z.enum(['message', 'letter', 'login', 'collector']),
  /** Instants. */
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** Opens the debtors that are linked with this one as well. */
  withGroup: z.boolean(),
});
export type PortalWay = z.output<typeof portalWayShape>;

export const portalAccessQueries = {
  'portal-access.list': {
    args: z.object({ debtorId: z.string() }),
    result: z.object({
      administrationId: z.string(),
      /** The debtor is linked with others. */
      inGroup: z.boolean(),
      /** Newest first, no more than {@link MOST_WAYS}. */
      ways: z.array(portalWayShape),
      /** All there are. */
      count: z.int(),
      /** When the debtor last came in; null when never. */
      lastVisitAt: z.string().nullable(),
    }),
  },
} as const;
export const MOST_WAYS = 5;

export const portalAccessCalls = {
  /** Asks the server for the link of a way in that a collector has made. */
  'portal-access.link': { args: z.object({ accessId: z.string() }), result: z.object({ url: z.string() }) },
} as const;

export const portalAccessQueryTables = { 'portal-access.list': ['portalAccess', 'debtorGroupMembers'] } as const;
