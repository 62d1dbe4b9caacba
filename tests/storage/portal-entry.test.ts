import { describe, expect, it } from 'vitest';
import { CODE_CHARACTERS, tokenHash } from '../../portal-server/app/keys.ts';
import { letterWayIn } from '../../portal-server/portal/index.ts';
import { executeCommand, giveCommand } from '../../portal-server/sync/execute.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { type Page, PortalBrowser } from '../support/portal-browser.ts';
import { booksOf, type PortalWorld, portalWorld } from '../support/portal-world.ts';
import { addCompany, addDebtor, type SeededDebtor } from '../support/portfolio.ts';

const DAY = 86_400_000;
const ADDRESS = 'Balie@Oostkade.example';
const SYSTEM = { kind: 'system', name: 'test' } as const;

const stranger = ({ server }: Pick<PortalWorld, 'server'>) => new PortalBrowser(server.url);

/** What a page says, without what differs from visitor to visitor. */
const comparable = (page: Page): [number, string] => [page.status, page.html.replace(/name="csrf" value="[^"]*"/g, '')];

const messages = ({ server }: PortalWorld, templateKey: string): Promise<Row<'messages'>[]> =>
  server.services.store.read((tx) => tx.list('messages', { where: { templateKey }, orderBy: { column: 'createdAt' } }));

async function setEmail({ server, debtor }: PortalWorld, email: string): Promise<void> {
  await server.services.store.write(async (tx) => {
    const row = await tx.get('debtors', debtor.debtorId);
    if (row) await tx.put('debtors', { ...row, email });
  });
}

async function askForCode(browser: PortalBrowser, email: string): Promise<Page> {
  const page = await browser.get('/portal/login');
  return browser.post('/portal/login', [...page.fields('/portal/login').slice(0, 1), ['email', email]]);
}

async function typeCode(browser: PortalBrowser, code: string, more: [string, string][] = []): Promise<Page> {
  const page = await browser.get('/portal/login/code');
  const fields = page.fields('/portal/login/code').filter(([name]) => name === 'csrf');
  return browser.post('/portal/login/code', [...fields, ['code', code], ...more]);
}

/** Ids of codes that a test has had. Two of one millisecond stand in no order that a store would keep. */
const seen = new Set<string>();

async function lastCode(world: PortalWorld): Promise<string> {
  const fresh = (await messages(world, 'portal.code')).filter(({ id }) => !seen.has(id));
  for (const { id } of fresh) seen.add(id);
  return String(fresh.at(-1)?.params.code ?? '');
}

async function logIn(world: PortalWorld, email = ADDRESS, more: [string, string][] = []): Promise<PortalBrowser> {
  const browser = stranger(world);
  await askForCode(browser, email);
  const sent = await typeCode(browser, await lastCode(world), more);
  expect(sent.status).toBe(303);
  return browser;
}

/** A clock that a test can move. */
function movableClock() {
  let now = Date.parse('2026-03-10T10:00:00Z');
  return {
    now: () => new Date(now),
    pass(ms: number) {
      now += ms;
    },
  };
}

async function link(world: PortalWorld, ...debtors: SeededDebtor[]): Promise<string> {
  const groupId = newId();
  await world.server.services.store.write(async (tx) => {
    for (const { debtorId } of debtors) {
      const { administrationId } = (await tx.get('debtors', debtorId)) as Row<'debtors'>;
      const at = '2026-03-01T00:00:00.000Z';
      await tx.put('debtorGroupMembers', { id: newId(), administrationId, debtorId, groupId, groupName: 'Oostkade', linkedAt: at });
    }
  });
  return groupId;
}

const other = (world: PortalWorld, companyId: string, number: string, name: string, email = '') =>
  addDebtor(world.server.services, companyId, { number, name, email }, [
    { number: `F-${number}`, amount: 12_345, open: 12_345, issueDate: '2026-01-01' as never, dueDate: '2026-02-01' as never },
  ]);

describe('logging in with an e-mailed code', () => {
  it('lets in who can read the mail of an address on file, however it is typed', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const browser = stranger(world);
    const asked = await askForCode(browser, 'balie@OOSTKADE.example');
    expect([asked.status, asked.location]).toEqual([303, '/portal/login/code']);
    expect(await messages(world, 'portal.code')).toMatchObject([{ recipient: ADDRESS, debtorId: world.debtor.debtorId, state: 'queued' }]);
    const sent = await typeCode(browser, await lastCode(world));
    expect([sent.status, sent.location]).toEqual([303, '/portal']);
    expect((await browser.get('/portal')).text).toContain('Fysiotherapie Oostkade');
    const visits = (await booksOf(world)).timeline.filter(({ kind }) => kind === 'portal-visit');
    expect(visits.at(-1)?.params).toEqual({ method: 'login' });
  });

  it('finds a contact’s address, not that of one who must not be written to', async () => {
    const world = await portalWorld();
    const { services } = world.server;
    const base = { administrationId: world.companyId, debtorId: world.debtor.debtorId, roles: ['dunning' as const] };
    await services.store.write(async (tx) => {
      await tx.put('contacts', { ...base, id: newId(), name: 'Jan', email: 'jan@oostkade.example' });
      await tx.put('contacts', { ...base, id: newId(), name: 'Piet', email: 'piet@oostkade.example', doNotContact: true });
    });
    await askForCode(stranger(world), 'piet@oostkade.example');
    expect(await messages(world, 'portal.code')).toEqual([]);
    await logIn(world, 'jan@oostkade.example');
    expect(await messages(world, 'portal.code')).toMatchObject([{ recipientName: 'Jan' }]);
  });

  it('answers a stranger exactly as it answers a customer, and mails nobody', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const [known, unknown] = [stranger(world), stranger(world)];
    const answers = [await askForCode(known, ADDRESS), await askForCode(unknown, 'nobody@elsewhere.example')];
    expect(new Set(answers.map((page) => `${page.status} ${page.location} ${page.html}`)).size).toBe(1);
    for (const browser of [known, unknown]) expect(browser.cookie('kasstroom_login')).toMatch(/^[\w-]{43}$/);
    const wrong = (await lastCode(world)) === '000000' ? '111111' : '000000';
    const tries = [await typeCode(known, wrong), await typeCode(unknown, wrong)];
    expect(tries[0]?.status).toBe(422);
    expect(comparable(tries[0] as Page)).toEqual(comparable(tries[1] as Page));
    expect(await messages(world, 'portal.code')).toHaveLength(1);
  });

  it('ends after five wrong codes, also for the right one', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const browser = stranger(world);
    await askForCode(browser, ADDRESS);
    const code = await lastCode(world);
    const wrong = code === '000000' ? '111111' : '000000';
    for (let attempt = 1; attempt <= 4; attempt += 1) expect((await typeCode(browser, wrong)).text).toContain('Deze code klopt niet');
    expect((await typeCode(browser, wrong)).text).toContain('werkt niet meer');
    expect((await typeCode(browser, code)).status).toBe(422);
    expect((await browser.get('/portal')).status).toBe(401);
  });

  it('works once, for a quarter of an hour, and only in the browser that asked', async () => {
    const clock = movableClock();
    const world = await portalWorld({ clock });
    await setEmail(world, ADDRESS);
    const browser = stranger(world);
    await askForCode(browser, ADDRESS);
    const code = await lastCode(world);
    expect((await typeCode(stranger(world), code)).status).toBe(422);
    expect((await typeCode(browser, code)).status).toBe(303);
    const cookie = browser.cookie('kasstroom_login');
    expect(cookie).toBeUndefined();
    await askForCode(browser, ADDRESS);
    clock.pass(15 * 60_000 + 1);
    expect((await typeCode(browser, await lastCode(world))).status).toBe(422);
  });

  it('mails one address no more than five codes an hour, and says nothing of it', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const pages: Page[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) pages.push(await askForCode(stranger(world), ADDRESS));
    expect(new Set(pages.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    expect(await messages(world, 'portal.code')).toHaveLength(5);
  });

  it('keeps nothing that a stolen database could be opened with', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const browser = stranger(world);
    await askForCode(browser, ADDRESS);
    const code = await lastCode(world);
    const [login] = await world.server.services.store.read((tx) => tx.list('portalLogins', { where: {} }));
    expect(login?.id).toBe(tokenHash(browser.cookie('kasstroom_login') ?? ''));
    expect(JSON.stringify(login)).not.toContain(code);
    const audit = await world.server.services.store.read((tx) => tx.list('auditLog', { where: { command: 'begin-portal-login' } }));
    expect(JSON.stringify(audit)).not.toMatch(new RegExp(`${code}|${ADDRESS}`, 'i'));
  });

  it('refuses what is no address, and keeps what was typed', async () => {
    const world = await portalWorld();
    const page = await askForCode(stranger(world), 'balie at oostkade');
    expect([page.status, page.text.includes('Vul een e‑mailadres in')]).toEqual([422, true]);
    expect(page.html).toContain('value="balie at oostkade"');
    expect(page.html).toContain('<title>Fout: ');
  });
});

