import { recipientOf } from '../../../src-shared/domain/recipient.ts';
import { AppError } from '../../../src-shared/kernel/index.ts';
import type { RequestKind, Row } from '../../../src-shared/schema/index.ts';
import type { Services } from '../../app/services.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { VisitHandler } from '../session.ts';
import { allowedOf } from './asking.ts';
import { openOf, overviewIn } from './invoices.ts';
import { donePage } from './pages/done.tsx';

const PAYING: ReadonlySet<RequestKind> = new Set(['plan', 'promise', 'already-paid']);

/** The documents to name: a credit note that only makes an amount smaller is not what is being paid. */
const aboutOf = ({ kind, invoiceIds }: Row<'requests'>) => ({
  id: { in: invoiceIds },
  ...(PAYING.has(kind) && { kind: 'invoice' as const }),
});

/** GET /portal/done/:requestId: what happened, who does what by when, and what is still open. The same at every look. */
export function doneHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const { debtor, administration } = visit;
    const today = todayOf(services, administration);
    const facts = await services.store.read(async (tx) => {
      const request = await tx.get('requests', String(req.params.requestId));
      if (request?.debtorId !== debtor.id) throw new AppError('not-found');
      const open = await openOf(tx, visit);
      const contacts = await tx.list('contacts', { where: { debtorId: debtor.id } });
      const asked = request.asked as { currency?: string };
      const currency = asked.currency ?? administration.currency;
      const assignee = request.assigneeId === null ? undefined : await tx.get('users', request.assigneeId);
      return {
        ...(await allowedOf(tx, visit)),
        ...{ request, today, currency, overview: overviewIn(open, today, currency) },
        person: assignee?.name || administration.signatory,
        address: recipientOf(debtor, contacts, request.kind === 'complaint' ? 'disputes' : 'dunning')?.recipient ?? '',
        invoices: await tx.list('invoices', { where: aboutOf(request), orderBy: { column: 'number' } }),
      };
    });
    sendPage(res, donePage(pageContext(services, req, res, { visit }), facts));
  };
}
