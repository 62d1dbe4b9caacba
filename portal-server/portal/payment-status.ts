import { portalOverview } from '../../src-shared/domain/portal-overview.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { followIntent } from '../payments/follow-payment.ts';
import { methodName, openInvoices, ownIntent } from './load.ts';
import { paymentStatusPage } from './pages/payment-status.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import type { VisitHandler } from './session.ts';

const RUNNING: readonly string[] = ['open', 'pending', 'authorized'];
/** Longest wait for the provider before the page says that we are waiting. */
const PATIENCE_MS = 4_000;
/** A page of a payment that is still running comes back by itself: soon at first, then less often. */
const REFRESH_SECONDS = { young: 4, old: 20 };
const YOUNG_MS = 120_000;

/** The debtor may be back before the callback: then the provider is asked right here. */
export function paymentStatusHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const intentId = String(req.params.intentId);
    const found = await services.store.read((tx) => ownIntent(tx, visit, intentId));
    if (RUNNING.includes(found.status)) await askSoon(services, found);
    const context = pageContext(services, req, res, { visit });
    const today = todayOf(services, visit.administration);
    const facts = await services.store.read(async (tx) => {
      const intent = await ownIntent(tx, visit, intentId);
      const [payment = null] = await tx.list('payments', { where: { paymentIntentId: intent.id }, limit: 1 });
      const meant = await tx.list('invoices', { where: { id: { in: intent.lines.map((line) => line.invoiceId) } } });
      const allocations = payment ? await tx.list('allocations', { where: { paymentId: payment.id } }) : [];
      const open = (await openInvoices(tx, visit.debtor.id)).filter((invoice) => invoice.currency === intent.currency);
      return {
        today,
        intent,
        payment,
        planId: meant.find((invoice) => invoice.planId !== null)?.planId ?? null,
        numbers: meant.map((invoice) => invoice.number).sort(),
        unallocated: payment ? payment.amount - payment.reversed - allocations.reduce((sum, { amount }) => sum + amount, 0) : 0,
        overview: portalOverview(open, today, intent.currency)[0] ?? null,
      };
    });
    if (RUNNING.includes(facts.intent.status)) res.setHeader('Refresh', String(refreshSeconds(services, facts.intent)));
    const name = await methodName(services, facts.intent, context.words.language);
    sendPage(res, paymentStatusPage(context, { ...facts, methodName: name }));
  };
}

async function askSoon(services: Services, intent: Row<'paymentIntents'>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const asked = followIntent(services, intent).catch((error: unknown) => {
    services.log.warn({ err: error, intent: intent.id }, 'payment could not be asked after');
  });
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([asked, enough]);
  clearTimeout(timer);
}

const refreshSeconds = ({ clock }: Services, { createdAt }: Row<'paymentIntents'>): number =>
  clock.now().getTime() - Date.parse(createdAt) < YOUNG_MS ? REFRESH_SECONDS.young : REFRESH_SECONDS.old;
