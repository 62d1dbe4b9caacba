import type { Catalogue } from '../catalogue.ts';
import type { desktopHost as source } from '../nl/desktop-host.ts';

export const desktopHost: Catalogue<typeof source> = {
  'notice.refused': 'A change was refused',
  'notice.payments': '{count, plural, one {Payment through the portal} other {# payments through the portal}}',
  'host.cannot-start': 'Kasstroom cannot start',
  'host.core-stopped': 'A part of Kasstroom has stopped. What you had saved is kept. Start Kasstroom again.',
  'menu.file': 'File',
  'menu.quit': 'Quit',
  'menu.edit': 'Edit',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.select-all': 'Select all',
  'menu.view': 'View',
  'menu.zoom-reset': 'Actual size',
  'menu.zoom-in': 'Zoom in',
  'menu.zoom-out': 'Zoom out',
  'menu.full-screen': 'Full screen',
  'error.profile.no-server': 'Fill in the address of the server first.',
  'error.profile.not-a-server': 'No Kasstroom server answers at {url}. Ask your administrator for the address.',
  'error.profile.server-in-use': 'Sign out first and let waiting changes be sent; then you can choose another server.',
};
