import { z } from 'zod';
import { readAsked } from '../domain/requests.ts';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';
import { linesOf } from './decide-request.ts';
import { queueNotice } from './notice.ts';
import { notifyUser } from './notify.ts';
import { holdForPlan, recordPortalPromise } from './portal-results.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * The debtor's answer to what the company offered instead of what he asked: one tap makes it an agreement.
 * @throws AppError `request.no-proposal` when there is none (any more)
 */
export const answerProposal = command({
  name: 'answer-proposal',
  args: z.object({ requestId: z.string(), accept: z.boolean() }),
  may: ['debtor'],
  offline: false,
  administration: async (tx, args) => (await need(tx, 'requests', args.requestId)).administrationId,
  run: async (tx, { requestId, accept }, ctx) => {
    const request = await need(tx, 'requests', requestId);
    const debtor = await needOwnDebtor(tx, ctx, request.debtorId);
    const plan = request.kind === 'plan' && request.resultId !== null ? await tx.get('paymentPlans', request.resultId) : undefined;
    const offered = request.kind === 'plan' ? plan?.state === 'proposed' : request.kind === 'promise' && request.resultId === null;
    if (request.state !== 'adjusted' || !offered) throw new AppError('request.no-proposal');
    const { timeZone } = await need(tx, 'administrations', debtor.administrationId);
    let resultId = request.resultId;
    if (plan && accept) {
      // What was open when it was offered must still be: else the plan would take in money that has come since.
      await linesOf(tx, ctx, debtor, request, plan.currency, plan.total);
      await holdForPlan(tx, ctx, debtor, plan.id);
    } else if (plan) {
      await tx.put('paymentPlans', { ...plan, state: 'ended', endedOn: ctx.today(timeZone), endReason: 'declined-by-debtor' });
    } else if (accept) {
      const { currency, amount, promisedOn } = readAsked('promise', request.proposed);
      const lines = await linesOf(tx, ctx, debtor, request, currency, amount);
      const given = { debtor, currency, lines, amount, promisedOn, note: request.text, origin: 'portal', requestId } as const;
      resultId = await recordPortalPromise(tx, ctx, given);
    }
    await tx.put('requests', { ...request, state: accept ? 'approved' : 'withdrawn', resultId });
    if (request.threadId !== null) {
      await tx.put('threads', { ...(await need(tx, 'threads', request.threadId)), waitingFor: accept ? null : 'company' });
    }
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'proposal-answered',
      category: 'portal',
      refId: requestId,
      params: { state: accept ? 'accepted' : 'refused', number: request.number },
    });
    const told = request.decidedById ?? request.assigneeId;
    if (told !== null) {
      const params = { debtor: debtor.name, number: request.number, answer: accept ? 'accepted' : 'refused' };
      const about = { administrationId: debtor.administrationId, debtorId: debtor.id, refId: requestId };
      await notifyUser(tx, ctx, { ...about, userId: told, kind: 'proposal-answered', params });
    }
    if (accept) {
      await queueNotice(tx, ctx, { debtor, templateKey: 'portal.proposal-accepted', params: { number: request.number } });
    }
    return { accept };
  },
});
