import type { InvoiceFacts } from '../../src-shared/domain/portal-overview.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { paymentsOf } from '../payments/context.ts';
import type { ReadTx } from '../storage/store.ts';
import type { Visit } from './session.ts';

export const openInvoices = (tx: ReadTx, debtorId: string): Promise<InvoiceFacts[]> =>
  tx.list('invoices', { where: { debtorId, open: { not: 0 } } });

/** An intent of this very debtor; another's is as good as none. @throws AppError `not-found` */
export async function ownIntent(tx: ReadTx, visit: Visit, intentId: string): Promise<Row<'paymentIntents'>> {
  const intent = await tx.get('paymentIntents', intentId);
  if (intent?.debtorId !== visit.debtor.id) throw new AppError('not-found');
  return intent;
}

/** The provider's name for a method; its own word when it no longer lists it. */
export async function methodName(
  services: Services,
  intent: { method: string; amount: number; currency: string },
  language: Language,
): Promise<string> {
  if (!intent.method) return '';
  const methods = await paymentsOf(services).methods.usual({ amount: intent.amount, currency: intent.currency, language });
  return methods.find((method) => method.id === intent.method)?.name ?? intent.method;
}
