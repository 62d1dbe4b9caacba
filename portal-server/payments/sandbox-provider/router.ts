import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { type Clock, instant } from '../../../src-shared/kernel/index.ts';
import { CHECKOUT_CSS, checkoutPage, OUTCOMES } from './checkout-page.tsx';
import type { DeliveryLoop } from './delivery.ts';
import { sandboxMethods } from './methods.ts';
import type { SandboxPayment, SandboxStore } from './store.ts';

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const creation = z.object({
  amount: z.object({ value: decimal, currency }),
  description: z.string().max(255),
  redirectUrl: z.url(),
  webhookUrl: z.union([z.literal(''), z.url()]).default(''),
  method: z.string().max(64).default(''),
  locale: z.string().max(10).default('nl_NL'),
  metadata: z.record(z.string(), z.unknown()).default({}),
});
const reversal = z.object({ amount: z.object({ value: decimal, currency }) });
const methodsQuery = z.object({ currency, locale: z.string().default('nl_NL') });

export interface SandboxRouterOptions {
  store: SandboxStore;
  deliveries: DeliveryLoop;
  apiKey: string;
  /** Address it is mounted at, as the debtor's browser sees it. */
  baseUrl: string;
  /** Time by which payments are made and paid. */
  clock: Clock;
}

/** The sandbox payment provider: an API for the creditor, a checkout page for the debtor, and callbacks, as a real one has. */
export function sandboxRouter({ store, deliveries, apiKey, baseUrl, clock }: SandboxRouterOptions): Router {
  const router = Router();
  router.use('/v1', withKey(apiKey), express.json({ limit: '64kb' }), api(store, deliveries, baseUrl, clock));
  router.use(checkout(store, deliveries, clock));
  return router;
}

function api(store: SandboxStore, deliveries: DeliveryLoop, baseUrl: string, clock: Clock): Router {
  const router = Router();
  const json = (payment: SandboxPayment) => ({
    id: payment.id,
    status: payment.status,
    amount: { value: payment.value, currency: payment.currency },
    amountRefunded: { value: payment.refundedValue, currency: payment.currency },
    amountChargedBack: { value: payment.chargedBackValue, currency: payment.currency },
    description: payment.description,
    method: payment.method,
    paidAt: payment.paidAt,
    checkoutUrl: `${baseUrl}/checkout/${payment.id}`,
    metadata: JSON.parse(payment.metadata) as unknown,
  });

  router.post('/payments', (req, res) => {
    const parsed = creation.safeParse(req.body);
    if (!parsed.success) return void res.status(422).json({ detail: parsed.error.issues[0]?.message });
    const { amount, metadata, ...rest } = parsed.data;
    const payment = store.create(req.get('idempotency-key') ?? null, {
      ...rest,
      ...amount,
      metadata: JSON.stringify(metadata),
      createdAt: instant(clock),
    });
    res.status(201).json(json(payment));
  });
  router.get('/payments/:id', (req, res) => {
    const payment = store.get(req.params.id);
    if (!payment) return void res.status(404).json({ detail: 'No such payment' });
    res.json(json(payment));
  });
  for (const [path, column] of [
    ['refunds', 'refundedValue'],
    ['chargebacks', 'chargedBackValue'],
  ] as const) {
    router.post(`/payments/:id/${path}`, (req: Request<{ id: string }>, res: Response) => {
      const parsed = reversal.safeParse(req.body);
      const payment = store.get(req.params.id);
      if (!payment) return void res.status(404).json({ detail: 'No such payment' });
      if (!parsed.success || payment.status !== 'paid') return void res.status(422).json({ detail: 'Cannot be reversed' });
      store.change(payment.id, { [column]: parsed.data.amount.value }, Date.now());
      deliveries.wake();
      res.status(201).json({ id: payment.id });
    });
  }
  router.get('/methods', (req, res) => {
    const parsed = methodsQuery.safeParse(req.query);
    if (!parsed.success) return void res.status(422).json({ detail: 'Bad amount' });
    res.json({ methods: sandboxMethods(parsed.data.currency, parsed.data.locale) });
  });
  return router;
}

function checkout(store: SandboxStore, deliveries: DeliveryLoop, clock: Clock): Router {
  const router = Router();
  router.use(helmet({ contentSecurityPolicy: false }));
  router.get('/checkout/:id', (req, res) => {
    const payment = store.get(req.params.id);
    if (!payment) return void res.status(404).type('text').send('No such payment');
    res.setHeader('Content-Security-Policy', policy(payment));
    res.setHeader('Cache-Control', 'no-store');
    res.send(checkoutPage(payment));
  });
  router.post('/checkout/:id', express.urlencoded({ extended: false, limit: '4kb' }), (req, res) => {
    const payment = store.get(req.params.id);
    if (!payment) return void res.status(404).type('text').send('No such payment');
    choose(store, payment, (req.body as { outcome?: unknown }).outcome, instant(clock));
    deliveries.wake();
    res.redirect(303, payment.redirectUrl);
  });
  return router;
}

function choose(store: SandboxStore, payment: SandboxPayment, outcome: unknown, at: string): void {
  const running = ['open', 'pending', 'authorized'].includes(payment.status);
  const status = OUTCOMES.find((known) => known === outcome);
  if (running && status) store.change(payment.id, { status, paidAt: status === 'paid' ? at : null }, Date.now());
  if (payment.status === 'paid' && outcome === 'refund') store.change(payment.id, { refundedValue: payment.value }, Date.now());
}

const cssHash = createHash('sha256').update(CHECKOUT_CSS).digest('base64');

/** The form answers with a redirect to the creditor, which browsers count as a target of the form. */
const policy = (payment: SandboxPayment): string =>
  `default-src 'none'; style-src 'sha256-${cssHash}'; form-action 'self' ${new URL(payment.redirectUrl).origin}; base-uri 'none'; frame-ancestors 'none'`;

function withKey(apiKey: string): RequestHandler {
  const expected = createHash('sha256').update(`Bearer ${apiKey}`).digest();
  return (req, res, next) => {
    const given = createHash('sha256')
      .update(req.get('authorization') ?? '')
      .digest();
    if (timingSafeEqual(expected, given)) return next();
    res.status(401).json({ detail: 'Missing or wrong key' });
  };
}
