import { type InvoiceFacts, portalOverview } from '../../src-shared/domain/portal-overview.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { paymentsOf } from '../payments/context.ts';
import type { PaymentMethod } from '../payments/provider.ts';
import { type HelpFacts, helpFacts } from './asking/help.ts';
import { type HeldFacts, heldFacts } from './held.ts';
import { ledgerStamp } from './ledger-stamp.ts';
import { openInvoices } from './load.ts';
import { overviewPage } from './pages/overview.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import type { VisitPage } from './session.ts';

interface OverviewData {
  invoices: InvoiceFacts[];
  waiting: Row<'paymentIntents'>[];
  held: HeldFacts;
  help: HelpFacts;
  /** When the ledger was last taken in. */
  ledgerAt: string | null;
}

export function overviewHandler(services: Services): VisitPage<OverviewData> {
  return {
    async read(tx, visit) {
      const { debtor, administration } = visit;
      const invoices = await openInvoices(tx, debtor.id);
      const waiting = await tx.list('paymentIntents', { where: { debtorId: debtor.id, status: { in: ['pending', 'authorized'] } } });
      return {
        invoices,
        waiting,
        help: await helpFacts(tx, visit, invoices, todayOf(services, administration)),
        held: await heldFacts(tx, debtor.id, invoices),
        ledgerAt: await ledgerStamp(tx, services.clock, administration.id),
      };
    },
    async show(visit, { invoices, waiting, held, help, ledgerAt }, req, res) {
      const { administration } = visit;
      const context = pageContext(services, req, res, { visit });
      const today = todayOf(services, administration);
      const overviews = portalOverview(invoices, today, administration.currency);
      const methods = new Map<string, PaymentMethod[]>();
      const online = help.rules.functions.pay !== 'off';
      for (const { currency, amountDue } of overviews) {
        if (amountDue <= 0 || !online) continue;
        const request = { amount: amountDue, currency, language: context.words.language };
        methods.set(currency, await paymentsOf(services).methods.usual(request));
      }
      const canTransfer = administration.iban !== '';
      const facts = { today, overviews, methods, canTransfer, waiting, held, help, ledgerAt, showAll: req.query.all === '1' };
      sendPage(res, overviewPage(context, facts));
    },
  };
}
