import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import type { Session, Status } from '../../src-shared/contract/index.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { DesktopWorld, USER } from '../support/desktop-world.ts';
import { dropFiles } from '../support/drop-files.ts';
import {
  buildDesktop,
  type Desktop,
  electronBinary,
  type LaunchOptions,
  launchDesktop,
  startAgain,
  startWindowless,
} from '../support/electron-stand-in/launch.ts';
import { PageCore } from '../support/page-core.ts';

// On the stand-in, or on real Electron with KASSTROOM_DESKTOP=electron.

let world: DesktopWorld;
let open: Desktop[] = [];

test.beforeAll(() => {
  process.stdout.write(`windows of ${electronBinary() ?? 'the stand-in'}\n`);
  buildDesktop();
});
test.beforeEach(async () => {
  world = await DesktopWorld.open();
});
test.afterEach(async () => {
  for (const desktop of open) await desktop.kill();
  open = [];
  await world.close();
});

async function start(options: Partial<LaunchOptions> = {}): Promise<Desktop> {
  const desktop = await launchDesktop({ profile: world.profile, ...options });
  open.push(desktop);
  return desktop;
}

/** A desktop that is signed in, as the demo starts it. */
async function startSignedIn(...args: string[]): Promise<Desktop> {
  const desktop = await start({ args: ['--server', world.url, '--email', USER.email, '--password', USER.password, ...args] });
  await expect(desktop.page.getByText('Bakkerij Het Anker').first()).toBeVisible();
  return desktop;
}

const pending = async (desktop: Desktop): Promise<number> => (await new PageCore(desktop.page).ask<Status>('query', 'status.get')).pending;

/** Keeps the system's messages that would be shown, instead of showing them. */
async function catchNotifications(desktop: Desktop): Promise<() => Promise<{ title: string; body: string }[]>> {
  await desktop.inMain(({ Notification, BrowserWindow }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shown });
    Notification.prototype.show = function show() {
      shown.push(this);
    };
    for (const window of BrowserWindow.getAllWindows()) window.minimize();
  });
  return () =>
    desktop.inMain(() => (globalThis as unknown as { shown: Electron.Notification[] }).shown.map(({ title, body }) => ({ title, body })));
}

test('asks for the server at the first start, signs in and shows the worklist', async () => {
  const { page } = await start();
  const core = new PageCore(page);
  expect(await core.ask<Session>('query', 'session.get')).toMatchObject({ state: 'signed-out', serverUrl: null });
  await expect(core.ask('call', 'auth.sign-in', USER)).rejects.toMatchObject({ code: 'profile.no-server' });
  await page.getByLabel('Server').fill('http://127.0.0.1:9');
  await page.getByLabel('E-mailadres').fill(USER.email);
  await page.getByLabel('Wachtwoord').fill(USER.password);
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.getByText('De server is niet bereikbaar')).toBeVisible();
  await page.getByLabel('Server').fill(`${world.url}/`);
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.getByText('Bakkerij Het Anker').first()).toBeVisible();
  await expect(core.ask('call', 'profile.server', { url: world.url })).rejects.toMatchObject({ code: 'profile.server-in-use' });
  expect(JSON.parse(readFileSync(join(world.profile, 'profile.json'), 'utf8'))).toMatchObject({ serverUrl: world.url, email: USER.email });
});

test('opens a debtor, and stays signed in over a restart when the machine has a key store', async () => {
  const first = await startSignedIn();
  await first.page.getByText('Bakkerij Het Anker').first().dblclick();
  await expect(first.page.getByRole('heading', { name: 'Bakkerij Het Anker' })).toBeVisible();
  await expect(first.page.getByRole('row', { name: /F1/ })).toBeVisible();
  const kept = await first.inMain(({ safeStorage }) => safeStorage.isEncryptionAvailable());
  await first.quit();
  const second = await start();
  const session = await new PageCore(second.page).ask<Session>('query', 'session.get');
  expect(session.state).toBe(kept ? 'signed-in' : 'signed-out');
});

