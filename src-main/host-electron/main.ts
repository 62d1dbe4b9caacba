import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow, ipcMain, net, protocol, session, utilityProcess } from 'electron';
import type { ReplyFrame } from '../../src-shared/contract/index.ts';
import { type CoreChannel, CoreHost } from '../core/core-host.ts';
import type { FromCore } from '../core/core-process.ts';
import { rendererFile } from '../core/renderer-files.ts';
import { APP_ORIGIN, channels, DEEP_LINK_SCHEME } from './channels.ts';
import { installMenu } from './menu.ts';
import { safeStorageSecrets } from './secrets.ts';
import { denyPermissions, isOwnPage, lockNavigation } from './security.ts';
import { watchForUpdates } from './updater.ts';
import { openWindow } from './window.ts';

const { values } = parseArgs({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  options: { profile: { type: 'string' }, server: { type: 'string' }, email: { type: 'string' }, password: { type: 'string' } },
  strict: false,
  allowPositionals: true,
});
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const report = (message: string): void => console.error(message);

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(run);

async function run(): Promise<void> {
  const profileFolder = text(values.profile) ?? app.getPath('userData');
  app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
  denyPermissions(session.defaultSession);
  lockNavigation();
  installMenu();
  servePage(join(import.meta.dirname, '../renderer'));
  let window: BrowserWindow | null = null;
  const [email, password] = [text(values.email), text(values.password)];
  const core = await CoreHost.start(utilityChannel(), {
    profileFolder,
    serverUrl: text(values.server),
    signIn: email && password ? { email, password } : null,
    secrets: safeStorageSecrets(profileFolder),
    deliver: (_client, frame: ReplyFrame) => window?.webContents.send(channels.frame, frame),
    report,
  });
  ipcMain.on(channels.send, (event, frame: unknown) => {
    // Only our own page's main frame may speak to the core; a mail shown in a frame of it may not.
    if (event.senderFrame && event.senderFrame === window?.webContents.mainFrame && isOwnPage(event.senderFrame.url)) core.send(0, frame);
  });
  window = openWindow(profileFolder);
  focusOnSecondStart(() => window);
  quitWith(core);
  const server = text(values.server);
  if (server) watchForUpdates(server, report);
}

function servePage(folder: string): void {
  protocol.handle('app', (request) => {
    const url = new URL(request.url);
    if (`app://${url.host}` !== APP_ORIGIN) return net.fetch('about:blank');
    const { status, headers, body } = rendererFile(folder, url.pathname, "'none'");
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers });
  });
}

/** A second start brings the running window to the front. */
function focusOnSecondStart(window: () => BrowserWindow | null): void {
  app.on('second-instance', () => {
    const shown = window();
    if (shown?.isMinimized()) shown.restore();
    shown?.focus();
  });
}

/** The core closes its files before the process ends; what waits for the server is safe in the outbox. */
function quitWith(core: CoreHost): void {
  let stopped = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void core.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
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
