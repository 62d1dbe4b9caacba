import type { Request, Response } from 'express';
import { AppError, newId } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Services } from '../../app/services.ts';
import type { ReadTx } from '../../storage/store.ts';
import { giveCommand } from '../../sync/execute.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import { actorOf, type Visit, type VisitHandler } from '../session.ts';
import { type FormError, refusalText } from './asking.ts';
import { proposalPage } from './pages/proposal.tsx';

/** An offer of the company that waits for this very debtor. @throws AppError `not-found` */
async function ownOffer(tx: ReadTx, { debtor }: Visit, requestId: string): Promise<Row<'requests'>> {
  const request = await tx.get('requests', requestId);
  if (request?.debtorId !== debtor.id || !['plan', 'promise'].includes(request.kind)) throw new AppError('not-found');
  return request;
}

/** The company's offers that this debtor has yet to answer. */
export async function openOffers(tx: ReadTx, { debtor }: Visit): Promise<Row<'requests'>[]> {
  const adjusted = await tx.list('requests', { where: { debtorId: debtor.id, state: 'adjusted' } });
  return adjusted.filter(({ kind }) => kind === 'plan' || kind === 'promise');
}

/** GET /portal/proposal/:requestId */
export function proposalHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    await show(services, visit, req, res, []);
  };
}

/** POST /portal/proposal/:requestId: yes or no. */
export function proposalFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const requestId = String(req.params.requestId);
    const request = await services.store.read((tx) => ownOffer(tx, visit, requestId));
    const accept = (req.body as Record<string, unknown>).answer === 'yes';
    const w = pageContext(services, req, res, { visit }).words;
    try {
      await giveCommand(services, {
        commandId: newId(services.clock.now()),
        name: 'answer-proposal',
        args: { requestId, accept },
        actor: actorOf(visit),
      });
    } catch (error) {
      // Pressed twice: the page says how it stands.
      if (!(error instanceof AppError) || error.code !== 'request.no-proposal') {
        return show(services, visit, req, res, [{ field: 'answer', text: w.t(refusalText(error)) }]);
      }
    }
    const refusedTo = request.threadId ? `/portal/conversation/${request.threadId}` : '/portal';
    res.redirect(303, accept ? `/portal/proposal/${requestId}` : refusedTo);
  };
}

async function show(services: Services, visit: Visit, req: Request, res: Response, errors: FormError[]): Promise<void> {
  const request = await services.store.read((tx) => ownOffer(tx, visit, String(req.params.requestId)));
  const context = pageContext(services, req, res, { visit });
  const facts = { request, errors, today: todayOf(services, visit.administration), once: newId(services.clock.now()) };
  sendPage(res, proposalPage(context, facts), errors.length > 0 ? 422 : 200);
}
