import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';

/** The provider has made the payment: from now on its callbacks and status are known to be about this intent. */
export const recordProviderPayment = command({
  name: 'record-provider-payment',
  args: z.object({ intentId: z.string(), providerPaymentId: z.string().min(1).max(128), checkoutUrl: z.string().max(2_048) }),
  may: ['system'],
  offline: false,
  administration: async (tx, args) => (await need(tx, 'paymentIntents', args.intentId)).administrationId,
  run: async (tx, { intentId, providerPaymentId, checkoutUrl }) => {
    const intent = await need(tx, 'paymentIntents', intentId);
    if (intent.providerPaymentId !== null && intent.providerPaymentId !== providerPaymentId) {
      throw new AppError('payment.other-provider-payment', { intentId });
    }
    await tx.put('paymentIntents', { ...intent, providerPaymentId, checkoutUrl: checkoutUrl || intent.checkoutUrl });
    return {};
  },
});
