import { app } from 'electron';
import updater from 'electron-updater';

const EVERY_MS = 4 * 60 * 60 * 1000;

/** Looks for a new version on the company's own server (`/updates`) and installs it when the user quits. */
export function watchForUpdates(serverUrl: string, report: (message: string) => void): void {
  if (!app.isPackaged) return;
  const { autoUpdater } = updater;
  autoUpdater.setFeedURL({ provider: 'generic', url: `${serverUrl.replace(/\/+$/, '')}/updates` });
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.on('error', (error) => report(`update: ${error.message}`));
  const check = () => void autoUpdater.checkForUpdates().catch((error: Error) => report(`update: ${error.message}`));
  check();
  setInterval(check, EVERY_MS);
}
