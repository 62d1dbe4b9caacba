import type { Request, RequestHandler, Response } from 'express';
import { AppError, instant, newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { giveCommand } from '../sync/execute.ts';
import { atFixedTime } from './answer-time.ts';
import { guestCsrf } from './cookies.ts';
import { knownCompany } from './guard.ts';
import { expiredLinkPage, linkSentPage } from './pages/expired.tsx';
import { pageContext, sendPage } from './request.ts';
import { findVisit, sessionToken, startVisit } from './session.ts';

/** The access row of a link's token, when the signature on it is ours. */
async function accessOf(services: Services, req: Request): Promise<Row<'portalAccess'> | undefined> {
  const accessId = services.keys.verifyAccess(String(req.params.token));
  return accessId === null ? undefined : services.store.read((tx) => tx.get('portalAccess', accessId));
}

const isOpen = ({ clock }: Services, access: Row<'portalAccess'>): boolean =>
  access.revokedAt === null && access.expiresAt > instant(clock);

/** GET /p/:token. Whatever is wrong with a link, the answer is the same; a good one leaves no token in the address. */
export function wayIn(services: Services): RequestHandler {
  return async (req, res) => {
    const access = await accessOf(services, req);
    if (access && isOpen(services, access)) return enter(services, req, res, access);
    const context = await outsiderContext(services, req, res, access);
    const facts = { csrf: guestCsrf(services, req, res), days: services.config.portalLinkDays };
    sendPage(res, expiredLinkPage(context, facts), 404);
  };
}

/** Lets in by a good link; who is in already, for this debtor and no less, stays in the visit under way. */
export async function enter(services: Services, req: Request, res: Response, access: Row<'portalAccess'>): Promise<void> {
  const token = sessionToken(req);
  const visit = await services.store.read((tx) => findVisit(tx, services, token));
  const isIn = visit?.debtor.id === access.debtorId && (access.groupId === null || visit.access.groupId === access.groupId);
  if (!isIn) await startVisit(services, res, access);
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('Cache-Control', 'no-store');
  res.redirect(303, access.groupId === null ? '/portal' : '/portal/customers');
}

/**
 * POST /p/:token: whoever has an old link wants a new one. The answer and its time are the same whether or not the link
 * was ever ours, and whether or not there is anybody to mail.
 */
export function newLink(services: Services): (req: Request, res: Response) => Promise<void> {
  return async (req, res) => {
    const html = await atFixedTime(async () => {
      const access = await accessOf(services, req);
      const context = await outsiderContext(services, req, res, access);
      if (access) await renew(services, access);
      return linkSentPage(context);
    });
    sendPage(res, html);
  };
}

/** A fault is logged and not shown: only a link of ours can meet one. */
async function renew(services: Services, access: Row<'portalAccess'>): Promise<void> {
  try {
    const commandId = newId(services.clock.now());
    const args = { accessId: access.id };
    await giveCommand(services, { commandId, name: 'renew-portal-access', args, actor: { kind: 'system', name: 'portal' } });
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'fault';
    services.log.error({ err: error, access: access.id, code }, 'portal: no new link could be sent');
  }
}

/** With several companies on the server only a signed link tells which one it is. */
async function outsiderContext(services: Services, req: Request, res: Response, access: Row<'portalAccess'> | undefined) {
  const own = access && (await services.store.read((tx) => tx.get('administrations', access.administrationId)));
  return pageContext(services, req, res, { visit: null, administration: own ?? (await knownCompany(services, req)) });
}
