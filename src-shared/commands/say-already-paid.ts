import { z } from 'zod';
import { arrivesBy, decideAlreadyPaid } from '../domain/portal-limits.ts';
import { AppError, type Day, isDay } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { queueNotice } from './notice.ts';
import { addDocuments, askerOf, factsOf, fileArgs, fileRequest, MAX_FILES, ownInvoices, wholeLines } from './portal-requests.ts';
import { promiseOfRequest } from './portal-results.ts';

/**
 * A debtor says that he has paid. Where a recent payment is taken at his word, its invoices wait a few days for the money
 * the way a promise does, and a person hears of it only when it does not come.
 * @throws AppError `request.day-future`, `request.nothing-open`
 */
export const sayAlreadyPaid = command({
  name: 'say-already-paid',
  args: z.object({
    debtorId: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(500),
    paidOn: z.string().refine((value): value is Day => isDay(value)),
    text: z.string().trim().max(5_000).default(''),
    files: z.array(fileArgs).max(MAX_FILES).default([]),
  }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, invoiceIds, paidOn, text, files }, ctx) => {
    const asker = await askerOf(tx, ctx, debtorId, 'alreadyPaid');
    const { debtor, rules, today } = asker;
    if (paidOn > today) throw new AppError('request.day-future');
    const { currency, amount, lines } = wholeLines(await ownInvoices(tx, debtor, invoiceIds));
    if (lines.length === 0) throw new AppError('request.nothing-open');
    const documentIds = await addDocuments(tx, ctx, debtor, files, { kind: 'proof', invoiceIds });
    const decision = decideAlreadyPaid(paidOn, factsOf(asker, currency), rules.alreadyPaid);
    const id = ctx.newId();
    const promisedOn = arrivesBy(paidOn, today, rules.alreadyPaid);
    const arrangement = { debtor, lines, origin: 'portal', requestId: id } as const;
    const resultId = decision.automatic ? await promiseOfRequest(tx, ctx, { ...arrangement, amount, promisedOn, note: text }) : null;
    const asked = { currency, amount, paidOn };
    const filed = await fileRequest(tx, ctx, asker, {
      ...{ id, kind: 'already-paid', decision, asked, proposed: asked, text, documentIds, resultId },
      invoiceIds: lines.map((line) => line.invoiceId),
      subject: decision.automatic ? '' : 'already-paid',
      params: { amount, currency, day: paidOn },
    });
    await queueNotice(tx, ctx, {
      ...{ debtor, currency, threadId: filed.threadId ?? undefined, invoiceIds: lines.map((line) => line.invoiceId) },
      templateKey: decision.automatic ? 'portal.already-paid-recorded' : 'portal.already-paid-received',
      params: { number: filed.number, amount, currency, paidOn, answerBy: filed.answerBy ?? promisedOn },
    });
    return { ...filed, answerBy: filed.answerBy ?? promisedOn };
  },
});
