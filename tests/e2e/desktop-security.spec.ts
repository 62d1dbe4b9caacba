import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DesktopWorld, USER } from '../support/desktop-world.ts';
import { buildDesktop, type Desktop, launchDesktop } from '../support/electron-stand-in/launch.ts';
import { PageCore } from '../support/page-core.ts';

let world: DesktopWorld;
let desktop: Desktop;

test.beforeAll(async () => {
  buildDesktop();
  world = await DesktopWorld.open();
  const args = ['--server', world.url, '--email', USER.email, '--password', USER.password];
  desktop = await launchDesktop({ profile: world.profile, args });
  await expect(desktop.page.getByText('Bakkerij Het Anker').first()).toBeVisible();
});
test.afterAll(async () => {
  await desktop.quit();
  await world.close();
});

test('the window is isolated and sandboxed, and its page has no Node', async () => {
  const preferences = await desktop.inMain(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as Electron.WebContents & {
      getLastWebPreferences(): Electron.WebPreferences;
    };
    const {
      contextIsolation,
      sandbox,
      nodeIntegration,
      webSecurity,
      webviewTag = false,
      nodeIntegrationInSubFrames = false,
    } = contents.getLastWebPreferences();
    return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag, nodeIntegrationInSubFrames };
  });
  expect(preferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    nodeIntegrationInSubFrames: false,
  });
  const globals = await desktop.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
  );
  expect(globals).toEqual([]);
});

test('the page gets the bridge and nothing else', async () => {
  const bridge = await desktop.page.evaluate(() => {
    const { kasstroom } = window as unknown as { kasstroom: object };
    const before = Object.keys(kasstroom);
    try {
      Object.assign(kasstroom, { send: () => 'replaced' });
    } catch {
      return before;
    }
    return ['the bridge can be replaced'];
  });
  expect(bridge).toEqual(['send', 'onFrame']);
});

test('the content security policy is enforced', async () => {
  const violations = await desktop.page.evaluate(async () => {
    const found = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => found.add(event.effectiveDirective));
    const add = (name: string, attributes: object) => document.body.append(Object.assign(document.createElement(name), attributes));
    add('script', { textContent: 'window.injected = true' });
    add('script', { src: 'https://example.org/x.js' });
    add('style', { textContent: 'body { display: none }' });
    add('img', { src: 'https://example.org/pixel.gif' });
    add('iframe', { src: 'https://example.org/' });
    add('object', { data: 'https://example.org/x.pdf' });
    await fetch('https://example.org/').catch(() => undefined);
    // A string as code, evaluated later: what is evaluated for the test itself is exempt from the policy.
    Reflect.apply(setTimeout, window, ['window.injected = true']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { found: [...found].sort(), injected: 'injected' in window, hidden: getComputedStyle(document.body).display === 'none' };
  });
  expect(violations).toEqual({
    found: ['connect-src', 'frame-src', 'img-src', 'object-src', 'script-src', 'script-src-elem', 'style-src-elem'],
    injected: false,
    hidden: false,
  });
});

test('only the main frame of our own page reaches the core', async () => {
  const { page } = desktop;
  const core = new PageCore(page);
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.id = 'mail';
    frame.sandbox.add('allow-popups');
    frame.srcdoc = '<p id="text">a debtor’s mail</p><script>parent.postMessage("script ran", "*")</script>';
    document.body.append(frame);
  });
  const mail = await (await page.waitForSelector('#mail')).contentFrame();
  await mail?.waitForSelector('#text');
  expect(await mail?.evaluate(() => ['kasstroom' in window, 'require' in window])).toEqual([false, false]);

  await core.listen();
  const send = (from: 'main' | 'subframe' | 'other contents' | 'other page', id: number) =>
    desktop.inMain(
      ({ ipcMain, BrowserWindow }, given) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const main = contents?.mainFrame;
        const frames = {
          main,
          subframe: main?.frames[0],
          'other contents': main,
          'other page': { url: 'https://kasstroom.evil.example/', parent: null },
        };
        const sender = given.from === 'other contents' ? {} : contents;
        const frame = { id: given.id, kind: 'query', name: 'session.get', args: {} };
        ipcMain.emit('kasstroom:send', { sender, senderFrame: frames[given.from] }, frame);
      },
      { from, id },
    );
  await send('subframe', 2_000_001);
  await send('other contents', 2_000_002);
  await send('other page', 2_000_003);
  await send('main', 2_000_004);
  const answered = async () =>
    (await core.received()).flatMap((frame) => (frame.kind === 'reply' && frame.id > 2_000_000 ? [frame.id] : []));
  await expect.poll(answered).toEqual([2_000_004]);
  await page.evaluate(() => document.querySelector('#mail')?.remove());
});

test('no channel is listened to but the one', async () => {
  const channels = await desktop.inMain(({ ipcMain }) => ipcMain.eventNames().map(String));
  expect(channels.filter((name) => name.startsWith('kasstroom'))).toEqual(['kasstroom:send']);
});

test('the page cannot leave, and a dropped file does not take its place', async () => {
  const { page } = desktop;
  const home = page.url();
  for (const url of ['https://example.org/', 'file:///etc/hosts', 'data:text/html,x', 'chrome://gpu'])
    await page.evaluate((address) => {
      location.href = address;
    }, url);
  const file = join(world.folder, 'dropped.html');
  writeFileSync(file, '<title>dropped</title>');
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(home);
  await expect(page.getByText('Bakkerij Het Anker').first()).toBeVisible();
  expect(await desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://kasstroom/');
});

test('links go to the user’s own programs, of listed kinds only, and never to a window of ours', async () => {
  await desktop.inMain(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url: string) => void opened.push(url);
  });
  await desktop.page.evaluate(() => {
    const addresses = ['https://example.org/a', 'http://example.org/b', 'mailto:a@example.org', 'tel:+31200000000'];
    for (const url of [...addresses, 'file:///etc/hosts', 'ms-settings:', `${location.origin}/c`, 'about:blank']) window.open(url);
  });
  const opened = () => desktop.inMain(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(opened).toEqual(['https://example.org/a', 'mailto:a@example.org', 'tel:+31200000000']);
  await expect.poll(() => desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect
    .poll(
      () =>
        desktop.page
          .context()
          .pages()
          .filter((page) => page.url().includes('example.org')).length,
    )
    .toBe(0);
});

test('the page is refused every permission', async () => {
  const states = await desktop.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const answers = names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state);
    const media = navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    );
    return [...new Set(await Promise.all(answers)), await media];
  });
  expect(states[0]).toBe('denied');
  expect(states).toHaveLength(2);
  expect(['NotAllowedError', 'NotFoundError']).toContain(states[1]);
});

test('the session’s token is on the disk sealed only', async () => {
  const secrets = join(world.profile, 'secrets.json');
  test.skip(!existsSync(secrets), 'this machine has no key store, so nothing is kept');
  const sealed = JSON.parse(readFileSync(secrets, 'utf8')) as Record<string, string>;
  expect(Object.keys(sealed)).toEqual(['session-token']);
  const token = await desktop.inMain(
    ({ safeStorage }, value) => safeStorage.decryptString(Buffer.from(value, 'base64')),
    sealed['session-token'] ?? '',
  );
  expect(token.length).toBeGreaterThan(20);
  const holding = readdirSync(world.profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(token));
  expect(holding).toEqual([]);
});
