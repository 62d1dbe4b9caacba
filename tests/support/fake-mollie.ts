import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { selfSigned } from './self-signed.ts';

interface Amount {
  value: string;
  currency: string;
}

export interface FakePayment {
  id: string;
  status: string;
  amount: Amount;
  amountRefunded?: Amount;
  amountChargedBack?: Amount;
  method: string | null;
  paidAt?: string;
  metadata: unknown;
  redirectUrl: string;
  webhookUrl?: string;
  description: string;
  locale?: string;
}

export interface FakeMollie {
  /** For the configuration: `mollieApiUrl`. */
  apiUrl: string;
  payments: Map<string, FakePayment>;
  /** Idempotency keys of the creations, one per request. */
  creations: string[];
  /** How the next requests fail, one each: a status, or no answer at all. */
  faults: (number | 'hang')[];
  /** Changes a payment as the debtor, the bank or the creditor would. */
  change(id: string, values: Partial<FakePayment>): void;
  /**
   * Calls back as Mollie does: a form post of the id to the address the payment was made with. A test's server has no
   * public address, so the call goes to the same path at `base`. Resolves to the status of the answer.
   */
  callBack(id: string, base: string): Promise<number>;
  stop(): Promise<void>;
}

const KEY = 'test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM';
export const FAKE_MOLLIE_KEY = KEY;

/**
 * Mollie's payments API v2 as its documentation describes it, as far as the adapter uses it: create, get, methods,
 * idempotency keys, errors as problem documents. Over TLS, because the official client speaks nothing else.
 */
export async function startFakeMollie(): Promise<FakeMollie> {
  const payments = new Map<string, FakePayment>();
  const byKey = new Map<string, string>();
  const creations: string[] = [];
  const faults: FakeMollie['faults'] = [];
  const app = express();
  app.use((req, res, next) => {
    const fault = faults.shift();
    if (fault === 'hang') return;
    if (fault !== undefined) return problem(res, fault, 'The server has a problem');
    if (req.get('authorization') !== `Bearer ${KEY}`) return problem(res, 401, 'Missing authentication, or failed to authenticate');
    next();
  });
  app.post('/v2/payments', express.json(), (req: Request, res: Response) => {
    const key = req.get('idempotency-key') ?? '';
    creations.push(key);
    const known = byKey.get(key);
    const body = req.body as Omit<FakePayment, 'id' | 'status'>;
    if (!known && !/^\d+\.\d{2}$/.test(body.amount?.value ?? '')) return problem(res, 422, 'The amount contains an invalid value');
    const id = known ?? `tr_${Math.random().toString(36).slice(2, 12)}`;
    if (!known) {
      byKey.set(key, id);
      payments.set(id, { ...body, id, status: 'open', method: body.method ?? null });
    }
    reply(res, 201, payments.get(id));
  });
  app.get('/v2/payments/:id', (req, res) => {
    const payment = payments.get(req.params.id);
    if (!payment) return problem(res, 404, 'No payment exists with token');
    reply(res, 200, payment);
  });
  app.get('/v2/methods', (_req, res) => {
    const method = (id: string, description: string) => ({
      resource: 'method',
      id,
      description,
      minimumAmount: { value: '0.01', currency: 'EUR' },
      maximumAmount: { value: '50000.00', currency: 'EUR' },
      image: { size1x: '', size2x: '', svg: '' },
      status: 'activated',
      _links: {},
    });
    const methods = [method('ideal', 'iDEAL | Wero'), method('creditcard', 'Creditcard')];
    res.type('application/hal+json').send(JSON.stringify({ count: methods.length, _embedded: { methods }, _links: {} }));
  });
  const server = createServer(selfSigned('127.0.0.1'), app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`,
    payments,
    creations,
    faults,
    change(id, values) {
      const payment = payments.get(id);
      if (!payment) throw new Error(`no payment ${id}`);
      payments.set(id, { ...payment, ...values });
    },
    async callBack(id, base) {
      const { webhookUrl } = payments.get(id) ?? {};
      if (!webhookUrl) throw new Error(`payment ${id} has no webhook`);
      const response = await fetch(new URL(new URL(webhookUrl).pathname, base), { method: 'POST', body: new URLSearchParams({ id }) });
      return response.status;
    },
    stop: () => stop(server),
  };
}

function reply(res: Response, status: number, payment: FakePayment | undefined): void {
  const running = payment?.status === 'open';
  const document = {
    resource: 'payment',
    mode: 'test',
    createdAt: '2026-03-10T10:00:00+00:00',
    sequenceType: 'oneoff',
    profileId: 'pfl_test',
    ...payment,
    _links: {
      self: { href: `https://api.mollie.com/v2/payments/${payment?.id}`, type: 'application/hal+json' },
      ...(running ? { checkout: { href: `https://www.mollie.com/checkout/${payment?.id}`, type: 'text/html' } } : {}),
    },
  };
  res.status(status).type('application/hal+json').send(JSON.stringify(document));
}

function problem(res: Response, status: number, detail: string): void {
  const document = { status, title: detail, detail, _links: { documentation: { href: 'https://docs.mollie.com', type: 'text/html' } } };
  // No waiting between the client's own attempts.
  res.status(status).set('Retry-After', '0').type('application/hal+json').send(JSON.stringify(document));
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