describe('a remembered device', () => {
  it('comes in without a code, until it is signed out', async () => {
    const clock = movableClock();
    const world = await portalWorld({ clock });
    await setEmail(world, ADDRESS);
    const browser = await logIn(world, ADDRESS, [['remember', '1']]);
    clock.pass(13 * 3_600_000);
    const back = await browser.get('/portal');
    expect([back.status, back.location]).toEqual([303, '/portal']);
    const overview = await browser.get('/portal');
    expect(overview.text).toContain('Fysiotherapie Oostkade');
    const device = browser.cookie('kasstroom_device') ?? '';
    await browser.post('/portal/sign-out', overview.fields('/portal/sign-out'));
    browser.setCookie('kasstroom_device', device);
    expect((await browser.get('/portal')).status).toBe(401);
  });

  it('is forgotten from the list of devices, and after ninety days', async () => {
    const clock = movableClock();
    const world = await portalWorld({ clock });
    await setEmail(world, ADDRESS);
    const first = await logIn(world, ADDRESS, [['remember', '1']]);
    const second = await logIn(world, ADDRESS, [['remember', '1']]);
    const list = await second.get('/portal/devices');
    expect(list.text).toContain('Dit apparaat');
    const id = tokenHash(first.cookie('kasstroom_device') ?? '');
    await second.post('/portal/devices', [...list.fields('/portal/devices').slice(0, 1), ['device', id]]);
    clock.pass(13 * 3_600_000);
    expect((await first.get('/portal')).status).toBe(401);
    expect((await second.get('/portal')).status).toBe(303);
    clock.pass(91 * DAY);
    expect((await second.get('/portal')).status).toBe(401);
  });

  it('cannot be made with a link: that opens what it was made for and no more', async () => {
    const world = await portalWorld();
    const [session] = await world.server.services.store.read((tx) => tx.list('portalSessions', { where: {} }));
    const actor = { kind: 'debtor', debtorId: world.debtor.debtorId, administrationId: world.companyId } as const;
    const args = { sessionId: session?.id, deviceId: 'x', name: '', expiresAt: '2027-01-01T00:00:00.000Z' };
    const outcome = await executeCommand(world.server.services, { commandId: newId(), name: 'remember-portal-device', args, actor });
    expect(outcome).toMatchObject({ error: { code: 'portal.login-needed' } });
  });
});

