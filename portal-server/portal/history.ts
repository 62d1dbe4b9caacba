import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import type { ReadTx } from '../storage/store.ts';
import { methodName } from './load.ts';
import { historyPage, MAX_HISTORY } from './pages/history.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import type { VisitHandler } from './session.ts';

export function historyHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const debtorId = visit.debtor.id;
    const { payments, closed, numbers } = await services.store.read(async (tx) => {
      const newest = await tx.list('payments', {
        where: { debtorId },
        orderBy: { column: 'createdAt', direction: 'desc' },
        limit: MAX_HISTORY,
      });
      return {
        payments: newest,
        closed: await tx.list('invoices', {
          where: { debtorId, open: 0, closedOn: { not: null } },
          orderBy: { column: 'closedOn', direction: 'desc' },
          limit: MAX_HISTORY,
        }),
        numbers: await numbersOf(tx, newest),
      };
    });
    const context = pageContext(services, req, res, { visit });
    const items = [];
    for (const payment of payments) {
      items.push({
        payment,
        numbers: numbers.get(payment.id) ?? [],
        methodName: await methodName(services, payment, context.words.language),
      });
    }
    const html = historyPage(context, { today: todayOf(services, visit.administration), payments: items, closed });
    sendPage(res, html);
  };
}

async function numbersOf(tx: ReadTx, payments: readonly Row<'payments'>[]): Promise<Map<string, string[]>> {
  const allocations = await tx.list('allocations', { where: { paymentId: { in: payments.map(({ id }) => id) } } });
  const invoices = await tx.list('invoices', { where: { id: { in: [...new Set(allocations.map(({ invoiceId }) => invoiceId))] } } });
  const number = new Map(invoices.map((invoice) => [invoice.id, invoice.number]));
  const byPayment = new Map<string, string[]>();
  for (const { paymentId, invoiceId } of allocations) {
    if (paymentId === null) continue;
    byPayment.set(paymentId, [...(byPayment.get(paymentId) ?? []), number.get(invoiceId) ?? '']);
  }
  return byPayment;
}
