import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tokenHash } from '../../portal-server/app/keys.ts';
import { portalRouter } from '../../portal-server/portal/index.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { type KeyedTableName, type Row, tables } from '../../src-shared/schema/index.ts';
import { type Page, PortalBrowser } from '../support/portal-browser.ts';
import { booksOf, type PortalWorld, portalWorld, pressPay } from '../support/portal-world.ts';
import { addDebtor, type SeededDebtor } from '../support/portfolio.ts';

/*
 * Every route of the portal, walked with the ids and tokens of another debtor. A route that is not in the table fails the
 * first test: whoever adds one says here whose data its address or form can name.
 */

/** Ids that belong to one debtor; or to nobody at all. */
interface Ids {
  invoiceId: string;
  intentId: string;
  planId: string;
  deviceId: string;
  debtorId: string;
  requestId: string;
  threadId: string;
  documentId: string;
  csrf: string;
}
const NEVER = '0198c0de-0000-7000-8000-000000000000';
const NOBODY: Ids = {
  ...{ invoiceId: NEVER, intentId: NEVER, planId: NEVER, deviceId: tokenHash('never'), debtorId: NEVER },
  ...{ requestId: NEVER, threadId: NEVER, documentId: NEVER },
  csrf: 'x'.repeat(43),
};

interface Step {
  /** `guest`: for who is not in; `visit`: only in a visit. */
  who: 'guest' | 'visit';
  /** The requests that name somebody's ids; none when neither address nor form can. */
  asks?(ids: Ids): { path: string; form?: [string, string][] }[];
  /** What is answered when what is named is another's; 404 when left out. `same`: whatever is answered to what never was. */
  answer?: number | 'same';
}