test('opens the debtor of a link it is started with', async () => {
  const desktop = await startSignedIn();
  await desktop.quit();
  const again = await start({ args: ['--server', world.url, '--email', USER.email, '--password', USER.password, link()] });
  await expect(again.page.getByRole('heading', { name: 'Bakkerij Het Anker' })).toBeVisible();
});

test('is one program: a second start shows the running window and opens its link there', async () => {
  const desktop = await startSignedIn();
  await desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  // As Windows hands it over: Chromium's own switches in between.
  expect(await startAgain(world.profile, ['--allow-file-access-from-files', '--server', 'http://evil.example', link()])).toBe(0);
  await expect(desktop.page.getByRole('heading', { name: 'Bakkerij Het Anker' })).toBeVisible();
  const windows = await desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()));
  expect(windows).toEqual([false]);
  expect(JSON.parse(readFileSync(join(world.profile, 'profile.json'), 'utf8'))).toMatchObject({ serverUrl: world.url });
});

test('opens the debtor of a link that macOS hands over, and nothing for another link', async () => {
  const desktop = await startSignedIn();
  const core = new PageCore(desktop.page);
  await core.listen();
  const openUrl = (url: string) => desktop.inMain(({ app }, given) => void app.emit('open-url', { preventDefault: () => {} }, given), url);
  for (const url of [
    'kasstroom://settings',
    'https://example.org/debtor/x',
    'kasstroom://debtor/a%2Fb',
    `kasstroom://debtor/${'x'.repeat(99)}`,
  ])
    await openUrl(url);
  await openUrl(link());
  await expect(desktop.page.getByRole('heading', { name: 'Bakkerij Het Anker' })).toBeVisible();
  const navigations = (await core.received()).filter((frame) => frame.kind === 'event' && frame.name === 'navigate');
  expect(navigations).toEqual([{ kind: 'event', name: 'navigate', data: { debtorId: world.debtorId } }]);
});

test('keeps the place of its window', async () => {
  const bounds = { x: 80, y: 60, width: 1200, height: 820 };
  const first = await startSignedIn();
  await first.inMain(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
  await first.quit();
  const second = await start();
  const found = await second.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  expect(found).toMatchObject({ width: 1200, height: 820 });
  expect(JSON.parse(readFileSync(join(world.profile, 'window.json'), 'utf8'))).toMatchObject({ maximized: false, bounds: found });
});

test('quits with changes waiting, and sends them at the next start', async () => {
  const desktop = await startSignedIn();
  await world.stop();
  const core = new PageCore(desktop.page);
  await core.ask('command', 'add-note', { debtorId: world.debtorId, text: 'Belt morgen terug', pinned: true });
  expect(await pending(desktop)).toBe(1);
  await desktop.quit();
  expect(await desktop.exited).toBe(0);
  // Closed properly: no write-ahead log is left beside the outbox.
  expect(existsSync(join(world.profile, 'outbox.sqlite'))).toBe(true);
  expect(existsSync(join(world.profile, 'outbox.sqlite-wal'))).toBe(false);
  await world.start();
  const again = await start({ args: ['--email', USER.email, '--password', USER.password] });
  await expect.poll(() => pending(again)).toBe(0);
  const notes = await world.services.store.read((tx) => tx.list('notes', { where: {} }));
  expect(notes.map((note) => note.text)).toEqual(['Belt morgen terug']);
});

test('loses nothing that was said to be saved when the power fails', async () => {
  const desktop = await startSignedIn();
  await world.stop();
  await new PageCore(desktop.page).ask('command', 'add-note', { debtorId: world.debtorId, text: 'Net op tijd', pinned: false });
  await desktop.kill();
  await world.start();
  const again = await start({ args: ['--email', USER.email, '--password', USER.password] });
  await expect.poll(() => pending(again)).toBe(0);
  expect(await world.services.store.read((tx) => tx.list('notes', { where: {} }))).toHaveLength(1);
});

test('tells of a portal payment and of a refused change while nobody looks', async () => {
  const desktop = await startSignedIn();
  const shown = await catchNotifications(desktop);
  await payThroughPortal(12_345);
  await expect.poll(shown).toEqual([{ title: 'Betaling via het portaal', body: 'Bakkerij Het Anker: €\u00A0123,45' }]);

  // Finished here without a network, and by a colleague in the meantime.
  await world.stop();
  await new PageCore(desktop.page).ask('command', 'finish-action', { actionId: world.actionId, outcome: '' });
  await world.start();
  await world.services.store.write(async (tx) => {
    const action = await tx.get('actions', world.actionId);
    if (action) await tx.put('actions', { ...action, state: 'done' });
  });
  await new PageCore(desktop.page).ask('call', 'sync.now');
  await expect
    .poll(async () => (await shown()).map(({ title }) => title))
    .toEqual(['Betaling via het portaal', 'Een wijziging is geweigerd']);

  await desktop.inMain(() => void (globalThis as unknown as { shown: Electron.Notification[] }).shown[0]?.emit('click'));
  await expect(desktop.page.getByRole('heading', { name: 'Bakkerij Het Anker' })).toBeVisible();
  const focused = await desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()));
  expect(focused).toEqual([false]);
});

