// The stand-in for the module `electron`, main process's side. See README.md.
import './control.ts';

export { app } from './app.ts';
export { protocol, session } from './session.ts';
export { utilityProcess } from './processes.ts';
export { dialog, Menu, net, Notification, safeStorage, screen, shell } from './system.ts';
export { BrowserWindow, ipcMain } from './windows.ts';
