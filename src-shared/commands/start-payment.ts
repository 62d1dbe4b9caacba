import { z } from 'zod';
import { choosePayment } from '../domain/allocation-choice.ts';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command, need } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';

/**
 * A debtor presses the button that names an amount. The choice is worked out again from the documents as they are now;
 * when that gives another amount than the button named, nothing is started and the debtor is asked again.
 */
export const startPayment = command({
  name: 'start-payment',
  args: z.object({
    debtorId: z.string(),
    currency: z.string(),
    invoiceIds: z.array(z.string()).min(1).max(5_000),
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
    const open = await tx.list('invoices', { where: { debtorId: debtor.id, currency: args.currency, open: { not: 0 } } });
    const { lines, amount } = choosePayment(open, args, ctx.today(administration.timeZone));
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