test('keeps quiet about a payment while the user looks', async () => {
  const desktop = await startSignedIn();
  const shown = await catchNotifications(desktop);
  await desktop.inMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.restore();
    window?.focus();
  });
  const core = new PageCore(desktop.page);
  await core.listen();
  await payThroughPortal(100);
  await expect
    .poll(async () => JSON.stringify((await core.received()).filter((frame) => frame.kind === 'event' && frame.name === 'changed')))
    .toContain('"payments"');
  expect(await shown()).toEqual([]);
});

test('takes files that are dropped on a debtor, and keeps what could not be sent over a power cut', async () => {
  const desktop = await startSignedIn();
  await desktop.page.getByText('Bakkerij Het Anker').first().dblclick();
  const card = desktop.page.getByRole('grid', { name: 'Facturen' });
  await expect(card).toBeVisible();
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom-drop-'));
  const drop = async (name: string, to: Locator): Promise<void> => {
    // More than one piece of what the page hands over.
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_300_000)]);
    writeFileSync(join(folder, name), bytes);
    await dropFiles(desktop.page, to, [join(folder, name)], () =>
      expect(desktop.page.getByText('Loslaten: naar Documenten')).toBeVisible(),
    );
  };
  const filed = async (): Promise<string[]> =>
    (await world.services.store.read((tx) => tx.list('documents', { where: {} }))).map(({ name }) => name).sort();
  await drop('one.pdf', card);
  await expect.poll(filed).toEqual(['one.pdf']);
  const list = desktop.page.getByRole('listbox', { name: 'Documenten' });
  await expect(list.getByText('one.pdf')).toBeVisible();
  await world.stop();
  await drop('two.pdf', list);
  await expect(desktop.page.getByText('Wacht op verzending')).toBeVisible();
  await desktop.kill();
  await world.start();
  await start({ args: ['--email', USER.email, '--password', USER.password] });
  await expect.poll(filed).toEqual(['one.pdf', 'two.pdf']);
  rmSync(folder, { recursive: true });
});

test('says why it cannot start', async () => {
  test.skip(electronBinary() !== null, 'a message box of real Electron waits for a person');
  const running = await startWindowless({ profile: world.profile, args: ['--server', 'no address'] });
  expect(await running.exited).toBe(1);
  expect(running.log()).toContain('[error box] Kasstroom kan niet starten: Het instellingenbestand');
});

const link = (): string => `kasstroom://debtor/${world.debtorId}`;

async function payThroughPortal(amount: number): Promise<void> {
  const createdAt = new Date().toISOString();
  await world.services.store.write((tx) =>
    tx.put('payments', {
      id: newId(),
      administrationId: world.administrationId,
      debtorId: world.debtorId,
      currency: 'EUR',
      amount,
      paidOn: createdAt.slice(0, 10) as never,
      source: 'portal',
      state: 'awaiting-ledger',
      createdAt,
    }),
  );
}