const WALK: Record<string, Step> = {
  'GET /portal/style/:file': { who: 'guest' },
  'GET /p/:token': { who: 'guest' },
  'POST /p/:token': { who: 'guest' },
  'GET /portal/login': { who: 'guest' },
  'POST /portal/login': { who: 'guest' },
  'GET /portal/login/code': { who: 'guest' },
  'POST /portal/login/code': { who: 'guest' },
  'GET /portal/code': { who: 'guest' },
  'POST /portal/code': { who: 'guest' },
  'GET /portal': { who: 'visit' },
  'GET /portal/pay': {
    who: 'visit',
    asks: ({ invoiceId, planId }) => [{ path: `/portal/pay?c=EUR&sent=1&i=${invoiceId}` }, { path: `/portal/pay?plan=${planId}` }],
  },
  'POST /portal/pay': {
    who: 'visit',
    asks: ({ invoiceId, planId }) =>
      ['recalculate', 'pay'].flatMap((action) => [
        { path: '/portal/pay', form: pairs({ c: 'EUR', sent: '1', i: invoiceId, named: '10000', mode: 'all', m: 'ideal', action }) },
        { path: '/portal/pay', form: pairs({ plan: planId, named: '10000', mode: 'all', m: 'ideal', action }) },
      ]),
  },
  'GET /portal/payment/:intentId': { who: 'visit', asks: ({ intentId }) => [{ path: `/portal/payment/${intentId}` }] },
  'GET /portal/payment/:intentId/receipt.pdf': {
    who: 'visit',
    asks: ({ intentId }) => [{ path: `/portal/payment/${intentId}/receipt.pdf` }],
  },
  'GET /portal/documents': { who: 'visit' },
  'POST /portal/documents': { who: 'visit', asks: ({ invoiceId }) => [{ path: '/portal/documents', form: pairs({ i: invoiceId }) }] },
  'GET /portal/invoice/:invoiceId': { who: 'visit', asks: ({ invoiceId }) => [{ path: `/portal/invoice/${invoiceId}` }] },
  'GET /portal/statement.pdf': { who: 'visit' },
  'GET /portal/statement.xlsx': { who: 'visit' },
  'GET /portal/payments': { who: 'visit' },
  'GET /portal/customers': { who: 'visit' },
  'POST /portal/customers': { who: 'visit', asks: ({ debtorId }) => [{ path: '/portal/customers', form: pairs({ debtor: debtorId }) }] },
  'GET /portal/devices': { who: 'visit' },
  'POST /portal/devices': {
    who: 'visit',
    asks: ({ deviceId }) => [{ path: '/portal/devices', form: pairs({ device: deviceId }) }],
    answer: 303,
  },
  'GET /portal/logo/:hash': { who: 'guest' },
  'GET /portal/view/:token': { who: 'guest' },
  ...asking('plan', () => ({ t: '3', d: '2026-03-20', named: '78450' })),
  ...asking('plan/own', () => ({ count: '3', named: '78450', action: 'show' })),
  ...asking('promise', ({ invoiceId }) => ({ i: invoiceId, day: '2026-03-20', named: '78450' })),
  ...asking('promise/part', ({ invoiceId }) => ({ i: invoiceId, sent: '1', c: 'EUR', on: '2026-03-20' })),
  ...asking('complaint', ({ invoiceId }) => ({ i: invoiceId, type: 'x', text: 'klopt niet' })),
  ...asking('already-paid', ({ invoiceId }) => ({ i: invoiceId, 'paid-day': '9', 'paid-month': '3', 'paid-year': '2026' })),
  ...asking('question', ({ invoiceId }) => ({ i: invoiceId, text: 'waarom' })),
  ...asking('contact', () => ({ email: 'geen adres' })),
  ...asking('po-number', ({ invoiceId }) => ({ i: invoiceId, reference: 'PO-1' })),
  ...asking('copy', ({ invoiceId }) => ({ i: invoiceId })),
  'GET /portal/done/:requestId': { who: 'visit', asks: ({ requestId }) => [{ path: `/portal/done/${requestId}` }] },
  'GET /portal/conversations': { who: 'visit' },
  'GET /portal/conversation/:threadId': { who: 'visit', asks: ({ threadId }) => [{ path: `/portal/conversation/${threadId}` }] },
  'POST /portal/conversation/:threadId': {
    who: 'visit',
    asks: ({ threadId }) => [{ path: `/portal/conversation/${threadId}`, form: pairs({ text: 'hallo' }) }],
  },
  'GET /portal/conversation/:threadId/file/:documentId': {
    who: 'visit',
    asks: ({ threadId, documentId }) => [{ path: `/portal/conversation/${threadId}/file/${documentId}` }],
  },
  'GET /portal/proposal/:requestId': { who: 'visit', asks: ({ requestId }) => [{ path: `/portal/proposal/${requestId}` }] },
  'POST /portal/proposal/:requestId': {
    who: 'visit',
    asks: ({ requestId }) => [{ path: `/portal/proposal/${requestId}`, form: pairs({ answer: 'yes' }) }],
  },
  'POST /portal/sign-out': { who: 'visit' },
  'GET /portal/{*rest}': { who: 'visit' },
};

/** A page on which something is asked, and its form; what is filled in names invoices at most. */
function asking(name: string, values: (ids: Ids) => Record<string, string>): Record<string, Step> {
  const path = `/portal/${name}`;
  return {
    [`GET ${path}`]: {
      who: 'visit',
      asks: (ids) => [{ path: `${path}?${new URLSearchParams(values(ids))}` }],
      answer: 'same',
    },
    [`POST ${path}`]: { who: 'visit', asks: (ids) => [{ path, form: pairs(values(ids)) }], answer: 'same' },
  };
}

function pairs(values: Record<string, string>): [string, string][] {
  return Object.entries(values);
}

/** Routes as the router has them: method and pattern. */
function routesOf(world: PortalWorld): string[] {
  const { stack } = portalRouter(world.server.services) as unknown as {
    stack: { route?: { path: string; methods: Record<string, boolean> } }[];
  };
  return stack.flatMap(({ route }) => (route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : []));
}

const OTHERS_WORDS = /Heel Iemand Anders|X-1|99001/;

