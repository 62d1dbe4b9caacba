import { app } from 'electron';
import updater from 'electron-updater';
import { signedFeed } from './signed-provider.ts';

const EVERY_MS = 4 * 60 * 60 * 1000;

/** The key whose releases this build takes; put in by the build, empty in a build that takes none. */
declare const KASSTROOM_UPDATE_PUBLIC_KEY: string;

/** Looks for a new version on the company's own server (`/updates`) and installs it when the user quits. */
export class UpdateWatch {
  private readonly report: (message: string) => void;
  private timer: NodeJS.Timeout | undefined;

  constructor(report: (message: string) => void) {
    this.report = report;
  }

  from(serverUrl: string): void {
    clearInterval(this.timer);
    if (!app.isPackaged || KASSTROOM_UPDATE_PUBLIC_KEY === '') return;
    const { autoUpdater } = updater;
    const report = (error: Error): void => this.report(`update: ${error.message}`);
    autoUpdater.logger = null;
    autoUpdater.setFeedURL(signedFeed(`${serverUrl}/updates/`, KASSTROOM_UPDATE_PUBLIC_KEY));
    autoUpdater.allowDowngrade = false;
    autoUpdater.autoInstallOnAppQuit = true;
    // A failed check is told by its promise; a failed download only by the event.
    const check = () =>
      void autoUpdater
        .checkForUpdates()
        .then((result) => result?.downloadPromise)
        .catch(report);
    this.timer = setInterval(check, EVERY_MS);
    check();
  }
}
