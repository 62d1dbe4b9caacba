import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './channels.ts';
import { keepWindowState, loadWindowState } from './window-state.ts';

const DEFAULT_SIZE = { width: 1440, height: 900 };
const MINIMUM_SIZE = { minWidth: 900, minHeight: 600 };

/** The one window: sandboxed, isolated, without Node. */
export function openWindow(profileFolder: string): BrowserWindow {
  const { bounds, maximized } = loadWindowState(profileFolder);
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...MINIMUM_SIZE,
    ...(bounds ?? {}),
    show: false,
    title: 'Kasstroom',
    backgroundColor: '#EEF1F2',
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: true,
    },
  });
  if (maximized) window.maximize();
  keepWindowState(profileFolder, window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