describe('a letter', () => {
  it('has a code of eight characters that cannot be mistaken, which opens the portal however it is typed', async () => {
    const world = await portalWorld();
    const way = await letterWayIn(world.server.services, { debtorId: world.debtor.debtorId, days: 30 });
    expect(way.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(CODE_CHARACTERS).not.toMatch(/[01OIL]/);
    for (const typed of [way.code, ` ${way.code.slice(0, 4)} ${way.code.slice(4).toLowerCase()} `]) {
      const browser = stranger(world);
      const page = await browser.get('/portal/code');
      const sent = await browser.post('/portal/code', [...page.fields('/portal/code').slice(0, 1), ['code', typed]]);
      expect([sent.status, sent.location]).toEqual([303, '/portal']);
      expect((await browser.get('/portal')).text).toContain('Fysiotherapie Oostkade');
    }
    const scanned = stranger(world);
    expect((await scanned.enter(new URL(way.url).pathname)).text).toContain('Fysiotherapie Oostkade');
    const codes = await world.server.services.store.read((tx) => tx.list('portalCodes', { where: {} }));
    expect(codes).toHaveLength(1);
    expect(JSON.stringify(codes)).not.toContain(way.code);
  });

  it('opens nothing with another code, nor after its time or once it is revoked', async () => {
    const clock = movableClock();
    const world = await portalWorld({ clock });
    const { services } = world.server;
    const [late, revoked] = [
      await letterWayIn(services, { debtorId: world.debtor.debtorId, days: 1 }),
      await letterWayIn(services, { debtorId: world.debtor.debtorId, days: 60 }),
    ];
    await giveCommand(services, {
      commandId: newId(),
      name: 'revoke-portal-access',
      args: { debtorId: world.debtor.debtorId, accessId: revoked.accessId },
      actor: SYSTEM,
    });
    clock.pass(2 * DAY);
    const answers: [number, string][] = [];
    for (const code of [late.code, revoked.code, 'ABCD2345', 'niets']) {
      const browser = stranger(world);
      const page = await browser.get('/portal/code');
      const sent = await browser.post('/portal/code', [...page.fields('/portal/code').slice(0, 1), ['code', code]]);
      answers.push([sent.status, comparable(sent)[1].replaceAll(code, 'CODE')]);
      expect((await browser.get('/portal')).status).toBe(401);
    }
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]?.[0]).toBe(422);
  });

  it('gives up after ten guesses a minute', async () => {
    const world = await portalWorld();
    const browser = stranger(world);
    const csrf = (await browser.get('/portal/code')).fields('/portal/code').slice(0, 1);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => browser.post('/portal/code', [...csrf, ['code', 'ABCD2345']])));
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});

