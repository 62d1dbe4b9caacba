import { z } from 'zod';
import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import { choosePayment } from '../domain/allocation-choice.ts';
import { decidePlan, proposedPlan } from '../domain/portal-limits.ts';
import { MAX_TERMS, type Term, termSchema } from '../domain/requests.ts';
import { AppError, type Day } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { queueNotice } from './notice.ts';
import { askerOf, factsOf, fileRequest, withdrawEarlier } from './portal-requests.ts';
import { planConfirmed, planOfRequest } from './portal-results.ts';

/**
 * A debtor asks to pay in terms. Within the company's limits the plan runs at once; else a person looks at it, with a plan
 * beside it that would fit. The amount is worked out again: when it differs from what the page named, nothing is agreed.
 * @throws AppError `request.amount-changed` {amount}, `request.terms-differ`, `request.terms-order`
 */
export const askPlan = command({
  name: 'ask-plan',
  args: z.object({
    debtorId: z.string(),
    currency: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(5_000),
    /** Minor units that the page named. */
    namedAmount: z.int().positive(),
    terms: z.array(termSchema).min(2).max(MAX_TERMS),
    text: z.string().trim().max(5_000).default(''),
  }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, currency, invoiceIds, namedAmount, terms, text }, ctx) => {
    const asker = await askerOf(tx, ctx, debtorId, 'plan');
    const { debtor, rules, today } = asker;
    const open = await tx.list('invoices', { where: { debtorId, currency, open: { not: 0 } } });
    const { lines, amount } = choosePayment(open, { invoiceIds, otherAmount: null }, today);
    if (amount !== namedAmount) throw new AppError('request.amount-changed', { amount });
    checkTerms(terms, amount, today);
    const facts = factsOf(asker, currency);
    const decision = decidePlan(terms, facts, rules.plan);
    await withdrawEarlier(tx, ctx, asker, 'plan', invoiceIds);
    const id = ctx.newId();
    const agreed = { debtor, lines, terms, origin: 'portal', requestId: id, note: text } as const;
    const resultId = decision.automatic ? await planOfRequest(tx, ctx, agreed) : null;
    const proposal = decision.automatic ? terms : proposedPlan(terms, facts, rules.plan);
    const filed = await fileRequest(tx, ctx, asker, {
      ...{ id, kind: 'plan', decision, invoiceIds: lines.map((line) => line.invoiceId), text, documentIds: [], resultId },
      asked: { currency, total: amount, terms },
      proposed: proposal && { currency, total: amount, terms: [...proposal] },
      subject: decision.automatic ? '' : 'plan',
      params: { amount, currency, terms: terms.length },
    });
    const { remindDaysBefore } = await loadAdministrationSettings(tx, debtor.administrationId, 'plans');
    const messageId = await queueNotice(tx, ctx, {
      ...{ debtor, currency, threadId: filed.threadId ?? undefined },
      ...(resultId === null ? {} : { terms: terms.map((term, index) => ({ position: index + 1, ...term })) }),
      templateKey: resultId === null ? 'portal.plan-received' : 'portal.plan-agreed',
      params: {
        ...{ number: filed.number, amount, currency, terms: terms.length, firstOn: terms[0]?.dueOn ?? today },
        ...{ remindDays: remindDaysBefore ?? 0, answerBy: filed.answerBy ?? '' },
      },
    });
    if (messageId !== null && resultId !== null) await planConfirmed(tx, ctx, resultId);
    return filed;
  },
});

function checkTerms(terms: readonly Term[], amount: number, today: Day): void {
  const sum = terms.reduce((total, term) => total + term.amount, 0);
  if (sum !== amount) throw new AppError('request.terms-differ', { amount, sum });
  let after = '';
  for (const { dueOn } of terms) {
    if (dueOn < today || dueOn <= after) throw new AppError('request.terms-order');
    after = dueOn;
  }
}
