import { createMollieClient, type Locale, MollieApiError, type Payment, type PaymentCreateParams } from '@mollie/api-client';
import { parseDecimal, toDecimal } from '../../src-shared/kernel/index.ts';
import {
  LOCALES,
  type MethodsRequest,
  type PaymentMethod,
  type PaymentProvider,
  type PaymentRequest,
  PROVIDER_TIMEOUT_MS,
  type ProviderPayment,
  refused,
  unreachable,
} from './provider.ts';

const PAYMENT_ID = /^tr_[A-Za-z0-9]{1,60}$/;

/** Mollie's payments API v2 through its official client. */
export function mollieProvider(apiKey: string, apiUrl: string): PaymentProvider {
  const client = createMollieClient({ apiKey, ...(apiUrl ? { apiEndpoint: apiUrl } : {}), versionStrings: 'Kasstroom/1' });
  return {
    name: 'mollie',
    // Mollie leads on to banks and card schemes whose addresses cannot be known beforehand.
    formTargets: "'self' https:",
    async createPayment(request) {
      return shown(await ask(client.payments.create(creation(request))));
    },
    async getPayment(id) {
      if (!PAYMENT_ID.test(id)) return null;
      const payment = await ask(client.payments.get(id).catch(nullWhenUnknown));
      return payment && shown(payment);
    },
    async listMethods({ amount, currency, language }: MethodsRequest): Promise<PaymentMethod[]> {
      const methods = await ask(
        client.methods.list({ amount: { currency, value: toDecimal(amount, currency) }, locale: LOCALES[language] as Locale }),
      );
      return methods.map((method) => ({ id: method.id, name: method.description }));
    },
  };
}

function creation(request: PaymentRequest): PaymentCreateParams {
  return {
    amount: { currency: request.currency, value: toDecimal(request.amount, request.currency) },
    description: request.description,
    redirectUrl: request.redirectUrl,
    ...(request.callbackUrl ? { webhookUrl: request.callbackUrl } : {}),
    ...(request.method ? { method: request.method as PaymentCreateParams['method'] } : {}),
    locale: LOCALES[request.language] as Locale,
    metadata: { intentId: request.intentId },
    idempotencyKey: request.intentId,
  } as PaymentCreateParams;
}

function shown(payment: Payment): ProviderPayment {
  const minor = (amount: { value: string; currency: string } | undefined): number =>
    amount ? parseDecimal(amount.value, amount.currency).minor : 0;
  return {
    id: payment.id,
    status: payment.status,
    amount: minor(payment.amount),
    currency: payment.amount.currency,
    method: payment.method ?? '',
    paidAt: payment.paidAt ? new Date(payment.paidAt).toISOString() : null,
    refunded: minor(payment.amountRefunded),
    chargedBack: minor(payment.amountChargedBack),
    checkoutUrl: payment.getCheckoutUrl() ?? '',
    intentId: intentIdIn(payment.metadata),
  };
}

function intentIdIn(metadata: unknown): string {
  if (typeof metadata !== 'object' || metadata === null || !('intentId' in metadata)) return '';
  return typeof metadata.intentId === 'string' ? metadata.intentId : '';
}

function nullWhenUnknown(error: unknown): null {
  if (error instanceof MollieApiError && (error.statusCode === 404 || error.statusCode === 410)) return null;
  throw error;
}

/** Waits no longer than a page may take, and sorts faults into those that pass by themselves and those that do not. */
async function ask<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unreachable('mollie')), PROVIDER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([call, late]);
  } catch (error) {
    const status = error instanceof MollieApiError ? error.statusCode : undefined;
    if (status === undefined || status >= 500 || status === 429) throw unreachable('mollie', error);
    throw refused('mollie', error instanceof Error ? error.message : '', error);
  } finally {
    clearTimeout(timer);
  }
}