describe('a link that no longer works', () => {
  it('offers a new one to the address on file, and tells a stranger nothing', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const { services } = world.server;
    const past = '2026-03-01T00:00:00.000Z';
    const expired = await addDebtor(services, world.companyId, { number: '2', email: 'two@example.test' }, [], { expiresAt: past });
    const revoked = await addDebtor(services, world.companyId, { number: '3', email: 'three@example.test' }, [], { revokedAt: past });
    const silent = await addDebtor(services, world.companyId, { number: '4' }, [], { expiresAt: past });
    const unknown = `/p/${services.keys.signAccess('0198c0de-0000-7000-8000-000000000000')}`;
    const browser = stranger(world);
    const answers: [number, string][] = [];
    for (const path of [expired.link, revoked.link, silent.link, unknown, `/p/${'A'.repeat(43)}`]) {
      const page = await browser.get(path);
      expect(page.text).toContain('Stuur mij een nieuwe link');
      answers.push(comparable(await browser.post(path, page.fields(null))));
    }
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]?.[0]).toBe(200);
    expect(answers[0]?.[1]).not.toMatch(/Oostkade|example\.test/);
    const sent = await messages(world, 'portal.new-link');
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual(['three@example.test', 'two@example.test']);
  });

  it('mails once in ten minutes and five times a day, and the new link works', async () => {
    const clock = movableClock();
    const world = await portalWorld({ clock });
    const { services } = world.server;
    const debtor = await addDebtor(services, world.companyId, { number: '2', name: 'Twee', email: 'two@example.test' }, [], {
      expiresAt: '2026-03-01T00:00:00.000Z',
    });
    const browser = stranger(world);
    const ask = async () => browser.post(debtor.link, (await browser.get(debtor.link)).fields(null));
    await ask();
    await ask();
    expect(await messages(world, 'portal.new-link')).toHaveLength(1);
    for (let times = 0; times < 6; times += 1) {
      clock.pass(11 * 60_000);
      await ask();
    }
    const sent = await messages(world, 'portal.new-link');
    expect(sent).toHaveLength(5);
    const fresh = `/p/${services.keys.signAccess(sent[4]?.facts.portalAccessId ?? '')}`;
    expect((await browser.enter(fresh)).text).toContain('Twee');
  });

  it('does nothing for a form of another site', async () => {
    const world = await portalWorld();
    const debtor = await addDebtor(world.server.services, world.companyId, { number: '2', email: 'two@example.test' }, [], {
      expiresAt: '2026-03-01T00:00:00.000Z',
    });
    const browser = stranger(world);
    const page = await browser.get(debtor.link);
    expect((await browser.post(debtor.link, page.fields(null), { origin: 'https://evil.example' })).status).toBe(403);
    expect((await browser.post(debtor.link, [])).status).toBe(403);
    expect(await messages(world, 'portal.new-link')).toEqual([]);
  });
});

describe('a collector', () => {
  it('makes a link, and takes back one or all, with the visits and devices that came of them', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const { services } = world.server;
    const give = (name: string, args: object) =>
      giveCommand<{ accessId: string }>(services, { commandId: newId(), name, args, actor: SYSTEM });
    const { debtorId } = world.debtor;
    const { accessId } = await give('give-portal-access', { debtorId });
    const byLink = stranger(world);
    await byLink.enter(`/p/${services.keys.signAccess(accessId)}`);
    const loggedIn = await logIn(world, ADDRESS, [['remember', '1']]);
    await give('revoke-portal-access', { debtorId, accessId });
    expect((await byLink.get('/portal')).status).toBe(401);
    expect((await byLink.get(`/p/${services.keys.signAccess(accessId)}`)).status).toBe(404);
    expect((await loggedIn.get('/portal')).status).toBe(200);
    expect((await world.browser.get('/portal')).status).toBe(200);
    await give('revoke-portal-access', { debtorId });
    for (const browser of [loggedIn, world.browser]) expect((await browser.get('/portal')).status).toBe(401);
    const kinds = (await booksOf(world)).timeline.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('portal-access'))).toEqual([
      'portal-access-given',
      'portal-access-revoked',
      'portal-access-revoked',
    ]);
  });
});

