import { z } from 'zod';
import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import { type ChosenPayment, choosePayment } from '../domain/allocation-choice.ts';
import { choosePlanPayment } from '../domain/plan-payment.ts';
import { portalRulesOf, segmentOf } from '../domain/portal-settings.ts';
import { AppError, type Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { administrationOfDebtor, command, need, type Tx } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';

/**
 * A debtor presses the button that names an amount. The choice is worked out again from the documents as they are now;
 * when that gives another amount than the button named, nothing is started and the debtor is asked again.
 * @throws AppError `payment.off`, `payment.part-off` when the company does not offer it to this debtor
 */
export const startPayment = command({
  name: 'start-payment',
  args: z.object({
    debtorId: z.string(),
    currency: z.string(),
    /** Empty when terms of a plan are paid. */
    invoiceIds: z.array(z.string()).max(5_000),
    planId: z.string().nullable().default(null),
    otherAmount: z.int().nullable(),
    /** Minor units on the button. */
    namedAmount: z.int().positive(),
    provider: z.string(),
    method: z.string().max(64),
  }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, args, ctx) => {
    const debtor = await needOwnDebtor(tx, ctx, args.debtorId);
    const administration = await need(tx, 'administrations', debtor.administrationId);
    const settings = await loadAdministrationSettings(tx, administration.id, 'portal');
    const { functions } = portalRulesOf(settings, await segmentOf(tx, debtor, administration.currency));
    if (functions.pay === 'off') throw new AppError('payment.off');
    if (functions.partPayment === 'off' && args.otherAmount !== null) throw new AppError('payment.part-off');
    const open = await tx.list('invoices', { where: { debtorId: debtor.id, currency: args.currency, open: { not: 0 } } });
    const today = ctx.today(administration.timeZone);
    const { lines, amount } =
      args.planId === null ? choosePayment(open, args, today) : await chooseTerms(tx, debtor.id, args.planId, open, today);
    if (amount !== args.namedAmount) throw new AppError('payment.amount-changed', { amount });
    const id = ctx.newId();
    await tx.put('paymentIntents', {
      id,
      administrationId: debtor.administrationId,
      debtorId: debtor.id,
      currency: args.currency,
      amount,
      lines,
      provider: args.provider,
      method: args.method,
      status: 'open',
      createdAt: ctx.now,
    });
    return { intentId: id };
  },
});

/** @throws AppError `not-found`, `payment.nothing-chosen` when all terms have been paid */
async function chooseTerms(tx: Tx, debtorId: string, planId: string, open: readonly Row<'invoices'>[], today: Day): Promise<ChosenPayment> {
  const plan = await need(tx, 'paymentPlans', planId);
  if (plan.debtorId !== debtorId || plan.state !== 'running') throw new AppError('not-found', { table: 'paymentPlans', id: planId });
  const terms = await tx.list('instalments', { where: { planId }, orderBy: { column: 'position' } });
  const chosen = choosePlanPayment(open, terms, planId, today);
  if (!chosen) throw new AppError('payment.nothing-chosen');
  return chosen;
}
