import { z } from 'zod';
import { choosePayment } from '../domain/allocation-choice.ts';
import { decidePromise } from '../domain/portal-limits.ts';
import { AppError, type Day, isDay } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { queueNotice } from './notice.ts';
import { askerOf, factsOf, fileRequest, withdrawEarlier } from './portal-requests.ts';
import { promiseOfRequest } from './portal-results.ts';

/**
 * A debtor says on which day he pays. Soon enough: recorded, and looked at when the day and the days of grace are over.
 * Later: a person looks at it. @throws AppError `request.amount-changed` {amount}, `request.day-past`
 */
export const askPromise = command({
  name: 'ask-promise',
  args: z.object({
    debtorId: z.string(),
    currency: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(5_000),
    /** Minor units instead of the whole sum of those invoices; null is the whole. */
    otherAmount: z.int().nullable(),
    /** Minor units that the page named. */
    namedAmount: z.int().positive(),
    promisedOn: z.string().refine((value): value is Day => isDay(value)),
    text: z.string().trim().max(5_000).default(''),
  }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, currency, invoiceIds, otherAmount, namedAmount, promisedOn, text }, ctx) => {
    const asker = await askerOf(tx, ctx, debtorId, 'promise');
    const { debtor, rules, today } = asker;
    if (promisedOn < today) throw new AppError('request.day-past');
    const open = await tx.list('invoices', { where: { debtorId, currency, open: { not: 0 } } });
    const { lines, amount } = choosePayment(open, { invoiceIds, otherAmount }, today);
    if (amount !== namedAmount) throw new AppError('request.amount-changed', { amount });
    const decision = decidePromise(promisedOn, factsOf(asker, currency), rules.promise);
    await withdrawEarlier(tx, ctx, asker, 'promise', invoiceIds);
    const id = ctx.newId();
    const arrangement = { debtor, lines, origin: 'portal', requestId: id } as const;
    const resultId = decision.automatic ? await promiseOfRequest(tx, ctx, { ...arrangement, amount, promisedOn, note: text }) : null;
    const asked = { currency, amount, promisedOn };
    const filed = await fileRequest(tx, ctx, asker, {
      ...{ id, kind: 'promise', decision, asked, proposed: asked, text, documentIds: [], resultId },
      invoiceIds: lines.map((line) => line.invoiceId),
      subject: decision.automatic ? '' : 'promise',
      params: { amount, currency, day: promisedOn },
    });
    await queueNotice(tx, ctx, {
      ...{ debtor, currency, threadId: filed.threadId ?? undefined },
      templateKey: decision.automatic ? 'portal.promise-recorded' : 'portal.promise-received',
      params: { number: filed.number, amount, currency, promisedOn, answerBy: filed.answerBy ?? '' },
    });
    return filed;
  },
});
