import { describe, expect, it } from 'vitest';
import { sandboxApiKey } from '../../portal-server/payments/sandbox-provider/index.ts';
import { executeCommand, giveCommand } from '../../portal-server/sync/execute.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { PortalBrowser } from '../support/portal-browser.ts';
import { startPortalServer } from '../support/portal-server.ts';
import { booksOf, brokenRules, type PortalWorld, portalWorld, pressPay } from '../support/portal-world.ts';
import { pictureClock } from '../support/portfolio.ts';
import { waitFor } from '../support/wait-for.ts';

const ALL_PAID = { '2025-2817': 41_240, '2026-0142': 41_860, '2026-0177': -4_650, '2026-0391': 0, '2026-0298': 0 };
const NOTHING_PAID = { '2025-2817': 0, '2026-0142': 0, '2026-0177': 0, '2026-0391': 0, '2026-0298': 0 };

const choose = ({ browser }: PortalWorld, checkout: string, outcome: string) => browser.post(checkout, [['outcome', outcome]]);

async function paidOnce(world: PortalWorld): Promise<void> {
  await waitFor(async () => expect((await booksOf(world)).payments).toHaveLength(1));
}

/** Calls the sandbox's API as the creditor would from its dashboard. */
async function giveBack(
  { server }: PortalWorld,
  providerPaymentId: string | null | undefined,
  kind: 'refunds' | 'chargebacks',
  value: string,
) {
  const response = await fetch(`${server.url}/sandbox-provider/v1/payments/${providerPaymentId}/${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandboxApiKey(server.dataDir)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ amount: { value, currency: 'EUR' } }),
  });
  expect(response.status).toBe(201);
}

describe('paying online through the sandbox provider', () => {
  it('goes from the link to money on the way', async () => {
    const world = await portalWorld();
    const { browser } = world;
    expect((await browser.get('/portal')).text).toContain('Betaal € 784,50');
    const sent = await pressPay(browser);
    expect(sent.status).toBe(303);
    const back = await choose(world, sent.location, 'paid');
    expect(back.location).toContain('/portal/payment/');
    await paidOnce(world);
    const books = await booksOf(world);
    expect(books.payments).toMatchObject([
      { amount: 78_450, state: 'awaiting-ledger', source: 'portal', method: 'ideal', paidOn: '2026-03-10' },
    ]);
    expect(books.onTheWay).toEqual(ALL_PAID);
    expect(books.intents).toMatchObject([{ status: 'paid' }]);
    expect(books.timeline.map((entry) => entry.kind)).toEqual(['portal-visit', 'portal-payment']);
    expect(books.timeline[1]?.params).toEqual({
      amount: 78_450,
      currency: 'EUR',
      method: 'ideal',
      invoices: '2025-2817, 2026-0142, 2026-0177',
      unallocated: 0,
    });
    expect(books.actions).toEqual([]);
    expect(brokenRules(books)).toEqual([]);
    expect((await browser.get(back.location)).text).toContain('Uw betaling is gelukt');
    const overview = await browser.get('/portal');
    expect(overview.text).toContain('U bent helemaal bij');
    expect(overview.text).toContain('Betaald, wordt verwerkt');
    expect((await browser.get('/portal/payments')).text).toContain('iDEAL | Wero');
  });

  it('preselects what was paid with the last time', async () => {
    const world = await portalWorld();
    const sent = await pressPay(world.browser, '/portal/pay?c=EUR&mode=other&amount=100', { named: '10000', m: 'bancontact' });
    await choose(world, sent.location, 'paid');
    await paidOnce(world);
    expect((await world.browser.get('/portal/pay?c=EUR')).fields('/portal/pay')).toContainEqual(['m', 'bancontact']);
  });

  it.each([
    ['failed', 'De betaling is niet gelukt'],
    ['canceled', 'U hebt de betaling afgebroken'],
    ['expired', 'De betaling is verlopen'],
  ])('says so when it is %s, keeps the choice, and offers another way first', async (outcome, words) => {
    const world = await portalWorld();
    const sent = await pressPay(world.browser);
    const back = await choose(world, sent.location, outcome);
    const status = await world.browser.get(back.location);
    expect(status.text).toContain(words);
    expect(status.text).toContain('Er is niets afgeschreven');
    const retry = /href="(\/portal\/pay\?[^"]*)"/.exec(status.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const page = await world.browser.get(retry);
    expect(page.text).toContain('Betaal € 784,50');
    expect(page.text.indexOf('Creditcard')).toBeLessThan(page.text.indexOf('iDEAL'));
    const books = await booksOf(world);
    expect(books.payments).toEqual([]);
    expect(books.onTheWay).toEqual(NOTHING_PAID);
    // Pressing the first page's button once more is a new payment, not the dead one.
    const again = await pressPay(world.browser);
    expect(again.location).not.toBe(sent.location);
  });

  it('waits for a bank that is still busy, and asks nobody to pay again', async () => {
    const world = await portalWorld();
    const sent = await pressPay(world.browser);
    const back = await choose(world, sent.location, 'pending');
    const status = await world.browser.get(back.location);
    expect(status.text).toContain('Wij wachten op uw bank');
    expect(status.headers.get('refresh')).toBe('4');
    expect((await world.browser.get('/portal')).text).toContain('betaal niet nog een keer');
    await choose(world, sent.location, 'paid');
    await paidOnce(world);
    expect((await world.browser.get(back.location)).headers.get('refresh')).toBeNull();
  });

  it('books the return page before the callback, and the callback after it as nothing new', async () => {
    const world = await portalWorld({ jobs: false });
    const sent = await pressPay(world.browser);
    const back = await choose(world, sent.location, 'paid');
    expect((await world.browser.get(back.location)).text).toContain('Uw betaling is gelukt');
    expect((await booksOf(world)).payments).toHaveLength(1);
    await world.browser.get(back.location);
    expect(brokenRules(await booksOf(world))).toEqual([]);
  });

  it('makes one payment of a button that is pressed twice', async () => {
    const world = await portalWorld();
    const page = await world.browser.get('/portal/pay?c=EUR');
    const fields: [string, string][] = [...page.fields('/portal/pay'), ['action', 'pay']];
    const [first, second] = await Promise.all([world.browser.post('/portal/pay', fields), world.browser.post('/portal/pay', fields)]);
    expect(second.location).toBe(first.location);
    expect((await booksOf(world)).intents).toHaveLength(1);
  });

  it('books money that came twice twice, and what no invoice takes is put before a person', async () => {
    const world = await portalWorld();
    const [first, second] = [await pressPay(world.browser), await pressPay(world.browser, '/portal/pay?c=EUR', { m: 'creditcard' })];
    expect(second.location).not.toBe(first.location);
    for (const checkout of [first.location, second.location]) await choose(world, checkout, 'paid');
    await waitFor(async () => expect((await booksOf(world)).payments).toHaveLength(2));
    const books = await booksOf(world);
    expect(books.payments.reduce((sum, payment) => sum + payment.amount, 0)).toBe(2 * 78_450);
    expect(books.onTheWay).toEqual(ALL_PAID);
    expect(books.actions).toMatchObject([{ kind: 'review', state: 'open', source: 'system' }]);
    expect(brokenRules(books)).toEqual([]);
  });

  it('pays a part in the order of the law', async () => {
    const world = await portalWorld();
    const sent = await pressPay(world.browser, '/portal/pay?c=EUR&mode=other&amount=500', { named: '50000' });
    await choose(world, sent.location, 'paid');
    await paidOnce(world);
    const books = await booksOf(world);
    expect(books.onTheWay).toMatchObject({ '2025-2817': 41_240, '2026-0142': 8_760, '2026-0177': 0 });
    expect((await world.browser.get('/portal')).text).toContain('Betaal € 284,50');
  });

  it('takes refunds and chargebacks back off the invoices, and tells a person', async () => {
    const world = await portalWorld();
    const sent = await pressPay(world.browser);
    await choose(world, sent.location, 'paid');
    await paidOnce(world);
    const [intent] = (await booksOf(world)).intents;
    await giveBack(world, intent?.providerPaymentId, 'refunds', '100.00');
    await waitFor(async () => expect((await booksOf(world)).payments).toMatchObject([{ reversed: 10_000, state: 'awaiting-ledger' }]));
    expect((await booksOf(world)).onTheWay).toEqual({ ...ALL_PAID, '2026-0142': 31_860 });
    await giveBack(world, intent?.providerPaymentId, 'chargebacks', '684.50');
    await waitFor(async () => expect((await booksOf(world)).payments).toMatchObject([{ reversed: 78_450, state: 'reversed' }]));
    const books = await booksOf(world);
    expect(books.onTheWay).toEqual(NOTHING_PAID);
    expect(books.actions).toHaveLength(2);
    expect(books.timeline.filter((entry) => entry.kind === 'portal-payment-reversed')).toHaveLength(2);
    expect(brokenRules(books)).toEqual([]);
    expect((await world.browser.get('/portal')).text).toContain('Betaal € 784,50');
    expect((await world.browser.get('/portal/payments')).text).toContain('Teruggeboekt');
  });
});

describe('what a company allows', () => {
  const allow = ({ server, companyId }: PortalWorld, functions: Record<string, string>) =>
    giveCommand(server.services, {
      commandId: newId(),
      name: 'save-administration-settings',
      args: { administrationId: companyId, key: 'portal', value: { functions } },
      actor: { kind: 'system', name: 'test' },
    });

  it('may be the whole amount only: a part is neither offered nor taken', async () => {
    const world = await portalWorld();
    const before = await world.browser.get('/portal/pay?c=EUR&open=1');
    expect((await world.browser.get('/portal')).text).toContain('Andere facturen of ander bedrag');
    await allow(world, { partPayment: 'off' });
    const overview = (await world.browser.get('/portal')).text;
    expect([overview.includes('Andere facturen'), overview.includes('ander bedrag')]).toEqual([true, false]);
    const page = await world.browser.get('/portal/pay?c=EUR&open=1&mode=other&amount=100');
    expect(page.text).not.toContain('Ander bedrag');
    expect(page.text).toContain('Betaal € 784,50');
    const fields = before.fields('/portal/pay').filter(([name]) => !['mode', 'amount', 'named'].includes(name));
    const old: [string, string][] = [...fields, ['mode', 'other'], ['amount', '100'], ['named', '10000'], ['action', 'pay']];
    expect((await world.browser.post('/portal/pay', old)).text).toContain('Het bedrag is nu € 784,50');
    expect((await booksOf(world)).intents).toEqual([]);
    const start = {
      debtorId: world.debtor.debtorId,
      currency: 'EUR',
      invoiceIds: Object.values(world.debtor.invoices),
      provider: 'sandbox',
    };
    const actor = { kind: 'debtor', debtorId: world.debtor.debtorId, administrationId: world.companyId } as const;
    const args = { ...start, otherAmount: 10_000, namedAmount: 10_000, method: 'ideal' };
    const outcome = await executeCommand(world.server.services, { commandId: newId(), name: 'start-payment', args, actor });
    expect(outcome).toMatchObject({ error: { code: 'payment.part-off' } });
  });

  it('may be transfers only', async () => {
    const world = await portalWorld();
    const before = await world.browser.get('/portal/pay?c=EUR');
    expect((await world.browser.get('/portal')).text).toContain('iDEAL');
    await allow(world, { pay: 'off' });
    const overview = (await world.browser.get('/portal')).text;
    expect([overview.includes('iDEAL'), overview.includes('Met een overboeking.')]).toEqual([false, true]);
    const page = await world.browser.get('/portal/pay?c=EUR');
    expect(page.html).not.toContain('value="pay"');
    expect(page.text).toContain('NL91 ABNA 0417 1643 00');
    const sent = await world.browser.post('/portal/pay', [...before.fields('/portal/pay'), ['action', 'pay']]);
    expect([sent.status, sent.text.includes('U betaalt door het bedrag zelf over te maken')]).toEqual([200, true]);
    expect((await booksOf(world)).intents).toEqual([]);
  });
});

describe('after a restart', () => {
  it('works off callbacks that were only journalled, and the provider delivers what it could not', async () => {
    const first = await portalWorld({ jobs: false });
    const sent = await pressPay(first.browser);
    await choose(first, sent.location, 'paid');
    const [intent] = (await booksOf(first)).intents;
    const body = new URLSearchParams({ id: intent?.providerPaymentId ?? '' });
    expect((await fetch(`${first.server.url}/callbacks/sandbox`, { method: 'POST', body })).status).toBe(200);
    expect((await booksOf(first)).callbacks).toMatchObject([{ state: 'received' }]);
    const port = Number(new URL(first.server.url).port);
    await first.server.stop({ remove: false });

    const server = await startPortalServer({ dataDir: first.server.dataDir, port, clock: pictureClock() });
    try {
      const world = { ...first, server, browser: new PortalBrowser(server.url) };
      // Which of the two booked it does not matter: a poll may even have been first.
      await waitFor(async () => {
        const { callbacks } = await booksOf(world);
        expect(callbacks).toHaveLength(2);
        expect(callbacks.map(({ state }) => state)).not.toContain('received');
      });
      expect(brokenRules(await booksOf(world))).toEqual([]);
      expect((await booksOf(world)).payments).toHaveLength(1);
    } finally {
      await server.stop({ remove: false });
    }
  });
});
