import { z } from 'zod';
import { readAsked } from '../domain/requests.ts';
import { AppError } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { type CommandContext, command, need, type Tx } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';
import { linesOf } from './decide-request.ts';
import { queueNotice } from './notice.ts';
import { notifyUser } from './notify.ts';
import { planConfirmed, planOfRequest, promiseOfRequest } from './portal-results.ts';
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
    const offered = (request.kind === 'plan' || request.kind === 'promise') && request.resultId === null;
    if (request.state !== 'adjusted' || !offered) throw new AppError('request.no-proposal');
    const resultId = accept ? await agreeTo(tx, ctx, debtor, request) : null;
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
      const params = { debtor: debtor.name, number: request.number };
      const about = { administrationId: debtor.administrationId, debtorId: debtor.id, refId: requestId };
      await notifyUser(tx, ctx, { ...about, userId: told, kind: accept ? 'proposal-accepted' : 'proposal-refused', params });
    }
    if (accept) await confirm(tx, ctx, debtor, request, resultId);
    return { accept };
  },
});

type Request = Row<'requests'>;

/** Only for what is still open of it: money may have come since it was offered. */
async function agreeTo(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, request: Request): Promise<string> {
  const given = { debtor, note: request.text, origin: 'portal', requestId: request.id } as const;
  if (request.kind === 'plan') {
    const { currency, total, terms } = readAsked('plan', request.proposed);
    const lines = await linesOf(tx, ctx, debtor, request, currency, total);
    return planOfRequest(tx, ctx, { ...given, lines, terms });
  }
  const { currency, amount, promisedOn } = readAsked('promise', request.proposed);
  const lines = await linesOf(tx, ctx, debtor, request, currency, amount);
  return promiseOfRequest(tx, ctx, { ...given, lines, amount, promisedOn });
}

async function confirm(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, request: Request, resultId: string | null): Promise<void> {
  const plan = request.kind === 'plan' ? readAsked('plan', request.proposed) : null;
  const messageId = await queueNotice(tx, ctx, {
    debtor,
    templateKey: 'portal.proposal-accepted',
    params: { number: request.number },
    ...(plan ? { currency: plan.currency, terms: plan.terms.map((term, index) => ({ position: index + 1, ...term })) } : {}),
  });
  if (plan && messageId !== null && resultId !== null) await planConfirmed(tx, ctx, resultId);
}
