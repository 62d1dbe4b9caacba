import { z } from 'zod';
import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import { choosePayment } from '../domain/allocation-choice.ts';
import { arrivesBy } from '../domain/portal-limits.ts';
import { ADJUSTABLE, readAsked } from '../domain/requests.ts';
import { AppError, type Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, command, need, type Tx } from './command.ts';
import { queueNotice } from './notice.ts';
import { checkTerms } from './open-plan.ts';
import { addThreadMessage, closeActions, openThread } from './portal-requests.ts';
import { acceptComplaint, planConfirmed, planOfRequest, promiseOfRequest, rejectComplaint } from './portal-results.ts';
import { applyContactChange } from './propose-contact-change.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * A person's answer to what a debtor asked. `approve`: as it was asked. `adjust`: as `proposed` says; another plan or day
 * than was asked still has to be agreed to by the debtor, in the portal. `decline`: not at all. The reply goes by mail and
 * into the conversation.
 * @throws AppError `request.not-waiting`, `request.not-adjustable`, `request.bad-proposal`, `request.nothing-open`
 */
export const decideRequest = command({
  name: 'decide-request',
  args: z.object({
    requestId: z.string(),
    decision: z.enum(['approve', 'adjust', 'decline']),
    /** What is offered instead, in the shape of the request's kind. */
    proposed: z.record(z.string(), z.unknown()).nullable().default(null),
    reply: z.string().trim().max(10_000),
  }),
  may: ['administrator', 'credit-manager', 'collector'],
  offline: true,
  administration: async (tx, args) => (await need(tx, 'requests', args.requestId)).administrationId,
  run: async (tx, { requestId, decision, proposed, reply }, ctx) => {
    const request = await need(tx, 'requests', requestId);
    if (request.state !== 'waiting') throw new AppError('request.not-waiting', { number: request.number });
    const debtor = await need(tx, 'debtors', request.debtorId);
    const granted = grantedOf(request, decision, proposed);
    const resultId =
      granted === null || decision === 'decline'
        ? await undo(tx, ctx, debtor, request, reply)
        : await grant(tx, ctx, { debtor, request, granted, decision });
    const state = decision === 'approve' ? 'approved' : decision === 'adjust' ? 'adjusted' : 'declined';
    const threadId = await answer(tx, ctx, debtor, request, reply, decision === 'adjust' ? 'debtor' : null);
    await tx.put('requests', {
      ...{ ...request, state, proposed: granted ?? request.proposed, resultId: resultId ?? request.resultId, threadId },
      ...{ decidedAt: ctx.now, decidedById: actorUserId(ctx) },
    });
    await closeActions(tx, ctx, debtor.id, request.id, 'done');
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'request-decided',
      category: 'portal',
      refId: request.id,
      params: { state, number: request.number, request: request.kind, ...(reply ? { text: reply } : {}) },
    });
    await tellDebtor(tx, ctx, debtor, { ...request, resultId, threadId }, state, reply);
    return { state, resultId, threadId };
  },
});

type Request = Row<'requests'>;
type Granted = Record<string, unknown>;

function grantedOf(request: Request, decision: 'approve' | 'adjust' | 'decline', proposed: Granted | null): Granted | null {
  if (decision === 'decline') return null;
  if (decision === 'approve') return request.asked;
  if (!ADJUSTABLE.has(request.kind)) throw new AppError('request.not-adjustable', { kind: request.kind });
  try {
    return readAsked(request.kind, proposed) as Granted;
  } catch (cause) {
    throw new AppError('request.bad-proposal', { number: request.number }, { cause });
  }
}

interface Granting {
  debtor: Row<'debtors'>;
  request: Request;
  granted: Granted;
  decision: 'approve' | 'adjust';
}

/** Makes what was asked, or offered instead, so. Returns the id of what came of it. */
async function grant(tx: Tx, ctx: CommandContext, { debtor, request, granted, decision }: Granting): Promise<string | null> {
  switch (request.kind) {
    case 'plan': {
      // Another plan than was asked is an offer: the debtor has to agree to it first.
      const { currency, total, terms } = readAsked('plan', granted);
      const lines = await linesOf(tx, ctx, debtor, request, currency, total);
      checkTerms(terms, total, currency, await todayOf(tx, ctx, debtor));
      if (decision === 'adjust') return null;
      return planOfRequest(tx, ctx, { debtor, lines, terms, note: request.text, origin: 'portal', requestId: request.id });
    }
    case 'promise': {
      // So is another day.
      if (decision === 'adjust') return null;
      const { currency, amount, promisedOn } = readAsked('promise', granted);
      return promise(tx, ctx, debtor, request, { currency, amount, promisedOn });
    }
    case 'already-paid': {
      const { currency, amount, paidOn } = readAsked('already-paid', granted);
      const { alreadyPaid } = await loadAdministrationSettings(tx, debtor.administrationId, 'portal');
      return promise(tx, ctx, debtor, request, {
        currency,
        amount,
        promisedOn: arrivesBy(paidOn, await todayOf(tx, ctx, debtor), alreadyPaid),
      });
    }
    case 'complaint':
      if (request.resultId !== null) await acceptComplaint(tx, ctx, request.resultId, readAsked('complaint', granted));
      return request.resultId;
    case 'contact-change':
      await applyContactChange(tx, ctx, debtor, readAsked('contact-change', granted));
      return null;
    case 'po-number': {
      const { invoiceId, after } = readAsked('po-number', granted);
      await tx.put('invoices', { ...(await need(tx, 'invoices', invoiceId)), reference: after });
      return null;
    }
    case 'copy':
    case 'question':
      return null;
  }
}

