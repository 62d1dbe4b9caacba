import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { giveCommand } from '../sync/execute.ts';
import { paymentsOf } from './context.ts';
import type { ProviderPayment } from './provider.ts';

/**
 * Asks the provider how a payment stands and takes it over. The command's id is made of what the provider said, so that
 * hearing the same twice (callback, return page, poll, in any order) applies it once.
 * @returns whether anything has changed @throws AppError of the provider
 */
export async function followIntent(services: Services, intent: Row<'paymentIntents'>): Promise<boolean> {
  const { provider } = paymentsOf(services);
  if (!provider || provider.name !== intent.provider || intent.providerPaymentId === null) return false;
  const payment = await provider.getPayment(intent.providerPaymentId);
  return payment !== null && applyPayment(services, intent, payment);
}

export async function applyPayment(services: Services, intent: Row<'paymentIntents'>, payment: ProviderPayment): Promise<boolean> {
  const { status, amount, currency, method, paidAt } = payment;
  const reversed = payment.refunded + payment.chargedBack;
  if (status === intent.status && reversed === 0) return false;
  const { changed } = await giveCommand<{ changed: boolean }>(services, {
    commandId: `apply-payment:${intent.id}:${status}:${amount}:${currency}:${reversed}`,
    name: 'apply-provider-payment',
    args: { intentId: intent.id, payment: { status, amount, currency, method, paidAt, reversed } },
    actor: { kind: 'system', name: 'payments' },
  });
  return changed;
}

export type CallbackResult = 'applied' | 'unchanged' | 'unknown-payment';

/**
 * What a callback comes to. Its body is believed in one thing only: that something may have happened to the payment of
 * that id; what has happened is fetched. @throws AppError of the provider
 */
export async function followCallback(services: Services, providerName: string, providerPaymentId: string): Promise<CallbackResult> {
  const { provider } = paymentsOf(services);
  if (!provider || provider.name !== providerName || !/^[\w-]{1,128}$/.test(providerPaymentId)) return 'unknown-payment';
  const payment = await provider.getPayment(providerPaymentId);
  if (!payment) return 'unknown-payment';
  const intent = await services.store.read(async (tx) => {
    const [known] = await tx.list('paymentIntents', { where: { provider: providerName, providerPaymentId }, limit: 1 });
    // The server may have stopped between the provider's answer and the writing of its id.
    const own = known ?? (payment.intentId ? await tx.get('paymentIntents', payment.intentId) : undefined);
    return own?.provider === providerName && (own.providerPaymentId ?? providerPaymentId) === providerPaymentId ? own : null;
  });
  if (!intent) return 'unknown-payment';
  if (intent.providerPaymentId === null) {
    await giveCommand(services, {
      commandId: `provider-payment:${intent.id}`,
      name: 'record-provider-payment',
      args: { intentId: intent.id, providerPaymentId, checkoutUrl: payment.checkoutUrl },
      actor: { kind: 'system', name: 'payments' },
    });
  }
  return (await applyPayment(services, intent, payment)) ? 'applied' : 'unchanged';
}
