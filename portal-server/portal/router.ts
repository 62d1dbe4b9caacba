import express, { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AppError, instant } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { multipart } from './asking/form-body.ts';
import { askingRoutes } from './asking/routes.ts';
import { styleSheetAt } from './brand.ts';
import { historyHandler } from './history.ts';
import { logoAt } from './logo.ts';
import { overviewHandler } from './overview.ts';
import { expiredLinkPage, messagePage } from './pages/messages.tsx';
import { payFormHandler, payPageHandler } from './pay.ts';
import { paymentStatusHandler } from './payment-status.ts';
import { pageContext, securityHeaders, sendPage } from './request.ts';
import { endVisit, findVisit, isOwnForm, sessionToken, startVisit, type Visit, type VisitHandler, type VisitPage } from './session.ts';
import { openView } from './view.ts';

const MINUTE = 60_000;
/** Links opened from one address in a minute: a whole office behind one address still gets in. */
const LINKS_A_MINUTE = 60;
/** Forms sent from one address in a minute. */
const FORMS_A_MINUTE = 60;
/** A form has a field per invoice. */
const MAX_FIELDS = 5_000;

/** The debtor's pages: /p/… lets in by a link, /portal/… is what is seen then. No script in any of them. */
export function portalRouter(services: Services): Router {
  const router = Router();
  router.use(['/p', '/portal'], securityHeaders(services));
  router.get('/portal/style/:file', styleSheet);
  router.get('/p/:token', limit(services, LINKS_A_MINUTE), wayIn(services));

  const form = [limit(services, FORMS_A_MINUTE), express.urlencoded({ extended: false, limit: '512kb', parameterLimit: MAX_FIELDS })];
  router.get('/portal', visitPage(services, overviewHandler(services)));
  router.get('/portal/pay', inVisit(services, payPageHandler(services)));
  router.post('/portal/pay', form, inVisit(services, ownForm(services, payFormHandler(services))));
  router.get('/portal/payment/:intentId', inVisit(services, paymentStatusHandler(services)));
  router.get('/portal/payments', inVisit(services, historyHandler(services)));
  router.post('/portal/sign-out', form, inVisit(services, ownForm(services, signOut(services), { alsoViewer: true })));
  router.get('/portal/logo/:hash', logoAt(services));
  router.get('/portal/view/:token', limit(services, LINKS_A_MINUTE), viewIn(services));
  askingRoutes(router, services, {
    page: (handler) => inVisit(services, handler),
    form: (handler) => [...form, inVisit(services, ownForm(services, handler))],
    fileForm: (handler) => [...form, multipart, inVisit(services, ownForm(services, handler))],
  });
  router.get(
    '/portal/{*rest}',
    inVisit(services, async () => {
      throw new AppError('not-found');
    }),
  );
  router.use(['/p', '/portal'], faults(services));
  return router;
}

function limit(services: Services, perMinute: number): RequestHandler {
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

/** GET /portal/style/…: named after its contents, so never asked for twice; an address of another version is answered with this one. */
const styleSheet: RequestHandler = (req, res) => {
  const css = styleSheetAt(req.path);
  if (css === null) throw new AppError('not-found');
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  res.type('css').send(css);
};

/** GET /p/:token. Whatever is wrong with a link, the answer is the same; a good one leaves no token in the address. */
function wayIn(services: Services): RequestHandler {
  return async (req, res) => {
    const accessId = services.keys.verifyAccess(String(req.params.token));
    const token = sessionToken(req);
    const found = await services.store.read(async (tx) => {
      const access = accessId === null ? undefined : await tx.get('portalAccess', accessId);
      // With one company on the server nothing is given away by naming it; with several only a signed link or its host name tells which.
      const administration = access && (await tx.get('administrations', access.administrationId));
      const visit = await findVisit(tx, services, token);
      return { access, administration, visit };
    });
    const { access, administration, visit } = found;
    if (access && access.revokedAt === null && access.expiresAt > instant(services.clock)) {
      if (visit?.debtor.id !== access.debtorId) await startVisit(services, res, access);
      res.setHeader('Referrer-Policy', 'no-referrer');
      res.setHeader('Cache-Control', 'no-store');
      return void res.redirect(303, '/portal');
    }
    const company = administration ?? (await onlyCompany(services, req));
    const context = pageContext(services, req, res, { visit: null, administration: company });
    sendPage(res, expiredLinkPage(context), 404);
  };
}

/** GET /portal/view/:token: a colleague comes in to look as a debtor. */
function viewIn(services: Services): RequestHandler {
  return async (req, res) => {
    if (!(await openView(services, res, String(req.params.token)))) {
      const context = pageContext(services, req, res, { visit: null, administration: await onlyCompany(services, req) });
      return sendPage(res, expiredLinkPage(context), 404);
    }
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.setHeader('Cache-Control', 'no-store');
    res.redirect(303, '/portal');
  };
}

const inVisit = (services: Services, handler: VisitHandler): RequestHandler =>
  visitPage(services, { read: async () => null, show: (visit, _data, req, res) => handler(visit, req, res) });

function visitPage<Data>(services: Services, page: VisitPage<Data>): RequestHandler {
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
    const context = pageContext(services, req, res, { visit: null, administration: await onlyCompany(services, req) });
    sendPage(res, messagePage(context, 'signed-out'), 401);
  };
}

/** The company whose page a stranger is at: the one whose own host name it is, else the only one there is. */
async function onlyCompany({ store }: Services, req: Request) {
  return store.read(async (tx) => {
    const [own] = await tx.list('administrations', { where: { portalDomain: req.hostname.toLowerCase() }, limit: 1 });
    if (own && req.hostname) return own;
    const all = await tx.list('administrations', { where: {}, limit: 2 });
    return all.length === 1 ? (all[0] ?? null) : null;
  });
}

/** Takes a form of ours, from the debtor: a colleague who looks as the debtor may send none but the one that ends it. */
function ownForm(services: Services, handler: VisitHandler, { alsoViewer = false } = {}): VisitHandler {
  return async (visit, req, res) => {
    const looking = visit.viewerId !== null && !alsoViewer;
    if (!looking && isOwnForm(services, req, visit)) return handler(visit, req, res);
    const context = pageContext(services, req, res, { visit });
    sendPage(res, messagePage(context, looking ? 'viewing' : 'refused'), 403);
  };
}

function signOut(services: Services): VisitHandler {
  return async (visit, req, res) => {
    await endVisit(services, res, visit);
    const context = pageContext(services, req, res, { visit: null, administration: visit.administration, own: visit.debtor.language });
    sendPage(res, messagePage(context, 'signed-out'));
  };
}

/** What is not there and what is another's look the same; faults are logged and never shown. */
function faults(services: Services): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const visit = (res.locals.visit as Visit | undefined) ?? null;
    const context = pageContext(services, req, res, { visit });
    const code = error instanceof AppError ? error.code : '';
    const status = (error as { status?: unknown }).status;
    if (code === 'not-found') return sendPage(res, messagePage(context, 'not-found'), 404);
    if (typeof status === 'number' && status >= 400 && status < 500) return sendPage(res, messagePage(context, 'refused'), status);
    services.log.error({ err: error }, 'portal: page failed');
    sendPage(res, messagePage(context, 'fault'), 500);
  };
}
