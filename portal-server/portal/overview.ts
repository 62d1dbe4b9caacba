import { portalOverview } from '../../src-shared/domain/portal-overview.ts';
import type { Services } from '../app/services.ts';
import { paymentsOf } from '../payments/context.ts';
import type { PaymentMethod } from '../payments/provider.ts';
import { openInvoices } from './load.ts';
import { overviewPage } from './pages/overview.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import type { VisitHandler } from './session.ts';

export function overviewHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const { debtor, administration } = visit;
    const [invoices, waiting] = await services.store.read(async (tx) => [
      await openInvoices(tx, debtor.id),
      await tx.list('paymentIntents', { where: { debtorId: debtor.id, status: { in: ['pending', 'authorized'] } } }),
    ]);
    const context = pageContext(services, req, res, { visit });
    const today = todayOf(services, administration);
    const overviews = portalOverview(invoices, today, administration.currency);
    const methods = new Map<string, PaymentMethod[]>();
    for (const { currency, amountDue } of overviews) {
      if (amountDue <= 0) continue;
      const request = { amount: amountDue, currency, language: context.words.language };
      methods.set(currency, await paymentsOf(services).methods.usual(request));
    }
    const html = overviewPage(context, {
      today,
      overviews,
      methods,
      canTransfer: administration.iban !== '',
      waiting,
      showAll: req.query.all === '1',
    });
    sendPage(res, context, html);
  };
}