/** Another debtor of the same company who has one of everything. */
async function otherDebtor(world: PortalWorld): Promise<{ other: SeededDebtor; ids: Ids }> {
  const { services } = world.server;
  const other = await addDebtor(services, world.companyId, { number: '99001', name: 'Heel Iemand Anders', email: 'anders@example.test' }, [
    { number: 'X-1', amount: 10_000, open: 10_000, issueDate: '2026-01-01' as never, dueDate: '2026-02-01' as never },
  ]);
  const browser = new PortalBrowser(world.server.url);
  const csrf = (await browser.enter(other.link)).fields('/portal/sign-out')[0]?.[1] ?? '';
  await pressPay(browser);
  const [intent] = (await booksOf({ server: world.server, debtor: other })).intents;
  const [planId, deviceId] = [newId(), tokenHash(newId())];
  const [requestId, threadId, documentId] = [newId(), newId(), newId()];
  const base = { administrationId: world.companyId, debtorId: other.debtorId, createdAt: '2026-03-01T00:00:00.000Z' };
  await services.store.write(async (tx) => {
    const plan = { currency: 'EUR', total: 10_000, lines: [], state: 'running' as const, origin: 'portal' as const, graceDays: 3 };
    await tx.put('paymentPlans', { ...base, id: planId, ...plan });
    await tx.put('instalments', { ...base, id: newId(), planId, position: 1, dueOn: '2026-03-10' as never, amount: 10_000 });
    const filed = { invoiceIds: [other.invoices['X-1'] ?? ''], documentIds: [documentId], origin: 'portal' as const };
    const request = { kind: 'question' as const, state: 'waiting' as const, rules: [], text: 'Heel Iemand Anders' };
    await tx.put('requests', { ...base, ...filed, id: requestId, ...request, asked: { subject: 'X-1' }, threadId });
    const thread = { subject: 'X-1', invoiceIds: filed.invoiceIds, lastMessageAt: base.createdAt };
    await tx.put('threads', { ...base, id: threadId, ...thread });
    const message = { threadId, author: 'debtor' as const, text: 'Heel Iemand Anders', documentIds: [documentId], via: 'portal' as const };
    await tx.put('threadMessages', { ...base, id: newId(), ...message, at: base.createdAt });
    const file = { name: 'X-1.pdf', mediaType: 'application/pdf', size: 1, hash: '0'.repeat(64), ...filed };
    await tx.put('documents', { ...base, id: documentId, ...file });
    const device = { debtorIds: [other.debtorId], lastUsedAt: base.createdAt, expiresAt: '2026-12-01T00:00:00.000Z' };
    await tx.put('portalDevices', { ...base, id: deviceId, ...device });
  });
  return {
    other,
    ids: {
      invoiceId: other.invoices['X-1'] ?? '',
      intentId: intent?.id ?? '',
      planId,
      deviceId,
      requestId,
      threadId,
      documentId,
      debtorId: other.debtorId,
      csrf,
    },
  };
}

