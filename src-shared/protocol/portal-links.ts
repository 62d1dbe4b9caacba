import { z } from 'zod';

/** GET: the signed link of a way into a debtor's portal; only the server can make it. */
export const PORTAL_LINK_PATH = '/api/portal-access/:id/link';

export const portalLinkReply = z.object({ url: z.string() });
