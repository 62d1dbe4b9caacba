import { AppError } from '../../src-shared/kernel/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import { portalUrl } from '../app/portal-url.ts';
import type { Services } from '../app/services.ts';
import { giveCommand } from '../sync/execute.ts';
import { paymentsOf } from './context.ts';

/**
 * Has the provider make the payment of an intent and keeps where the debtor can pay it. Repeating it is harmless: the
 * intent's id is the idempotency key. @throws AppError of the provider
 */
export async function createAtProvider(services: Services, intent: Row<'paymentIntents'>, language: Language): Promise<string> {
  const { provider, callbackUrl } = paymentsOf(services);
  if (!provider || provider.name !== intent.provider)
    throw new AppError('provider.refused', { provider: intent.provider, reason: 'not in use' });
  const description = await statementText(services, intent);
  const company = await services.store.read((tx) => tx.get('administrations', intent.administrationId));
  const payment = await provider.createPayment({
    intentId: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    description,
    method: intent.method,
    language,
    redirectUrl: `${portalUrl(services.config, { portalDomain: company?.portalDomain ?? '' })}/portal/payment/${intent.id}`,
    callbackUrl,
  });
  await giveCommand(services, {
    commandId: `provider-payment:${intent.id}`,
    name: 'record-provider-payment',
    args: { intentId: intent.id, providerPaymentId: payment.id, checkoutUrl: payment.checkoutUrl },
    actor: { kind: 'system', name: 'payments' },
  });
  return payment.checkoutUrl;
}

/** What stands on the debtor's bank statement: customer number and as many invoice numbers as fit. */
async function statementText({ store }: Services, intent: Row<'paymentIntents'>): Promise<string> {
  return store.read(async (tx) => {
    const debtor = await tx.get('debtors', intent.debtorId);
    const ids = intent.lines.filter((line) => line.amount > 0).map((line) => line.invoiceId);
    const invoices = await tx.list('invoices', { where: { id: { in: ids.slice(0, 5) } }, orderBy: { column: 'number' } });
    const more = ids.length > invoices.length ? ' …' : '';
    return `${debtor?.number ?? ''}: ${invoices.map((invoice) => invoice.number).join(', ')}${more}`.slice(0, 140);
  });
}
