import { portalOverview } from '../../src-shared/domain/portal-overview.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { giveCommand } from '../sync/execute.ts';
import { type Customer, customersPage } from './pages/customers.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import { actorOf, type VisitHandler, type VisitPage } from './session.ts';

/** GET /portal/customers: every customer number of the visit with what is asked of it. */
export function customersHandler(services: Services): VisitPage<Customer[]> {
  return {
    async read(tx, { reach }) {
      const debtors = await tx.list('debtors', { where: { id: { in: reach } } });
      const companies = await tx.list('administrations', {
        where: { id: { in: [...new Set(debtors.map((each) => each.administrationId))] } },
      });
      const invoices = await tx.list('invoices', { where: { debtorId: { in: reach }, open: { not: 0 } } });
      const company = new Map(companies.map((each) => [each.id, each]));
      const byDebtor = Map.groupBy(invoices, ({ debtorId }) => debtorId);
      return debtors
        .flatMap((debtor) => {
          const administration = company.get(debtor.administrationId);
          if (!administration) return [];
          const today = todayOf(services, administration);
          return [{ debtor, administration, overviews: portalOverview(byDebtor.get(debtor.id) ?? [], today, administration.currency) }];
        })
        .sort((a, b) => compare(a.administration.name, b.administration.name) || compare(a.debtor.number, b.debtor.number));
    },
    async show(visit, customers, req, res) {
      sendPage(res, customersPage(pageContext(services, req, res, { visit }), customers));
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** POST /portal/customers: goes on with another customer number. */
export function switchHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const { debtor } = req.body as Record<string, unknown>;
    await giveCommand(services, {
      commandId: newId(services.clock.now()),
      name: 'switch-portal-debtor',
      args: { sessionId: visit.sessionId, debtorId: typeof debtor === 'string' ? debtor : '' },
      actor: actorOf(visit),
    });
    res.redirect(303, '/portal');
  };
}
