import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAKE_MOLLIE_KEY, type FakeMollie, startFakeMollie } from '../support/fake-mollie.ts';
import { booksOf, brokenRules, type PortalWorld, portalWorld, pressPay } from '../support/portal-world.ts';
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

const mollieWorld = () =>
  portalWorld({ config: { paymentProvider: 'mollie', mollieApiKey: FAKE_MOLLIE_KEY, mollieApiUrl: mollie.apiUrl } });

/** Starts a payment; the id Mollie gave it. */
async function started({ browser }: PortalWorld, changes: Record<string, string> = {}): Promise<string> {
  return (await pressPay(browser, '/portal/pay?c=EUR', changes)).location.split('/').at(-1) ?? '';
}

const callBack = ({ server }: PortalWorld, body: string, provider = 'mollie') =>
  fetch(`${server.url}/callbacks/${provider}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

const states = async (world: PortalWorld) => (await booksOf(world)).callbacks.map(({ state }) => state);

describe('callbacks', () => {
  it('are proof of nothing: what counts is what the provider says when asked', async () => {
    const world = await mollieWorld();
    const id = await started(world);
    expect((await callBack(world, `id=${id}&status=paid&amount=784.50`)).status).toBe(200);
    await waitFor(async () => expect(await states(world)).toEqual(['unchanged']));
    const books = await booksOf(world);
    expect(books.payments).toEqual([]);
    expect(books.callbacks[0]?.body).toBe(`id=${id}&status=paid&amount=784.50`);
  });

  it('book once, whether they come twice, together, late or after a pending one', async () => {
    const world = await mollieWorld();
    const id = await started(world);
    mollie.change(id, { status: 'pending' });
    await callBack(world, `id=${id}`);
    await waitFor(async () => expect((await booksOf(world)).intents).toMatchObject([{ status: 'pending' }]));
    mollie.change(id, { status: 'paid', paidAt: '2026-03-10T10:05:00+00:00' });
    await Promise.all(Array.from({ length: 12 }, () => callBack(world, `id=${id}`)));
    await waitFor(async () => expect(await states(world)).not.toContain('received'));
    // A provider that says something else afterwards (a copy that lags behind) takes nothing back.
    mollie.change(id, { status: 'open' });
    await callBack(world, `id=${id}`);
    mollie.change(id, { status: 'expired' });
    await callBack(world, `id=${id}`);
    await waitFor(async () => expect(await states(world)).not.toContain('received'));
    const books = await booksOf(world);
    expect(books.intents).toMatchObject([{ status: 'paid' }]);
    expect(books.payments).toHaveLength(1);
    expect(brokenRules(books)).toEqual([]);
  });

  it('book a payment that had already been given up', async () => {
    const world = await mollieWorld();
    const id = await started(world);
    mollie.change(id, { status: 'expired' });
    await callBack(world, `id=${id}`);
    await waitFor(async () => expect((await booksOf(world)).intents).toMatchObject([{ status: 'expired' }]));
    mollie.change(id, { status: 'paid', paidAt: '2026-03-12T10:05:00+00:00' });
    await callBack(world, `id=${id}`);
    await waitFor(async () => expect((await booksOf(world)).payments).toMatchObject([{ amount: 78_450, paidOn: '2026-03-12' }]));
  });

  it('are tried again until the provider answers', async () => {
    const world = await mollieWorld();
    const id = await started(world);
    mollie.change(id, { status: 'paid', paidAt: '2026-03-10T10:05:00+00:00' });
    mollie.faults.push(503, 500, 502, 503, 503, 503);
    await callBack(world, `id=${id}`);
    await waitFor(
      async () => expect((await booksOf(world)).callbacks).toMatchObject([{ attempts: 2, state: 'applied', error: '' }]),
      20_000,
    );
    expect((await booksOf(world)).payments).toHaveLength(1);
  });

  it('that nobody knows change nothing, and the answer does not tell', async () => {
    const world = await mollieWorld();
    const before = await booksOf(world);
    for (const body of ['id=tr_unknown0000', 'id=', '', 'id=../../methods', `id=${'x'.repeat(5_000)}`, '{"id":"tr_1"}', '\u0000\uFFFD']) {
      const answer = await callBack(world, body);
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
    await waitFor(async () => expect(new Set(await states(world))).toEqual(new Set(['unknown-payment'])));
    const { callbacks, ...books } = await booksOf(world);
    expect(callbacks).toHaveLength(7);
    expect({ ...books, callbacks: [] }).toEqual(before);
    expect((await callBack(world, 'id=tr_1', 'stripe')).status).toBe(404);
    expect((await callBack(world, 'x'.repeat(70_000))).status).toBe(413);
  });

  it('find the intent of a payment whose id was never written down, and only that', async () => {
    const world = await mollieWorld();
    const id = await started(world);
    // The server stopped after Mollie's answer and before it kept the id.
    const [intent] = (await booksOf(world)).intents;
    if (!intent) throw new Error('no intent');
    await world.server.services.store.write(async (tx) => {
      await tx.put('paymentIntents', { ...intent, providerPaymentId: null, checkoutUrl: '' });
      await tx.remove('commandResults', `provider-payment:${intent.id}`);
    });
    mollie.change(id, { status: 'paid', paidAt: '2026-03-10T10:05:00+00:00' });
    await callBack(world, `id=${id}`);
    await waitFor(async () => expect((await booksOf(world)).payments).toHaveLength(1));
    // A payment made elsewhere with the same account that names this intent is not this intent's.
    const paid = mollie.payments.get(id);
    if (paid) mollie.payments.set('tr_stranger01', { ...paid, id: 'tr_stranger01' });
    await callBack(world, 'id=tr_stranger01');
    await waitFor(async () => expect(await states(world)).toContain('unknown-payment'));
    expect((await booksOf(world)).payments).toHaveLength(1);
  });
});

describe('an amount that is not what was asked', () => {
  it.each([
    ['less', '500.00', { '2025-2817': 41_240, '2026-0142': 13_410, '2026-0177': -4_650 }, 50_000],
    ['more', '900.00', { '2025-2817': 41_240, '2026-0142': 41_860, '2026-0177': 0 }, 83_100],
  ])('is booked as the provider says when it is %s', async (_what, value, onTheWay, allocated) => {
    const world = await mollieWorld();
    const id = await started(world);
    mollie.change(id, { status: 'paid', amount: { value, currency: 'EUR' }, paidAt: '2026-03-10T10:05:00+00:00' });
    await callBack(world, `id=${id}`);
    await waitFor(async () => expect((await booksOf(world)).payments).toHaveLength(1));
    const books = await booksOf(world);
    expect(books.payments[0]?.amount).toBe(Number(value) * 100);
    expect(books.onTheWay).toMatchObject(onTheWay);
    expect(books.allocations.reduce((sum, { amount }) => sum + amount, 0)).toBe(allocated);
    expect(books.actions).toMatchObject([{ kind: 'review' }]);
    expect(brokenRules(books)).toEqual([]);
  });

  it('of another currency is kept apart for a person', async () => {
    const world = await mollieWorld();
    const id = await started(world);
    mollie.change(id, { status: 'paid', amount: { value: '784.50', currency: 'USD' }, paidAt: '2026-03-10T10:05:00+00:00' });
    await callBack(world, `id=${id}`);
    await waitFor(async () => expect((await booksOf(world)).payments).toMatchObject([{ amount: 78_450, currency: 'USD' }]));
    const books = await booksOf(world);
    expect(books.allocations).toEqual([]);
    expect(books.actions).toMatchObject([{ kind: 'review' }]);
  });
});

describe('a random order of everything', () => {
  /** Reproducible: mulberry32. */
  const randomOf = (seed: number) => {
    let state = seed;
    return (below: number): number => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
    };
  };

  it.each([1, 2, 3])(
    'of redirects, callbacks, faults, refunds and double payments leaves every cent in its place (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const world = await mollieWorld();
      const ids: string[] = [];
      const decimal = (cents: number): string => (cents / 100).toFixed(2);
      const money = (id: string): number => Math.round(Number(mollie.payments.get(id)?.amount.value) * 100);
      for (let step = 0; step < 60; step += 1) {
        const id = ids[random(ids.length)] ?? '';
        const what = ids.length === 0 ? 0 : random(8);
        if (what === 0 && ids.length < 6) {
          const page = await world.browser.get(`/portal/pay?c=EUR&open=1${random(2) ? '&mode=other&amount=123,45' : ''}`);
          if (!page.html.includes('value="pay"')) continue;
          const sent = await pressPay(world.browser, `/portal/pay?c=EUR&open=1${random(2) ? '&mode=other&amount=123,45' : ''}`, {
            m: 'creditcard',
          });
          if (sent.status === 303 && sent.location.includes('mollie.com')) ids.push(sent.location.split('/').at(-1) ?? '');
        } else if (what <= 2) {
          const running = ['open', 'pending'].includes(mollie.payments.get(id)?.status ?? '');
          const status = ['pending', 'paid', 'paid', 'failed', 'canceled'][random(5)] ?? 'paid';
          if (running) mollie.change(id, { status, ...(status === 'paid' ? { paidAt: '2026-03-10T10:05:00+00:00' } : {}) });
        } else if (what <= 4) {
          for (let times = random(3); times >= 0; times -= 1) await callBack(world, `id=${id}`);
        } else if (what === 5) {
          const [intent] = (await booksOf(world)).intents.filter((each) => each.providerPaymentId === id);
          if (intent) await world.browser.get(`/portal/payment/${intent.id}`);
        } else if (what === 6) {
          mollie.faults.push(...([[503, 503, 503], [500]][random(2)] ?? []));
        } else if (mollie.payments.get(id)?.status === 'paid') {
          const before = Math.round(Number(mollie.payments.get(id)?.amountRefunded?.value ?? 0) * 100);
          const refunded = Math.min(money(id), before + random(money(id)) + 1);
          mollie.change(id, { amountRefunded: { value: decimal(refunded), currency: 'EUR' } });
        }
        expect(brokenRules(await booksOf(world))).toEqual([]);
      }
      mollie.faults.length = 0;
      for (const id of ids) await callBack(world, `id=${id}`);
      await waitFor(async () => expect(await states(world)).not.toContain('received'), 30_000);
      const books = await booksOf(world);
      expect(brokenRules(books)).toEqual([]);
      const paid = ids.filter((id) => mollie.payments.get(id)?.status === 'paid');
      expect(books.payments.map((payment) => payment.amount).sort()).toEqual(paid.map(money).sort());
      const kept = paid.map((id) => money(id) - Math.round(Number(mollie.payments.get(id)?.amountRefunded?.value ?? 0) * 100));
      const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
      expect(sum(books.payments.map((payment) => payment.amount - payment.reversed))).toBe(sum(kept));
    },
  );
});
