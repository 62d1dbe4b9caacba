import { z } from 'zod';
import { parseDecimal, toDecimal } from '../../src-shared/kernel/index.ts';
import { PAYMENT_STATUSES } from '../../src-shared/schema/index.ts';
import {
  LOCALES,
  type PaymentProvider,
  type PaymentRequest,
  PROVIDER_TIMEOUT_MS,
  type ProviderPayment,
  refused,
  unreachable,
} from './provider.ts';

const amountShape = z.object({ value: z.string(), currency: z.string() });
const paymentShape = z.object({
  id: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  amount: amountShape,
  method: z.string(),
  paidAt: z.string().nullable(),
  amountRefunded: amountShape,
  amountChargedBack: amountShape,
  checkoutUrl: z.string(),
  metadata: z.object({ intentId: z.string().default('') }),
});
const methodsShape = z.object({ methods: z.array(z.object({ id: z.string(), description: z.string() })) });

/** Client of the built-in sandbox provider: over HTTP, as with a real one. `baseUrl` is where it is mounted. */
export function sandboxProvider(baseUrl: string, apiKey: string): PaymentProvider {
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(`${baseUrl}/v1${path}`, {
        ...init,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...init.headers },
        signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS),
      });
    } catch (cause) {
      throw unreachable('sandbox', cause);
    }
    if (response.status === 404) return null;
    if (response.status >= 500 || response.status === 429) throw unreachable('sandbox');
    if (!response.ok) throw refused('sandbox', `status ${response.status}`);
    return response.json();
  };
  return {
    name: 'sandbox',
    formTargets: "'self'",
    async createPayment(request) {
      const body = JSON.stringify(creation(request));
      return shown(await call('/payments', { method: 'POST', body, headers: { 'idempotency-key': request.intentId } }));
    },
    async getPayment(id) {
      const answer = await call(`/payments/${encodeURIComponent(id)}`);
      return answer === null ? null : shown(answer);
    },
    async listMethods({ amount, currency, language }) {
      const query = new URLSearchParams({ value: toDecimal(amount, currency), currency, locale: LOCALES[language] });
      const { methods } = methodsShape.parse(await call(`/methods?${query}`));
      return methods.map((method) => ({ id: method.id, name: method.description }));
    },
  };
}

function creation(request: PaymentRequest): Record<string, unknown> {
  return {
    amount: { currency: request.currency, value: toDecimal(request.amount, request.currency) },
    description: request.description,
    redirectUrl: request.redirectUrl,
    webhookUrl: request.callbackUrl ?? '',
    method: request.method,
    locale: LOCALES[request.language],
    metadata: { intentId: request.intentId },
  };
}

function shown(answer: unknown): ProviderPayment {
  const payment = paymentShape.parse(answer);
  const minor = (amount: { value: string; currency: string }): number => parseDecimal(amount.value, amount.currency).minor;
  return {
    id: payment.id,
    status: payment.status,
    amount: minor(payment.amount),
    currency: payment.amount.currency,
    method: payment.method,
    paidAt: payment.paidAt,
    refunded: minor(payment.amountRefunded),
    chargedBack: minor(payment.amountChargedBack),
    checkoutUrl: payment.checkoutUrl,
    intentId: payment.metadata.intentId,
  };
}
