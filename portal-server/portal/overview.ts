import { type InvoiceFacts, portalOverview } from '../../src-shared/domain/portal-overview.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { paymentsOf } from '../payments/context.ts';
import type { PaymentMethod } from '../payments/provider.ts';
import { type HelpFacts, helpFacts } from './asking/help.ts';
import { openInvoices } from './load.ts';
import { overviewPage } from './pages/overview.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import type { VisitPage } from './session.ts';

interface OverviewData {
  invoices: InvoiceFacts[];
  waiting: Row<'paymentIntents'>[];
  help: HelpFacts;
}

export function overviewHandler(services: Services): VisitPage<OverviewData> {
  return {
    async read(tx, visit) {
      const { debtor } = visit;
      const invoices = await openInvoices(tx, debtor.id);
      const waiting = await tx.list('paymentIntents', { where: { debtorId: debtor.id, status: { in: ['pending', 'authorized'] } } });
      const help = await helpFacts(tx, visit, invoices, todayOf(services, visit.administration));
      return { invoices, waiting, help };
    },
    async show(visit, { invoices, waiting, help }, req, res) {
      const { administration } = visit;
      const context = pageContext(services, req, res, { visit });
      const today = todayOf(services, administration);
      const overviews = portalOverview(invoices, today, administration.currency);
      const methods = new Map<string, PaymentMethod[]>();
      for (const { currency, amountDue } of overviews) {
        if (amountDue <= 0) continue;
        const request = { amount: amountDue, currency, language: context.words.language };
        methods.set(currency, await paymentsOf(services).methods.usual(request));
      }
      const facts = { today, overviews, methods, canTransfer: administration.iban !== '', waiting, help, showAll: req.query.all === '1' };
      sendPage(res, overviewPage(context, facts));
    },
  };
}
