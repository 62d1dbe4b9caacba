// What the stand-in has of the module `electron`, main process's side. See README.md.
export { app } from './app.ts';
export { utilityProcess } from './processes.ts';
export { protocol, session } from './session.ts';
export { dialog, Menu, Notification, net, safeStorage, screen, shell } from './system.ts';
export { BrowserWindow, ipcMain } from './windows.ts';
