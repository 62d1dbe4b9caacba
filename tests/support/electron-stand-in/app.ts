import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectBrowser } from './browser.ts';
import { settings } from './settings.ts';

const packageJson = JSON.parse(readFileSync(join(settings.appFolder, 'package.json'), 'utf8')) as { name: string; version: string };

/** An event whose default can be prevented. */
export class StandInEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

interface ClosableWindow {
  close(): void;
}
export const openWindows = new Set<ClosableWindow & object>();

class App extends EventEmitter {
  readonly isPackaged = settings.packaged;
  readonly protocolClients: string[][] = [];
  private readonly paths = new Map<string, string>();
  private ready: Promise<void> | null = null;
  private quitting = false;

  whenReady(): Promise<void> {
    this.ready ??= connectBrowser().then(() => void this.emit('ready'));
    return this.ready;
  }

  getLocale(): string {
    return 'nl-NL';
  }

  getName(): string {
    return packageJson.name;
  }

  getVersion(): string {
    return packageJson.version;
  }

  getAppPath(): string {
    return settings.appFolder;
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`stand-in: setPath needs a folder that exists: ${path}`);
    this.paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`stand-in: the test gives no path ${name}`);
    return path;
  }

  setAsDefaultProtocolClient(...args: [string, string?, string[]?]): boolean {
    this.protocolClients.push([args[0], args[1] ?? process.execPath, ...(args[2] ?? [])]);
    return true;
  }

  setAppUserModelId(): void {
    // Windows' task bar only.
  }

  /** The first process holds the folder; a later one leaves its arguments there and is told to go. */
  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'stand-in-instance');
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox, { recursive: true });
    const lock = join(folder, 'pid');
    if (existsSync(lock) && isRunning(Number(readFileSync(lock, 'utf8')))) {
      const file = join(inbox, `${process.pid}`);
      writeFileSync(`${file}.new`, JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
      renameSync(`${file}.new`, `${file}.json`);
      return false;
    }
    writeFileSync(lock, String(process.pid));
    const read = (): void => {
      for (const name of readdirSync(inbox).filter((it) => it.endsWith('.json'))) {
        const { argv, cwd } = JSON.parse(readFileSync(join(inbox, name), 'utf8')) as { argv: string[]; cwd: string };
        rmSync(join(inbox, name));
        this.emit('second-instance', new StandInEvent(), argv, cwd);
      }
    };
    watch(inbox, read).unref();
    return true;
  }

  /** As Electron: `before-quit` may prevent it, then the windows close, and then the process ends. */
  quit(): void {
    if (this.quitting) return;
    const event = new StandInEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.quitting = true;
    for (const window of [...openWindows]) window.close();
    this.quitting = openWindows.size === 0;
    if (this.quitting) this.exit(0);
  }

  exit(code = 0): void {
    this.emit('will-quit', new StandInEvent());
    this.emit('quit', new StandInEvent(), code);
    process.exit(code);
  }

  windowClosed(): void {
    if (openWindows.size > 0 || this.quitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

export const app = new App();
