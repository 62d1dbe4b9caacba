import { describe, expect, it } from 'vitest';
import { PortalBrowser } from '../support/portal-browser.ts';
import { booksOf, portalWorld, pressPay } from '../support/portal-world.ts';
import { addCompany, addDebtor, pictureClock } from '../support/portfolio.ts';

/** Header lines that must not tell one refusal from another. */
const comparable = (html: string): string => html.replace(/<input type="hidden" name="(csrf|once)" value="[^"]*">/g, '');

describe('the way in', () => {
  it('leaves no token in the address, and a cookie that no script can read', async () => {
    const { server, debtor } = await portalWorld();
    const response = await fetch(server.url + debtor.link, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/portal');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^kasstroom_portal=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    const secret = cookie.slice('kasstroom_portal='.length, cookie.indexOf(';'));
    const sessions = await server.services.store.read((tx) => tx.list('portalSessions', { where: {} }));
    expect(sessions.map((session) => session.id)).not.toContain(secret);
  });

  it('marks the cookie secure behind https', async () => {
    const { server, debtor } = await portalWorld({ config: { publicUrl: 'https://debiteuren.lindeboer.example' } });
    const response = await fetch(server.url + debtor.link, { redirect: 'manual' });
    expect(response.headers.get('set-cookie')).toContain('Secure');
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
  });

  it('answers alike to a link that ended, was revoked, was tampered with or never was', async () => {
    const { server, companyId, debtor } = await portalWorld();
    const { services } = server;
    const past = new Date(pictureClock().now().getTime() - 1_000).toISOString();
    const expired = await addDebtor(services, companyId, { number: '2' }, [], { expiresAt: past });
    const revoked = await addDebtor(services, companyId, { number: '3' }, [], { revokedAt: past });
    const flipped = debtor.link.slice(0, -1) + (debtor.link.endsWith('A') ? 'B' : 'A');
    const unknown = `/p/${services.keys.signAccess('0198c0de-0000-7000-8000-000000000000')}`;
    const stranger = new PortalBrowser(server.url);
    const pages = [];
    for (const link of [expired.link, revoked.link, flipped, unknown, '/p/x', `/p/${'A'.repeat(43)}`]) pages.push(await stranger.get(link));
    expect(new Set(pages.map((page) => page.status))).toEqual(new Set([404]));
    expect(new Set(pages.map((page) => page.html)).size).toBe(1);
    expect(pages[0]?.text).toContain('Deze link werkt niet meer');
    expect(pages[0]?.text).toContain('Bel 085 000 12 34');
    expect(pages[0]?.text).not.toMatch(/Oostkade|20417|784/);
    expect(stranger.cookie('kasstroom_portal')).toBeUndefined();
  });

  it('names no company to a stranger when there are several', async () => {
    const { server } = await portalWorld();
    await addCompany(server.services, { name: 'Tweede' });
    const page = await new PortalBrowser(server.url).get('/p/never-was');
    expect(page.text).not.toMatch(/Lindeboer|Tweede/);
    expect(page.text).toContain('Vraag de afzender');
  });

  it('counts a visit once, and ends it with the link', async () => {
    const { server, debtor, browser } = await portalWorld();
    await browser.enter(debtor.link);
    await browser.enter(debtor.link);
    const visits = (await booksOf({ server, debtor })).timeline.filter((entry) => entry.kind === 'portal-visit');
    expect(visits).toHaveLength(1);
    const access = await server.services.store.read((tx) => tx.get('portalAccess', debtor.accessId));
    expect(access?.lastUsedAt).not.toBeNull();
    await server.services.store.write(async (tx) => {
      if (access) await tx.put('portalAccess', { ...access, revokedAt: '2026-03-10T10:00:00.000Z' });
    });
    const page = await browser.get('/portal');
    expect([page.status, page.text.includes('Oostkade')]).toEqual([401, false]);
  });

  it('signs out for good', async () => {
    const { browser } = await portalWorld();
    const cookie = browser.cookie('kasstroom_portal') ?? '';
    const page = await browser.get('/portal');
    expect((await browser.post('/portal/sign-out', page.fields('/portal/sign-out'))).text).toContain('U bent uitgelogd');
    browser.setCookie('kasstroom_portal', cookie);
    expect((await browser.get('/portal')).status).toBe(401);
  });

  it('lets one address try sixty links a minute', async () => {
    const { server } = await portalWorld();
    const answers = await Promise.all(Array.from({ length: 70 }, () => fetch(`${server.url}/p/guess`)));
    expect(answers.filter((answer) => answer.status === 429).length).toBeGreaterThanOrEqual(10);
  });
});

describe("another debtor's data", () => {
  it('cannot be told from data that never were, on any route', async () => {
    const { server, companyId, browser, debtor } = await portalWorld();
    const other = await addDebtor(server.services, companyId, { number: '99', name: 'Ander' }, [
      { number: 'X-1', amount: 10_000, open: 10_000, issueDate: '2026-01-01' as never, dueDate: '2026-02-01' as never },
    ]);
    const otherBrowser = new PortalBrowser(server.url);
    await otherBrowser.enter(other.link);
    await pressPay(otherBrowser);
    const [intent] = (await booksOf({ server, debtor: other })).intents;
    const never = '0198c0de-0000-7000-8000-000000000000';

    const asked = async (id: string, invoiceId: string) => {
      const page = await browser.get('/portal/pay?c=EUR');
      const fields = page.fields('/portal/pay').filter(([name]) => name !== 'i');
      return [
        await browser.get(`/portal/payment/${id}`),
        await browser.get(`/portal/pay?c=EUR&sent=1&i=${invoiceId}`),
        await browser.post('/portal/pay', [...fields, ['i', invoiceId], ['action', 'recalculate']]),
        await browser.post('/portal/pay', [...fields, ['i', invoiceId], ['action', 'pay']]),
      ];
    };
    const theirs = await asked(intent?.id ?? '', other.invoices['X-1'] ?? '');
    const nobodys = await asked(never, never);
    expect(theirs.map((page) => page.status)).toEqual([404, 404, 404, 404]);
    const strip = (html: string, ...ids: (string | undefined)[]) =>
      ids.reduce<string>((text, id) => text.replaceAll(id ?? '', 'ID'), comparable(html));
    expect(theirs.map((page) => strip(page.html, intent?.id, other.invoices['X-1']))).toEqual(
      nobodys.map((page) => strip(page.html, never)),
    );
    expect(theirs.map((page) => page.text).join()).not.toMatch(/Ander|X-1/);
    expect((await booksOf({ server, debtor })).intents).toEqual([]);
  });

  it('is not shown after a link of another debtor was opened in the same browser', async () => {
    const { server, companyId, browser } = await portalWorld();
    const other = await addDebtor(server.services, companyId, { number: '99', name: 'Ander' }, []);
    const page = await browser.enter(other.link);
    expect(page.text).toContain('Ander');
    expect(page.text).not.toContain('Oostkade');
  });
});

describe('forms', () => {
  it.each([
    ['no token', (fields: [string, string][]) => fields.filter(([name]) => name !== 'csrf'), {}],
    [
      'a token of another visit',
      (fields: [string, string][]) => fields.map(([name, value]): [string, string] => [name, name === 'csrf' ? 'x'.repeat(43) : value]),
      {},
    ],
    ['another origin', (fields: [string, string][]) => fields, { origin: 'https://evil.example' }],
    ['a hidden origin', (fields: [string, string][]) => fields, { origin: 'null' }],
    ['another site', (fields: [string, string][]) => fields, { 'sec-fetch-site': 'cross-site' }],
  ])('with %s do nothing', async (_what, change, headers) => {
    const { server, debtor, browser } = await portalWorld();
    const page = await browser.get('/portal/pay?c=EUR');
    const answer = await browser.post('/portal/pay', [...change(page.fields('/portal/pay')), ['action', 'pay']], headers);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Er is niets afgeschreven');
    expect((await booksOf({ server, debtor })).intents).toEqual([]);
  });

  it('cannot be sent by another method, by a link or by an override', async () => {
    const { server, debtor, browser } = await portalWorld();
    const page = await browser.get('/portal/pay?c=EUR');
    const query = new URLSearchParams([...page.fields('/portal/pay'), ['action', 'pay'], ['_method', 'POST']]);
    await browser.get(`/portal/pay?${query}`, { 'x-http-method-override': 'POST' });
    expect((await booksOf({ server, debtor })).intents).toEqual([]);
    const response = await fetch(`${server.url}/portal/sign-out`, {
      headers: { cookie: `kasstroom_portal=${browser.cookie('kasstroom_portal')}` },
    });
    expect(response.status).toBe(404);
    expect((await browser.get('/portal')).status).toBe(200);
  });
});

describe('the amount on the button', () => {
  it('is the only one that is ever charged', async () => {
    const { server, debtor, browser } = await portalWorld();
    // Another choice than the page had: asked again, with the new amount named.
    const other = await pressPay(browser, '/portal/pay?c=EUR', { mode: 'other', amount: '412,40' });
    expect(other.status).toBe(422);
    expect(other.text).toContain('Het bedrag is nu € 412,40. Klopt dit?');
    expect(other.text).toContain('Betaal € 412,40');
    // Paid meanwhile: the same.
    const page = await browser.get('/portal/pay?c=EUR');
    const [invoice] = await server.services.store.read((tx) => tx.list('invoices', { where: { number: '2026-0142' } }));
    await server.services.store.write(async (tx) => {
      if (invoice) await tx.put('invoices', { ...invoice, open: 0, closedOn: '2026-03-10' as never });
    });
    const late = await browser.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
    expect(late.text).toContain('Het bedrag is nu € 365,90. Klopt dit?');
    expect((await booksOf({ server, debtor })).intents).toEqual([]);
    const sure = await browser.post('/portal/pay', [...late.fields('/portal/pay'), ['action', 'pay']]);
    expect(sure.status).toBe(303);
    expect((await booksOf({ server, debtor })).intents).toMatchObject([{ amount: 36_590 }]);
  });

  it.each([
    ['9999', 'U kunt hiermee hoogstens € 784,50 betalen'],
    ['0', 'Vul een bedrag in dat hoger is dan nul'],
    ['veel', 'Vul een bedrag in, bijvoorbeeld'],
  ])('cannot be %s', async (amount, words) => {
    const { server, debtor, browser } = await portalWorld();
    const page = await pressPay(browser, '/portal/pay?c=EUR', { mode: 'other', amount });
    expect(page.status).toBe(422);
    expect(page.html).toContain('<title>Fout: ');
    expect(page.text).toContain(words);
    expect(page.html).toContain(`value="${amount}"`);
    expect((await booksOf({ server, debtor })).intents).toEqual([]);
  });

  it('needs a method that the provider offers', async () => {
    const { server, debtor, browser } = await portalWorld();
    const page = await pressPay(browser, '/portal/pay?c=EUR', { m: 'cash' });
    expect([page.status, page.text.includes('Kies hoe u wilt betalen')]).toEqual([422, true]);
    expect((await booksOf({ server, debtor })).intents).toEqual([]);
  });
});

describe('text of others on a page', () => {
  it('stays text', async () => {
    const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>&lt;';
    const { server, browser } = await portalWorld();
    const company = await addCompany(server.services, {
      name: nasty,
      tagline: nasty,
      legalName: nasty,
      phone: nasty,
      email: nasty,
      brandColor: 'red}body{display:none',
    });
    const debtor = await addDebtor(server.services, company, { name: nasty, number: nasty }, [
      { number: nasty, description: nasty, amount: 500, open: 500, issueDate: '2026-01-01' as never, dueDate: '2026-02-01' as never },
    ]);
    await browser.enter(debtor.link);
    for (const path of [
      '/portal',
      '/portal/pay?c=EUR&open=1',
      `/portal/pay?c=EUR&mode=other&amount=${encodeURIComponent(nasty)}`,
      '/portal/payments',
    ]) {
      const page = await browser.get(path);
      expect(page.status).toBe(200);
      expect(page.html).not.toMatch(/<script|<img|display:none/);
    }
    const sent = await pressPay(browser);
    const checkout = await browser.get(sent.location);
    expect(checkout.html).not.toMatch(/<script|<img/);
  });

  it('comes with a policy that would stop it anyway', async () => {
    const { browser } = await portalWorld();
    const page = await browser.get('/portal');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.html).not.toMatch(/\sstyle="|\son\w+="|<style/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });
});

describe('size', () => {
  it('is under 50 KB for the first view, however many invoices there are, and what is shown adds up', async () => {
    const { server, companyId, browser } = await portalWorld();
    const many = Array.from({ length: 400 }, (_, index) => ({
      number: `M-${index}`,
      description: 'Bonen en bekers',
      amount: 10_001,
      open: 10_001,
      issueDate: '2026-01-01' as never,
      dueDate: (index < 300 ? '2026-02-01' : '2026-04-01') as never,
    }));
    const debtor = await addDebtor(server.services, companyId, { number: '400' }, many);
    const page = await browser.enter(debtor.link);
    const css = await browser.get(/href="(\/portal\/style\/[^"]+)"/.exec(page.html)?.[1] ?? '');
    expect(css.status).toBe(200);
    expect(page.html.length + css.html.length).toBeLessThan(50 * 1024);
    // Fifteen of what is asked and five of the rest, each list with the sum of what it leaves out.
    expect(page.text).toContain('Nog 286 documenten');
    expect(page.text).toContain('Nog 96 documenten');
    expect(page.text).toContain('€ 30.003,00');
    expect((await browser.get('/portal?all=1')).text).toContain('M-399');
    const sent = await pressPay(browser);
    expect(sent.status).toBe(303);
  });
});