describe('several customer numbers', () => {
  it('are seen together when they are linked and the link says so, over companies, and no longer once that ends', async () => {
    const world = await portalWorld();
    const { services } = world.server;
    const second = await addCompany(services, { name: 'Lindeboer Verhuur' });
    const rented = await other(world, second, '881', 'Oostkade Verhuur');
    const apart = await other(world, world.companyId, '882', 'Iemand anders');
    await link(world, world.debtor, rented);
    const args = { debtorId: world.debtor.debtorId, withGroup: true };
    const given = await giveCommand<{ accessId: string }>(services, {
      commandId: newId(),
      name: 'give-portal-access',
      args,
      actor: SYSTEM,
    });
    const browser = stranger(world);
    const page = await browser.enter(`/p/${services.keys.signAccess(given.accessId)}`);
    expect(page.text).toContain('Nu te betalen: € 784,50');
    expect(page.text).toContain('Nu te betalen: € 123,45');
    expect(page.text).not.toContain('Iemand anders');
    const csrf = page.fields('/portal/customers').slice(0, 1);
    const choose = (debtorId: string) => browser.post('/portal/customers', [...csrf, ['debtor', debtorId]]);
    expect((await choose(rented.debtorId)).location).toBe('/portal');
    expect((await browser.get('/portal')).text).toContain('Lindeboer Verhuur');
    expect((await browser.get('/portal')).text).toContain('Betaal € 123,45');
    expect((await choose(apart.debtorId)).status).toBe(404);
    // The single link of the same debtor shows that one only.
    expect((await world.browser.get('/portal/customers')).text).not.toContain('Oostkade Verhuur');
    await services.store.write(async (tx) => {
      for (const member of await tx.list('debtorGroupMembers', { where: { debtorId: rented.debtorId } }))
        await tx.put('debtorGroupMembers', { ...member, unlinkedAt: '2026-03-10T10:00:00.000Z' });
    });
    // Whoever looks at the one that was let go is out; the link still shows the debtor it was made for.
    expect((await browser.get('/portal')).status).toBe(401);
    const again = await browser.enter(`/p/${services.keys.signAccess(given.accessId)}`);
    expect(again.text).not.toContain('Oostkade Verhuur');
    expect((await choose(rented.debtorId)).status).not.toBe(303);
    expect((await browser.get('/portal')).text).toContain('Betaal € 784,50');
  });

  it('of one address are all offered after logging in', async () => {
    const world = await portalWorld();
    await setEmail(world, ADDRESS);
    const second = await addCompany(world.server.services, { name: 'Lindeboer Verhuur' });
    await other(world, second, '881', 'Oostkade Verhuur', ADDRESS.toLowerCase());
    const browser = stranger(world);
    await askForCode(browser, ADDRESS);
    expect((await typeCode(browser, await lastCode(world))).location).toBe('/portal/customers');
    const page = await browser.get('/portal/customers');
    expect(page.text).toContain('U hebt 2 klantnummers bij ons');
    expect((await browser.get('/portal')).text).toContain('al uw 2 klantnummers');
  });
});

describe('what has ended', () => {
  it('is swept away: visits, devices, codes and logins, not what still counts', async () => {
    const clock = movableClock();
    const world = await portalWorld({ clock });
    await setEmail(world, ADDRESS);
    const { services } = world.server;
    await logIn(world, ADDRESS, [['remember', '1']]);
    await letterWayIn(services, { debtorId: world.debtor.debtorId, days: 1 });
    clock.pass(2 * DAY);
    const fresh = await logIn(world);
    const args = { administrationId: world.companyId };
    const swept = await giveCommand(services, { commandId: newId(), name: 'sweep-portal', args, actor: SYSTEM });
    expect(swept).toEqual({ portalSessions: 2, portalDevices: 0, portalCodes: 1, portalLogins: 1 });
    expect((await fresh.get('/portal')).status).toBe(200);
    clock.pass(100 * DAY);
    expect(await giveCommand(services, { commandId: newId(), name: 'sweep-portal', args, actor: SYSTEM })).toMatchObject({
      portalSessions: 1,
      portalDevices: 1,
      portalLogins: 1,
    });
  });
});
