import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { app, type BrowserWindow, dialog, ipcMain, protocol, session, utilityProcess } from 'electron';
import { translate, translateError } from '../../src-shared/i18n/index.ts';
import { errorShape } from '../../src-shared/kernel/index.ts';
import { type CoreChannel, CoreHost } from '../core/core-host.ts';
import type { FromCore } from '../core/core-process.ts';
import { rendererFile } from '../core/renderer-files.ts';
import { APP_ORIGIN, channels, DEEP_LINK_SCHEME } from './channels.ts';
import { DeepLinks, linkInArguments } from './deep-links.ts';
import { installMenu, systemLanguage } from './menu.ts';
import { systemNotifications } from './notifications.ts';
import { startOptions } from './options.ts';
import { safeStorageSecrets } from './secrets.ts';
import { denyPermissions, isOwnPage, lockNavigation } from './security.ts';
import { UpdateWatch } from './updater.ts';
import { openWindow } from './window.ts';

const options = startOptions(process.argv, app.isPackaged);
const report = (message: string): void => console.error(message);
let window: BrowserWindow | null = null;
const toPage: ConstructorParameters<typeof DeepLinks>[0] = (frame) => {
  if (window && !window.isDestroyed()) window.webContents.send(channels.frame, frame);
};
const links = new DeepLinks(toPage);

// A profile of one's own is an instance of one's own.
if (options.profile !== null) {
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', options.profile);
}
app.setAppUserModelId('com.kasstroom.desktop');
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
takeLinks();
if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(run).catch(cannotStart);

async function run(): Promise<void> {
  const profileFolder = app.getPath('userData');
  denyPermissions(session.defaultSession);
  lockNavigation();
  installMenu();
  servePage(join(import.meta.dirname, '../renderer'));
  const updates = new UpdateWatch(report);
  const core = await CoreHost.start(utilityChannel(), {
    profileFolder,
    serverUrl: options.server,
    signIn: options.signIn,
    secrets: safeStorageSecrets(profileFolder),
    notifications: systemNotifications((debtorId) => {
      if (debtorId !== null) links.show(debtorId);
      comeToFront();
    }),
    deliver: (_client, frame) => toPage(frame),
    report,
    crashed: coreStopped,
    serverChanged: (url) => updates.from(url),
  });
  ipcMain.on(channels.send, (event, frame: unknown) => {
    const { sender, senderFrame } = event;
    // Only our own page's main frame may speak to the core; a mail shown in a frame of it may not.
    if (sender !== window?.webContents || !senderFrame || senderFrame.parent !== null || !isOwnPage(senderFrame.url)) return;
    links.pageListens();
    core.send(0, frame);
  });
  quitWith(core);
  window = openWindow(profileFolder);
}

/** Links come with the first start, with a later start that is sent here, and on macOS as an event that may be the very first. */
function takeLinks(): void {
  // After `--`, so that nothing in a link is taken for an option; a checkout does not register itself.
  if (app.isPackaged) app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME, process.execPath, ['--']);
  links.open(linkInArguments(process.argv));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    if (links.open(link)) comeToFront();
  });
  app.on('second-instance', (_event, argv) => {
    links.open(linkInArguments(argv));
    comeToFront();
  });
}

function comeToFront(): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function servePage(folder: string): void {
  protocol.handle('app', (request) => {
    const url = new URL(request.url);
    if (`app://${url.host}` !== APP_ORIGIN) return new Response(null, { status: 404 });
    const { status, headers, body } = rendererFile(folder, url.pathname, "'none'");
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers });
  });
}

/** The core closes its files before the process ends; what waits for the server is safe in the outbox. */
function quitWith(core: CoreHost): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (state !== 'stopped') event.preventDefault();
    if (state !== 'running') return;
    state = 'stopping';
    void core.stop().finally(() => {
      state = 'stopped';
      app.quit();
    });
  });
}

function cannotStart(error: unknown): void {
  const language = systemLanguage();
  report(inspect(error));
  dialog.showErrorBox(translate(language, 'host.cannot-start'), translateError(language, errorShape(error)));
  app.exit(1);
}

function coreStopped(code: number): void {
  report(`the core stopped unexpectedly (exit code ${code})`);
  dialog.showErrorBox('Kasstroom', translate(systemLanguage(), 'host.core-stopped'));
  app.exit(1);
}

function utilityChannel(): CoreChannel {
  const child = utilityProcess.fork(join(import.meta.dirname, 'core-entry.js'), [], { serviceName: 'Kasstroom core' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) =>
      child.on('message', (message: FromCore) => {
        if (message.type === 'stopped') child.kill();
        listener(message);
      }),
    onExit: (listener) => child.on('exit', listener),
  };
}
