import { z } from 'zod';

/** What desktops ask of the portal. */
export const portalPaths = {
  /** POST: the address at which a colleague sees the portal as a debtor does. */
  view: '/api/portal/view',
  /** POST: a company's logo, as it is. */
  logo: '/api/portal/logo/:administrationId',
} as const;

export const viewRequest = z.object({ debtorId: z.string().max(64) });
export const viewReply = z.object({ url: z.string() });
export const logoReply = z.object({ hash: z.string(), mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']) });

/** Bytes. */
export const LOGO_BYTES = 500_000;
