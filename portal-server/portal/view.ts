import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';
import { tokenHash } from '../app/keys.ts';
import { portalUrl } from '../app/portal-url.ts';
import type { Services } from '../app/services.ts';
import { userActor } from '../sync/sign-in.ts';
import { guestCsrf } from './cookies.ts';
import { knownCompany } from './guard.ts';
import { expiredLinkPage } from './pages/expired.tsx';
import { pageContext, sendPage } from './request.ts';
import { startView } from './session.ts';

/** A link for looking is opened at once or not at all. */
const LINK_MS = 2 * 60 * 1_000;

const viewSchema = z.object({ view: z.literal('portal'), userId: z.string(), debtorId: z.string(), until: z.string() });

/**
 * The address at which a colleague sees the portal as a debtor does; works once, within two minutes. Who may look is
 * checked when it is opened. @throws AppError `not-found`
 */
export async function viewUrl(services: Services, userId: string, debtorId: string): Promise<string> {
  const company = await services.store.read(async (tx) => {
    const debtor = await tx.get('debtors', debtorId);
    return debtor && tx.get('administrations', debtor.administrationId);
  });
  if (!company) throw new AppError('not-found', { table: 'debtors', id: debtorId });
  const until = new Date(services.clock.now().getTime() + LINK_MS).toISOString();
  const token = services.keys.seal(JSON.stringify({ view: 'portal', userId, debtorId, until } satisfies z.output<typeof viewSchema>));
  return `${portalUrl(services.config, company)}/portal/view/${token}`;
}

/** GET /portal/view/:token: a colleague comes in to look as a debtor. */
export function viewIn(services: Services): RequestHandler {
  return async (req, res) => {
    if (!(await openView(services, res, String(req.params.token)))) {
      const context = pageContext(services, req, res, { visit: null, administration: await knownCompany(services, req) });
      const facts = { csrf: guestCsrf(services, req, res), days: services.config.portalLinkDays };
      return sendPage(res, expiredLinkPage(context, facts), 404);
    }
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.setHeader('Cache-Control', 'no-store');
    res.redirect(303, '/portal');
  };
}

/** Lets the colleague of a token in to look. False when the token is no good, too old, used, or he may not look there. */
async function openView(services: Services, res: Response, token: string): Promise<boolean> {
  const view = readToken(services, token);
  if (!view || view.until <= services.clock.now().toISOString()) return false;
  const commandId = `view-portal:${tokenHash(token)}`;
  const actor = await services.store.read(async (tx) => {
    const used = await tx.get('commandResults', commandId);
    const user = await tx.get('users', view.userId);
    return used || !user || user.disabled ? null : userActor(tx, view.userId);
  });
  if (!actor) return false;
  try {
    await startView(services, res, { debtorId: view.debtorId, actor, commandId });
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-allowed' || error.code === 'not-found')) return false;
    throw error;
  }
}

function readToken({ keys }: Services, token: string): z.output<typeof viewSchema> | null {
  try {
    return viewSchema.parse(JSON.parse(keys.open(token)));
  } catch (error) {
    if (error instanceof AppError || error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}