/** All rows of a debtor, to see whether anything has changed. */
async function rowsOf({ server }: PortalWorld, debtorId: string): Promise<string> {
  const all: Record<string, unknown> = {};
  await server.services.store.read(async (tx) => {
    for (const name of Object.keys(tables) as KeyedTableName[]) {
      if (!('debtorId' in tables[name])) continue;
      const rows = (await tx.list(name as 'invoices', { where: { debtorId } })) as Row<'invoices'>[];
      all[name] = rows;
    }
  });
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/** What differs by itself: tokens, the ids that were asked for, and those of what has been made. */
const comparable = (page: Page, ids: Ids): string =>
  Object.values(ids)
    .reduce((html, id) => html.replaceAll(id, 'ID'), page.html.replace(/name="(csrf|once)" value="[^"]*"/g, ''))
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');

describe('every route of the portal', () => {
  it('is in the walk', async () => {
    expect(routesOf(await portalWorld()).sort()).toEqual(Object.keys(WALK).sort());
  });

  it('is closed to who is not in', async () => {
    const world = await portalWorld();
    const stranger = new PortalBrowser(world.server.url);
    for (const [route, { who }] of Object.entries(WALK)) {
      if (who === 'guest') continue;
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replace(/:\w+/g, NEVER).replace('{*rest}', 'nowhere');
      const page = method === 'GET' ? await stranger.get(path) : await stranger.post(path, []);
      expect([route, page.status]).toEqual([route, 401]);
      expect(page.text).not.toMatch(/Oostkade|20417/);
    }
  });

  it('shows and changes nothing of another debtor, and does not tell that there is one', async () => {
    const world = await portalWorld();
    const { other, ids } = await otherDebtor(world);
    const before = await rowsOf(world, other.debtorId);
    const csrf = (await world.browser.get('/portal')).fields('/portal/sign-out')[0]?.[1] ?? '';
    const ask = ({ path, form }: { path: string; form?: [string, string][] }) =>
      form ? world.browser.post(path, [['csrf', csrf], ...form]) : world.browser.get(path);
    let asked = 0;
    for (const [route, { asks, answer = 404 }] of Object.entries(WALK)) {
      const [theirs = [], nobodys = []] = [asks?.(ids), asks?.(NOBODY)];
      for (const [index, request] of theirs.entries()) {
        const [page, none] = [await ask(request), await ask(nobodys[index] ?? request)];
        const expected = answer === 'same' ? none.status : answer;
        expect([route, page.status, none.status]).toEqual([route, expected, expected]);
        expect([route, comparable(page, ids)]).toEqual([route, comparable(none, NOBODY)]);
        expect(page.text, route).not.toMatch(OTHERS_WORDS);
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(10);
    expect(await rowsOf(world, other.debtorId)).toBe(before);
  });

  it('shows what is one’s own without a word of another', async () => {
    const world = await portalWorld();
    await otherDebtor(world);
    for (const [route, { who }] of Object.entries(WALK)) {
      const [method = '', path = ''] = route.split(' ');
      if (method !== 'GET' || who === 'guest' || /[:{]/.test(path)) continue;
      const page = await world.browser.get(path);
      // A page that needs something chosen first leads there.
      expect([route, page.status === 303 ? 200 : page.status]).toEqual([route, 200]);
      expect(page.text, route).not.toMatch(OTHERS_WORDS);
    }
  });

  it('takes no form with the token of another visit, or with none', async () => {
    const world = await portalWorld();
    const { ids } = await otherDebtor(world);
    const before = await rowsOf(world, world.debtor.debtorId);
    for (const [route, { who }] of Object.entries(WALK)) {
      const [method = '', path = ''] = route.split(' ');
      if (method !== 'POST' || who === 'guest') continue;
      for (const csrf of [ids.csrf, '']) {
        const page = await world.browser.post(path, [['csrf', csrf]]);
        expect([route, page.status]).toEqual([route, 403]);
      }
    }
    expect(await rowsOf(world, world.debtor.debtorId)).toBe(before);
  });

  it('keeps its pages to itself: no script, no frame, no referrer with a secret, nothing stored', async () => {
    const world = await portalWorld();
    for (const [route, { who }] of Object.entries(WALK)) {
      const [method = '', pattern = ''] = route.split(' ');
      if (method !== 'GET' || pattern.startsWith('/portal/style')) continue;
      const path = pattern.replace(/:\w+/g, NEVER).replace('{*rest}', 'nowhere');
      const page = await (who === 'guest' ? new PortalBrowser(world.server.url) : world.browser).get(path);
      if (page.status === 303) continue;
      expect([route, page.headers.get('content-security-policy')]).toEqual([route, expect.stringContaining("default-src 'none'")]);
      expect([route, page.headers.get('cache-control')]).toEqual([route, 'no-store']);
      expect([route, page.headers.get('referrer-policy')]).toEqual([route, 'same-origin']);
      expect([route, page.headers.get('x-content-type-options')]).toEqual([route, 'nosniff']);
      expect([route, page.html.includes('<script')]).toEqual([route, false]);
    }
  });
});
