import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src-shared/kernel/index.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, paths } from '../../src-shared/protocol/index.ts';
import { LOGO_BYTES, logoReply, portalPaths, viewReply } from '../../src-shared/protocol/portal.ts';
import type { Role } from '../../src-shared/schema/index.ts';
import { type Page, PortalBrowser } from '../support/portal-browser.ts';
import { addCompany, addDebtor, PICTURE_TODAY } from '../support/portfolio.ts';
import { addAdministration, addUser, PASSWORD, testServer, testServices } from '../support/test-server.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A clock that stands still until it is moved. */
function movedClock(): Clock & { move(minutes: number): void } {
  let at = Date.parse(PICTURE_TODAY);
  return {
    now: () => new Date(at),
    move: (minutes) => {
      at += minutes * 60_000;
    },
  };
}

/** A whole server with the debtor of the pictures, and a colleague's desktop that may call it. */
async function world() {
  const clock = movedClock();
  const services = await testServices({ clock, overrides: { logLevel: 'silent' } });
  const { url } = await testServer(services);
  const companyId = await addCompany(services);
  const debtor = await addDebtor(services, companyId);

  /** Somebody with a role, here or in another company, signed in. */
  async function colleague(role: Role, administrationId: string | null = companyId) {
    const userId = await addUser(services, role, administrationId, `${role}-${administrationId ?? 'all'}@example.test`);
    const email = `${role}-${administrationId ?? 'all'}@example.test`;
    const call = (path: string, content: RequestInit & { headers: Record<string, string> }, token = '') =>
      fetch(url + path, {
        method: 'POST',
        ...content,
        headers: {
          ...content.headers,
          [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      });
    const json = (value: unknown) => ({ body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
    const { token } = (await (await call(paths.signIn, json({ email, password: PASSWORD, clientId: email }))).json()) as { token: string };
    return {
      userId,
      look: (debtorId = debtor.debtorId) => call(portalPaths.view, json({ debtorId }), token),
      sendLogo: (bytes: Buffer) =>
        call(
          portalPaths.logo.replace(':administrationId', companyId),
          { body: new Uint8Array(bytes), headers: { 'content-type': 'application/octet-stream' } },
          token,
        ),
    };
  }

  /** Opens an address that was given out, as a browser of its own. */
  async function open(address: string): Promise<{ browser: PortalBrowser; page: Page }> {
    const browser = new PortalBrowser(url);
    return { browser, page: await browser.enter(new URL(address).pathname) };
  }
  return { clock, services, url, companyId, debtor, colleague, open };
}

const addressOf = async (reply: Response): Promise<string> => viewReply.parse(await reply.json()).url;

describe('looking as a debtor', () => {
  it('shows what the debtor sees, once, and is in the audit log', async () => {
    const { services, debtor, colleague, open } = await world();
    const { userId, look } = await colleague('collector');
    const address = await addressOf(await look());
    const { page } = await open(address);
    expect(page.text).toContain('U kijkt mee als');
    expect(page.text).toContain('€ 784,50');
    expect((await open(address)).page.status).toBe(404);

    const { sessions, audited, visits } = await services.store.read(async (tx) => ({
      sessions: await tx.list('portalSessions', { where: { debtorId: debtor.debtorId } }),
      audited: (await tx.list('auditLog', { where: {} })).filter(({ command }) => command === 'view-portal'),
      visits: await tx.list('timelineEntries', { where: { debtorId: debtor.debtorId } }),
    }));
    expect(sessions.map(({ viewerId }) => viewerId)).toEqual([userId]);
    expect(audited).toMatchObject([{ actorKind: 'user', actorId: userId, refusal: null }]);
    const hash = sessions[0]?.id ?? 'none';
    expect(JSON.stringify(audited)).not.toContain(hash);
    expect(visits).toEqual([]);
  });

  it('takes nothing, whatever is sent', async () => {
    const { services, debtor, colleague, open } = await world();
    const { browser } = await open(await addressOf(await (await colleague('collector')).look()));
    for (const path of ['/portal/plan', '/portal/promise', '/portal/complaint', '/portal/question', '/portal/contact', '/portal/pay']) {
      const form = (await browser.get(path)).fields(path);
      const sent = await browser.post(path, [...form, ['action', 'pay'], ['text', 'x'], ['day', '2026-03-20']]);
      expect([path, sent.status]).toEqual([path, 403]);
      expect(sent.text).toContain('U kijkt alleen mee');
    }
    const left = await services.store.read(async (tx) => [
      ...(await tx.list('requests', { where: { debtorId: debtor.debtorId } })),
      ...(await tx.list('paymentIntents', { where: { debtorId: debtor.debtorId } })),
    ]);
    expect(left).toEqual([]);
  });

  it('can be ended, and ends by itself', async () => {
    const { clock, colleague, open } = await world();
    const { look } = await colleague('collector');
    const ended = (await open(await addressOf(await look()))).browser;
    const form = (await ended.get('/portal')).fields('/portal/sign-out');
    await ended.post('/portal/sign-out', form);
    expect((await ended.get('/portal')).status).toBe(401);
    const left = (await open(await addressOf(await look()))).browser;
    clock.move(61);
    expect((await left.get('/portal')).status).toBe(401);
  });

  it('is for who may, while he may, and at once', async () => {
    const { clock, services, colleague, open } = await world();
    const collector = await colleague('collector');
    const elsewhere = await addAdministration(services);
    for (const other of [await colleague('reader'), await colleague('collector', elsewhere)]) {
      expect((await other.look()).status).toBe(403);
    }
    expect((await collector.look('nobody')).status).toBe(404);

    const late = await addressOf(await collector.look());
    clock.move(3);
    expect((await open(late)).page.status).toBe(404);
    expect((await open(`${late.slice(0, -4)}AAAA`)).page.status).toBe(404);

    const given = await addressOf(await collector.look());
    const inside = (await open(await addressOf(await collector.look()))).browser;
    expect((await inside.get('/portal')).status).toBe(200);
    await services.store.write(async (tx) => {
      const user = await tx.get('users', collector.userId);
      if (user) await tx.put('users', { ...user, disabled: true });
    });
    expect((await open(given)).page.status).toBe(404);
    expect((await inside.get('/portal')).status).toBe(401);
  });
});

describe('a logo', () => {
  it('is a picture, told by its bytes, and shown once it is the company’s', async () => {
    const { services, url, companyId, colleague } = await world();
    const { sendLogo } = await colleague('administrator');
    const logo = logoReply.parse(await (await sendLogo(PNG)).json());
    expect(logo.mediaType).toBe('image/png');
    const at = `${url}/portal/logo/${logo.hash}`;
    expect((await fetch(at)).status).toBe(404);
    await services.store.write(async (tx) => {
      const company = await tx.get('administrations', companyId);
      if (company) await tx.put('administrations', { ...company, logo });
    });
    const shown = await fetch(at);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await shown.arrayBuffer()).equals(PNG)).toBe(true);
  });

  it('holds no script, is not too large, and is for who may', async () => {
    const { colleague } = await world();
    const { sendLogo } = await colleague('administrator');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await (await sendLogo(svg)).json()).toMatchObject({ error: { code: 'logo.not-a-picture' } });
    const large = Buffer.concat([PNG, Buffer.alloc(LOGO_BYTES)]);
    expect(await (await sendLogo(large)).json()).toMatchObject({ error: { code: 'logo.too-large' } });
    expect((await (await colleague('collector')).sendLogo(PNG)).status).toBe(403);
  });
});
