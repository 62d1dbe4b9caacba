import { app } from 'electron';
import updater from 'electron-updater';

const EVERY_MS = 4 * 60 * 60 * 1000;

/** Looks for a new version on the company's own server (`/updates`) and installs it when the user quits. */
export class UpdateWatch {
  private readonly report: (message: string) => void;
  private timer: NodeJS.Timeout | undefined;

  constructor(report: (message: string) => void) {
    this.report = report;
  }

  from(serverUrl: string): void {
    clearInterval(this.timer);
    if (!app.isPackaged) return;
    const { autoUpdater } = updater;
    autoUpdater.setFeedURL({ provider: 'generic', url: `${serverUrl}/updates` });
    autoUpdater.autoInstallOnAppQuit = true;
    const check = () => void autoUpdater.checkForUpdates().catch((error: Error) => this.report(`update: ${error.message}`));
    this.timer = setInterval(check, EVERY_MS);
    check();
  }
}
