import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type MessageKey, translate } from '../../src-shared/i18n/index.ts';

export type Language = 'nl' | 'en';

/** The language of the system, for what is shown before or outside the page. */
export const systemLanguage = (): Language => (app.getLocale().toLowerCase().startsWith('nl') ? 'nl' : 'en');

type Role = NonNullable<MenuItemConstructorOptions['role']>;

/** The system's own menu entries with their usual keys; everything of Kasstroom itself is in the page. */
export function installMenu(): void {
  const language = systemLanguage();
  const item = (key: MessageKey, role: Role): MenuItemConstructorOptions => ({ role, label: translate(language, key) });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: translate(language, 'menu.file'), submenu: [item('menu.quit', 'quit')] },
    {
      label: translate(language, 'menu.edit'),
      submenu: [
        item('menu.undo', 'undo'),
        item('menu.redo', 'redo'),
        separator,
        item('menu.cut', 'cut'),
        item('menu.copy', 'copy'),
        item('menu.paste', 'paste'),
        item('menu.select-all', 'selectAll'),
      ],
    },
    {
      label: translate(language, 'menu.view'),
      submenu: [
        item('menu.zoom-reset', 'resetZoom'),
        item('menu.zoom-in', 'zoomIn'),
        item('menu.zoom-out', 'zoomOut'),
        separator,
        item('menu.full-screen', 'togglefullscreen'),
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
