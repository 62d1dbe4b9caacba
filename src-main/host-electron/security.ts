import { app, type Session, shell, type WebContents } from 'electron';
import { APP_ORIGIN } from './channels.ts';

/** Only these leave for the user's browser, mail or telephone program. */
const EXTERNAL = ['https:', 'mailto:', 'tel:'];

export function isOwnPage(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}

/** The page may ask the machine for nothing: no camera, no location, no notifications of its own, no devices. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** No page but ours is ever shown; links go to the user's own programs, and only kinds we know. */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (URL.canParse(url) && EXTERNAL.includes(new URL(url).protocol)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}
