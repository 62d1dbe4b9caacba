import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mollieProvider } from '../../portal-server/payments/mollie.ts';
import type { PaymentRequest } from '../../portal-server/payments/provider.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { FAKE_MOLLIE_KEY, type FakeMollie, startFakeMollie } from '../support/fake-mollie.ts';
import { PortalBrowser } from '../support/portal-browser.ts';
import { type PortalServer, startPortalServer } from '../support/portal-server.ts';
import { addCompany, addDebtor, pictureClock, type SeededDebtor } from '../support/portfolio.ts';
import { waitFor } from '../support/wait-for.ts';

let mollie: FakeMollie;
const strict = process.env.NODE_TLS_REJECT_UNAUTHORIZED;

beforeAll(async () => {
  // The official client trusts its own list of authorities only; the fake's certificate is not on it.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  mollie = await startFakeMollie();
});
afterAll(async () => {
  if (strict === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  else process.env.NODE_TLS_REJECT_UNAUTHORIZED = strict;
  await mollie.stop();
});

const request = (values: Partial<PaymentRequest> = {}): PaymentRequest => ({
  intentId: newId(),
  amount: 78_450,
  currency: 'EUR',
  description: '20417: 2025-2817',
  method: 'ideal',
  language: 'nl',
  redirectUrl: 'https://debiteuren.lindeboer.example/portal/payment/1',
  callbackUrl: 'https://debiteuren.lindeboer.example/callbacks/mollie',
  ...values,
});

describe('the Mollie adapter, with the official client', () => {
  it('makes a payment once, however often it is asked with the same intent', async () => {
    const provider = mollieProvider(FAKE_MOLLIE_KEY, mollie.apiUrl);
    const wanted = request();
    const [first, second] = [await provider.createPayment(wanted), await provider.createPayment(wanted)];
    expect(second.id).toBe(first.id);
    expect(first).toMatchObject({
      status: 'open',
      amount: 78_450,
      currency: 'EUR',
      checkoutUrl: `https://www.mollie.com/checkout/${first.id}`,
    });
    expect(mollie.creations.slice(-2)).toEqual([wanted.intentId, wanted.intentId]);
    expect(mollie.payments.get(first.id)).toMatchObject({
      amount: { value: '784.50', currency: 'EUR' },
      metadata: { intentId: wanted.intentId },
      webhookUrl: wanted.callbackUrl,
      locale: 'nl_NL',
    });
  });

  it('reads every status, refunds and chargebacks', async () => {
    const provider = mollieProvider(FAKE_MOLLIE_KEY, mollie.apiUrl);
    const { id } = await provider.createPayment(request());
    for (const status of ['open', 'pending', 'authorized', 'failed', 'canceled', 'expired'] as const) {
      mollie.change(id, { status });
      expect((await provider.getPayment(id))?.status).toBe(status);
    }
    mollie.change(id, {
      status: 'paid',
      paidAt: '2026-03-10T11:00:00+01:00',
      amountRefunded: { value: '100.00', currency: 'EUR' },
      amountChargedBack: { value: '0.50', currency: 'EUR' },
    });
    expect(await provider.getPayment(id)).toMatchObject({
      status: 'paid',
      paidAt: '2026-03-10T10:00:00.000Z',
      refunded: 10_000,
      chargedBack: 50,
    });
  });

  it('knows no payment that Mollie does not know, and asks nothing about what cannot be an id', async () => {
    const provider = mollieProvider(FAKE_MOLLIE_KEY, mollie.apiUrl);
    expect(await provider.getPayment('tr_nothere123')).toBeNull();
    expect(await provider.getPayment('../methods')).toBeNull();
  });

  it('tells what passes by itself from what does not', async () => {
    const provider = mollieProvider(FAKE_MOLLIE_KEY, mollie.apiUrl);
    mollie.faults.push(503, 503, 503);
    await expect(provider.getPayment('tr_nothere123')).rejects.toMatchObject({ code: 'provider.unreachable', retry: true });
    await expect(provider.createPayment(request({ amount: 0, currency: 'JPY' }))).rejects.toMatchObject({
      code: 'provider.refused',
      retry: false,
    });
    await expect(mollieProvider('test_wrongwrongwrongwrongwrongwr', mollie.apiUrl).getPayment('tr_nothere123')).rejects.toMatchObject({
      code: 'provider.refused',
    });
    await expect(mollieProvider(FAKE_MOLLIE_KEY, 'https://127.0.0.1:1/v2/').getPayment('tr_nothere123')).rejects.toMatchObject({
      code: 'provider.unreachable',
    });
  });

  it('gives up on an answer that does not come', async () => {
    mollie.faults.push('hang');
    const asked = mollieProvider(FAKE_MOLLIE_KEY, mollie.apiUrl).getPayment('tr_nothere123');
    await expect(asked).rejects.toMatchObject({ code: 'provider.unreachable', retry: true });
  }, 60_000);

  it('lists the methods in the order of Mollie', async () => {
    const methods = await mollieProvider(FAKE_MOLLIE_KEY, mollie.apiUrl).listMethods({ amount: 100, currency: 'EUR', language: 'nl' });
    expect(methods).toEqual([
      { id: 'ideal', name: 'iDEAL | Wero' },
      { id: 'creditcard', name: 'Creditcard' },
    ]);
  });
});

describe('paying through Mollie', () => {
  let server: PortalServer;
  let debtor: SeededDebtor;
  let browser: PortalBrowser;
  beforeEach(async () => {
    server = await startPortalServer({
      clock: pictureClock(),
      config: { paymentProvider: 'mollie', mollieApiKey: FAKE_MOLLIE_KEY, mollieApiUrl: mollie.apiUrl },
    });
    debtor = await addDebtor(server.services, await addCompany(server.services));
    browser = new PortalBrowser(server.url);
    await browser.enter(debtor.link);
  });
  afterEach(() => server.stop());

  const press = async () => {
    const page = await browser.get('/portal/pay?c=EUR');
    return browser.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
  };
  const payments = () => server.services.store.read((tx) => tx.list('payments', { where: { debtorId: debtor.debtorId } }));

  it('sends the debtor to the checkout and lets the form go there', async () => {
    const page = await browser.get('/portal/pay?c=EUR');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https:");
    const sent = await browser.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
    expect(sent.status).toBe(303);
    expect(sent.location).toMatch(/^https:\/\/www\.mollie\.com\/checkout\/tr_/);
  });

  it('hears of the payment by asking when Mollie cannot call this machine', async () => {
    const id = (await press()).location.split('/').at(-1) ?? '';
    expect(mollie.payments.get(id)?.webhookUrl).toBeUndefined();
    mollie.change(id, { status: 'paid', paidAt: '2026-03-10T10:05:00+00:00' });
    await waitFor(async () => expect(await payments()).toMatchObject([{ amount: 78_450, method: 'ideal' }]), 15_000);
  });

  it('is told by webhooks where Mollie can reach it, however often, late and out of order they come', async () => {
    const reachable = await startPortalServer({
      clock: pictureClock(),
      config: {
        ...{ paymentProvider: 'mollie', mollieApiKey: FAKE_MOLLIE_KEY, mollieApiUrl: mollie.apiUrl },
        publicUrl: 'https://debiteuren.lindeboer.nl',
      },
    });
    try {
      const own = await addDebtor(reachable.services, await addCompany(reachable.services));
      const visitor = new PortalBrowser(reachable.url);
      await visitor.enter(own.link);
      const page = await visitor.get('/portal/pay?c=EUR');
      const sent = await visitor.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
      const id = sent.location.split('/').at(-1) ?? '';
      expect(mollie.payments.get(id)).toMatchObject({
        webhookUrl: 'https://debiteuren.lindeboer.nl/callbacks/mollie',
        redirectUrl: expect.stringContaining('https://debiteuren.lindeboer.nl/portal/payment/'),
      });
      const paid = { status: 'paid', paidAt: '2026-03-10T10:05:00+00:00' };
      mollie.change(id, paid);
      expect(await Promise.all([1, 2, 3].map(() => mollie.callBack(id, reachable.url)))).toEqual([200, 200, 200]);
      const booked = () => reachable.services.store.read((tx) => tx.list('payments', { where: { debtorId: own.debtorId } }));
      await waitFor(async () => expect(await booked()).toMatchObject([{ amount: 78_450, reversed: 0 }]));
      // The webhook of an earlier state comes last, when a copy that lags behind still says so.
      mollie.change(id, { status: 'pending' });
      await mollie.callBack(id, reachable.url);
      mollie.change(id, { ...paid, amountChargedBack: { value: '784.50', currency: 'EUR' } });
      await mollie.callBack(id, reachable.url);
      await mollie.callBack(id, reachable.url);
      await waitFor(async () => expect(await booked()).toMatchObject([{ amount: 78_450, reversed: 78_450, state: 'reversed' }]));
      const callbacks = () => reachable.services.store.read((tx) => tx.list('providerCallbacks', { where: {} }));
      await waitFor(async () => expect((await callbacks()).map(({ state }) => state)).not.toContain('received'));
      expect(await callbacks()).toHaveLength(6);
    } finally {
      await reachable.stop();
    }
  });

  it('shows the transfer details when Mollie is down, and starts nothing', async () => {
    const page = await browser.get('/portal/pay?c=EUR');
    mollie.faults.push(500, 500, 500);
    const sent = await browser.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
    expect(sent.status).toBe(503);
    expect(sent.text).toContain('Online betalen lukt op dit moment niet');
    expect(sent.text).toContain('NL91 ABNA 0417 1643 00');
    // The same press again, once Mollie is back, is still one payment.
    const before = mollie.payments.size;
    const again = await browser.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
    expect(again.location).toContain('mollie.com/checkout');
    expect(mollie.payments.size).toBe(before + 1);
    const intents = await server.services.store.read((tx) => tx.list('paymentIntents', { where: { debtorId: debtor.debtorId } }));
    expect(intents).toHaveLength(1);
  });
});
