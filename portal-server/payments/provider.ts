import { AppError } from '../../src-shared/kernel/index.ts';
import type { Language, PaymentStatus } from '../../src-shared/schema/index.ts';

export type ProviderName = 'mollie' | 'sandbox';

export interface PaymentRequest {
  /** Our intent's id: sent as idempotency key, so that a repeat makes no second payment, and kept with the payment. */
  intentId: string;
  /** Minor units. */
  amount: number;
  currency: string;
  description: string;
  /** As {@link PaymentMethod.id}; empty lets the debtor choose at the provider. */
  method: string;
  language: Language;
  redirectUrl: string;
  /** Null when the provider cannot reach this server; its status is then asked for at intervals. */
  callbackUrl: string | null;
}

/** A payment as the provider shows it. Amounts in minor units. */
export interface ProviderPayment {
  id: string;
  status: PaymentStatus;
  amount: number;
  currency: string;
  method: string;
  /** Instant, ISO 8601 UTC. */
  paidAt: string | null;
  refunded: number;
  chargedBack: number;
  checkoutUrl: string;
  /** The intent it was made for, as we told the provider; empty when it was made by somebody else. */
  intentId: string;
}

export interface PaymentMethod {
  /** The provider's own word for it (`ideal`). */
  id: string;
  /** In the debtor's language. */
  name: string;
}

export interface MethodsRequest {
  amount: number;
  currency: string;
  language: Language;
}

/**
 * A company that takes payments for the creditor.
 * Every call may throw AppError `provider.unreachable` (worth a retry) or `provider.refused`.
 */
export interface PaymentProvider {
  readonly name: ProviderName;
  /** Where a form may lead to that starts a payment, for the page's content security policy. */
  readonly formTargets: string;
  createPayment(request: PaymentRequest): Promise<ProviderPayment>;
  /** Null when the provider knows no such payment. */
  getPayment(id: string): Promise<ProviderPayment | null>;
  /** What the debtor may pay this amount with, in the provider's order. */
  listMethods(request: MethodsRequest): Promise<PaymentMethod[]>;
}

export const LOCALES = { nl: 'nl_NL', en: 'en_GB' } as const;

export const unreachable = (provider: ProviderName, cause?: unknown): AppError =>
  new AppError('provider.unreachable', { provider }, { cause, retry: true });

export const refused = (provider: ProviderName, reason: string, cause?: unknown): AppError =>
  new AppError('provider.refused', { provider, reason }, { cause });

/** Longest time a provider is given for one answer, milliseconds. */
export const PROVIDER_TIMEOUT_MS = 15_000;
