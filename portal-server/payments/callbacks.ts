import express, { Router } from 'express';
import { instant, newId } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { paymentsOf } from './context.ts';

/** Longest body that is taken and journalled, bytes. */
const MAX_BODY = 64 * 1024;
const PROVIDERS: readonly string[] = ['mollie', 'sandbox'];

/**
 * POST /callbacks/:provider. The raw body is on disk before the answer, and nothing else happens before it: the provider
 * learns neither whether the payment is known nor what comes of it.
 */
export function paymentCallbacksRouter(services: Services): Router {
  const router = Router();
  router.post('/callbacks/:provider', express.raw({ type: () => true, limit: MAX_BODY }), async (req, res) => {
    const { provider } = req.params;
    if (!PROVIDERS.includes(provider)) return void res.status(404).end();
    const body = Buffer.isBuffer(req.body) ? req.body.toString('utf8') : '';
    const at = instant(services.clock);
    await paymentsOf(services).journal.put({
      id: newId(services.clock.now()),
      provider,
      receivedAt: at,
      body,
      providerPaymentId: (new URLSearchParams(body).get('id') ?? '').slice(0, 128),
      state: 'received',
      nextAttemptAt: at,
    });
    res.status(200).end();
    paymentsOf(services).wake();
  });
  return router;
}
