import express, { type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { COOKIES, isOwnForm, isOwnGuestForm, readCookie } from './cookies.ts';
import { messagePage } from './pages/messages.tsx';
import { pageContext, sendPage } from './request.ts';
import { findVisit, sessionToken, startVisitByDevice, type Visit, type VisitHandler, type VisitPage } from './session.ts';

const MINUTE = 60_000;
/** Forms sent from one address in a minute. */
const FORMS_A_MINUTE = 60;
/** A form has a field per invoice. */
const MAX_FIELDS = 5_000;

/** Stops one address from asking more often than this in a minute. */
export function limit(services: Services, perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: MINUTE,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (req, res) => {
      const context = pageContext(services, req, res, { visit: null });
      sendPage(res, messagePage(context, 'busy'), 429);
    },
  });
}

/** Reads a form's fields. */
export const formBody = (services: Services, perMinute = FORMS_A_MINUTE): RequestHandler[] => [
  limit(services, perMinute),
  express.urlencoded({ extended: false, limit: '512kb', parameterLimit: MAX_FIELDS }),
];

export const inVisit = (services: Services, handler: VisitHandler): RequestHandler =>
  visitPage(services, { read: async () => null, show: (visit, _data, req, res) => handler(visit, req, res) });

export function visitPage<Data>(services: Services, page: VisitPage<Data>): RequestHandler {
  return async (req, res) => {
    const token = sessionToken(req);
    const found = await services.store.read(async (tx) => {
      const visit = await findVisit(tx, services, token);
      return visit && { visit, data: await page.read(tx, visit, req) };
    });
    if (found) {
      res.locals.visit = found.visit;
      return page.show(found.visit, found.data, req, res);
    }
    // A form has been made in a visit that is over: its page has to be asked for again.
    if (req.method === 'GET' && (await startVisitByDevice(services, req, res))) return void res.redirect(303, req.originalUrl);
    const context = pageContext(services, req, res, { visit: null, administration: await knownCompany(services, req) });
    sendPage(res, messagePage(context, 'signed-out'), 401);
  };
}

/**
 * The company whose own host name was asked for. Else, with one company on the server nothing is given away by naming it;
 * with several, only who has been here before is told which.
 */
export async function knownCompany({ store }: Services, req: Request): Promise<Row<'administrations'> | null> {
  const visited = readCookie(req, COOKIES.company);
  return store.read(async (tx) => {
    const asked = req.hostname ? await tx.list('administrations', { where: { portalDomain: req.hostname.toLowerCase() }, limit: 1 }) : [];
    if (asked[0]) return asked[0];
    const known = visited === null ? undefined : await tx.get('administrations', visited);
    if (known) return known;
    const all = await tx.list('administrations', { where: {}, limit: 2 });
    return all.length === 1 ? (all[0] ?? null) : null;
  });
}

/** Lets a form through that is ours, and that was not sent by a collector who only looks. */
export function ownForm(services: Services, handler: VisitHandler): VisitHandler {
  return async (visit, req, res) => {
    if (visit.viewerId !== null) return sendPage(res, messagePage(pageContext(services, req, res, { visit }), 'viewing'), 403);
    if (isOwnForm(services, req, visit.csrf)) return handler(visit, req, res);
    refuse(services, req, res, visit);
  };
}

/** As {@link ownForm}, for the one form that a collector who looks may send: the one that ends it. */
export function anyOwnForm(services: Services, handler: VisitHandler): VisitHandler {
  return async (visit, req, res) => {
    if (isOwnForm(services, req, visit.csrf)) return handler(visit, req, res);
    refuse(services, req, res, visit);
  };
}

/** As {@link ownForm}, before a visit. */
export function ownGuestForm(services: Services, handler: (req: Request, res: Response) => Promise<void>): RequestHandler {
  return async (req, res) => {
    if (isOwnGuestForm(services, req)) return handler(req, res);
    refuse(services, req, res, null, await knownCompany(services, req));
  };
}

function refuse(services: Services, req: Request, res: Response, visit: Visit | null, administration?: Row<'administrations'> | null) {
  const context = pageContext(services, req, res, { visit, ...(administration ? { administration } : {}) });
  sendPage(res, messagePage(context, 'refused'), 403);
}