const promise = async (
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  request: Request,
  { currency, amount, promisedOn }: { currency: string; amount: number; promisedOn: Row<'promises'>['promisedOn'] },
): Promise<string> => {
  const lines = await linesOf(tx, ctx, debtor, request, currency, amount);
  const arrangement = { debtor, lines, amount, promisedOn, note: request.text, origin: 'portal', requestId: request.id } as const;
  return promiseOfRequest(tx, ctx, arrangement);
};

/**
 * What of the documents as they are now the amount is for: something may have been paid since it was asked.
 * @throws AppError `request.amount-changed` {amount} when no longer so much is open
 */
export async function linesOf(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  { invoiceIds }: Pick<Request, 'invoiceIds'>,
  currency: string,
  amount: number,
): Promise<{ invoiceId: string; amount: number }[]> {
  const open = await tx.list('invoices', { where: { debtorId: debtor.id, currency, open: { not: 0 } } });
  try {
    return choosePayment(open, { invoiceIds, otherAmount: amount }, await todayOf(tx, ctx, debtor)).lines;
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('payment.')) throw error;
    const max = typeof error.params.max === 'number' ? error.params.max : 0;
    throw max > 0 ? new AppError('request.amount-changed', { amount: max }) : new AppError('request.nothing-open');
  }
}

async function todayOf(tx: Tx, ctx: CommandContext, { administrationId }: Row<'debtors'>): Promise<Day> {
  return ctx.today((await need(tx, 'administrations', administrationId)).timeZone);
}

/** What was held in advance is let go. */
async function undo(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, request: Request, reason: string): Promise<string | null> {
  if (request.kind !== 'complaint' || request.resultId === null) return request.resultId;
  await rejectComplaint(tx, ctx, request.resultId, reason, await todayOf(tx, ctx, debtor));
  return request.resultId;
}

/** The reply in the conversation, which is begun for it when there was none. */
async function answer(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  request: Request,
  reply: string,
  waitingFor: 'debtor' | null,
): Promise<string | null> {
  if (!reply) return request.threadId;
  const subject = request.threadId === null ? request.kind : '';
  const id = request.threadId ?? (await openThread(tx, ctx, debtor, { subject, invoiceIds: request.invoiceIds, waitingFor }));
  const userId = actorUserId(ctx);
  const authorName = (userId && (await tx.get('users', userId))?.name) || '';
  await addThreadMessage(tx, ctx, debtor, { threadId: id, author: 'company', authorName, text: reply, documentIds: [] });
  // An answered question stays open for one more word of the debtor, who is told how to give it.
  await tx.put('threads', { ...(await need(tx, 'threads', id)), state: 'open', waitingFor, lastMessageAt: ctx.now });
  return id;
}

async function tellDebtor(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  request: Request,
  state: 'approved' | 'adjusted' | 'declined',
  reply: string,
): Promise<void> {
  // What is simply done is told without words of one's own; anything else wants an explanation.
  const template = reply ? `request.${state}` : state === 'approved' ? DONE[request.kind] : undefined;
  if (!template) return;
  const planId = request.kind === 'plan' && state === 'approved' ? request.resultId : null;
  const agreed = planId === null ? null : readAsked('plan', request.asked);
  const messageId = await queueNotice(tx, ctx, {
    ...{ debtor, purpose: request.kind === 'complaint' ? 'disputes' : 'dunning' },
    ...(agreed ? { currency: agreed.currency, terms: agreed.terms.map((term, index) => ({ position: index + 1, ...term })) } : {}),
    ...(request.threadId === null ? {} : { threadId: request.threadId }),
    templateKey: template,
    params: { number: request.number, message: reply, ...paramsOf(request) },
  });
  if (messageId !== null && planId !== null) await planConfirmed(tx, ctx, planId);
}

const DONE: Partial<Record<Request['kind'], string>> = {
  'contact-change': 'portal.contact-changed',
  'po-number': 'portal.po-number-added',
};

function paramsOf(request: Request): Record<string, string> {
  if (request.kind !== 'po-number') return {};
  const { number, after } = readAsked('po-number', request.asked);
  return { invoice: number, reference: after };
}
