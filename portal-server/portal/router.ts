import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { multipart } from './asking/form-body.ts';
import { askingRoutes } from './asking/routes.ts';
import { styleSheetAt } from './brand.ts';
import { customersHandler, switchHandler } from './customers.ts';
import { devicesHandler, forgetHandler } from './devices.ts';
import { copiesHandler, copyHandler, documentsHandler } from './documents/copies.ts';
import { receiptHandler } from './documents/receipt.ts';
import { statementHandler } from './documents/statement.ts';
import { anyOwnForm, formBody, inVisit, limit, ownForm, ownGuestForm, visitPage } from './guard.ts';
import { historyHandler } from './history.ts';
import { newLink, wayIn } from './link.ts';
import { enterByCode, enterByLetter, guestPage, requestCode } from './login.ts';
import { logoAt } from './logo.ts';
import { overviewHandler } from './overview.ts';
import { codePage, letterCodePage, loginPage } from './pages/login.tsx';
import { messagePage } from './pages/messages.tsx';
import { payFormHandler, payPageHandler } from './pay.ts';
import { paymentStatusHandler } from './payment-status.ts';
import { pageContext, securityHeaders, sendPage } from './request.ts';
import { endVisit, type Visit, type VisitHandler } from './session.ts';
import { viewIn } from './view.ts';

/** Links opened from one address in a minute: a whole office behind one address still gets in. */
const LINKS_A_MINUTE = 60;
/** Codes and addresses tried from one address in a minute. */
const TRIES_A_MINUTE = 10;

/** The debtor's pages: /p/… lets in by a link, /portal/… is what is seen then. No script in any of them. */
export function portalRouter(services: Services): Router {
  const router = Router();
  router.use(['/p', '/portal'], securityHeaders(services));
  router.get('/portal/style/:file', styleSheet);
  router.get('/portal/logo/:hash', logoAt(services));
  beforeVisit(router, services);
  const form = formBody(services);
  const own = (handler: VisitHandler): RequestHandler => inVisit(services, ownForm(services, handler));
  router.get('/portal', visitPage(services, overviewHandler(services)));
  router.get('/portal/pay', inVisit(services, payPageHandler(services)));
  router.post('/portal/pay', form, own(payFormHandler(services)));
  router.get('/portal/payment/:intentId', inVisit(services, paymentStatusHandler(services)));
  router.get('/portal/payment/:intentId/receipt.pdf', inVisit(services, receiptHandler(services)));
  router.get('/portal/documents', inVisit(services, documentsHandler(services)));
  router.post('/portal/documents', form, own(copiesHandler(services)));
  router.get('/portal/invoice/:invoiceId', inVisit(services, copyHandler(services)));
  router.get('/portal/statement.pdf', inVisit(services, statementHandler(services, 'pdf')));
  router.get('/portal/statement.xlsx', inVisit(services, statementHandler(services, 'xlsx')));
  router.get('/portal/payments', inVisit(services, historyHandler(services)));
  router.get('/portal/customers', visitPage(services, customersHandler(services)));
  router.post('/portal/customers', form, own(switchHandler(services)));
  router.get('/portal/devices', visitPage(services, devicesHandler(services)));
  router.post('/portal/devices', form, own(forgetHandler(services)));
  askingRoutes(router, services, {
    page: (handler) => inVisit(services, handler),
    form: (handler) => [...form, own(handler)],
    fileForm: (handler) => [...form, multipart, own(handler)],
  });
  router.post('/portal/sign-out', form, inVisit(services, anyOwnForm(services, signOut(services))));
  router.get(
    '/portal/{*rest}',
    inVisit(services, async () => {
      throw new AppError('not-found');
    }),
  );
  router.use(['/p', '/portal'], faults(services));
  return router;
}

/** The ways in, for who is not. */
function beforeVisit(router: Router, services: Services): void {
  const tries = formBody(services, TRIES_A_MINUTE);
  router.get('/p/:token', limit(services, LINKS_A_MINUTE), wayIn(services));
  router.get('/portal/view/:token', limit(services, LINKS_A_MINUTE), viewIn(services));
  router.post('/p/:token', tries, ownGuestForm(services, newLink(services)));
  router.get('/portal/login', guestPage(services, loginPage));
  router.post('/portal/login', tries, ownGuestForm(services, requestCode(services)));
  router.get('/portal/login/code', guestPage(services, codePage));
  router.post('/portal/login/code', tries, ownGuestForm(services, enterByCode(services)));
  router.get('/portal/code', guestPage(services, letterCodePage));
  router.post('/portal/code', tries, ownGuestForm(services, enterByLetter(services)));
}

/** GET /portal/style/…: named after its contents, so never asked for twice; an address of another version is answered with this one. */
const styleSheet: RequestHandler = (req, res) => {
  const css = styleSheetAt(req.path);
  if (css === null) throw new AppError('not-found');
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  res.type('css').send(css);
};

function signOut(services: Services): VisitHandler {
  return async (visit, req, res) => {
    await endVisit(services, req, res, visit);
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
