import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../find-browser.mjs';
import { waitFor } from '../wait-for.ts';
import type { ControlReply } from './control-messages.ts';
import { SETTINGS_VARIABLE, type Settings } from './settings.ts';

export type Electron = typeof import('electron');
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MAIN = join(ROOT, 'dist/main/main.js');
const QUIET = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A running desktop, whatever its windows are made of. */
export interface Desktop {
  readonly kind: 'electron' | 'stand-in';
  readonly page: Page;
  /** Runs a function in the main process; it may use its arguments only. */
  inMain<A, R>(body: (electron: Electron, arg: A) => R | Promise<R>, arg: A): Promise<R>;
  inMain<R>(body: (electron: Electron) => R | Promise<R>): Promise<R>;
  /** What the process wrote to stderr so far. */
  log(): string;
  /** Resolves with the exit code. */
  readonly exited: Promise<number>;
  /** Quits as the menu does. */
  quit(): Promise<void>;
  /** Ends at once, as a power cut would. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  profile: string;
  args?: readonly string[];
  /** Stand-in only: as an installed program. */
  packaged?: boolean;
  /** Stand-in only: false is a machine without a key store. */
  keyStore?: string | null;
  resources?: string;
  env?: Record<string, string>;
}

/** Electron's own executable on this machine, or null. */
export function electronBinary(): string | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ROOT, 'node_modules/electron/dist');
  const names: Partial<Record<NodeJS.Platform, string>> = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const file = join(folder, names[process.platform] ?? 'electron');
  return existsSync(file) ? file : null;
}

/** Builds what the windows load, unless it is newer than all it is made from. */
export function buildDesktop(): void {
  const run = (...args: string[]): void => {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  };
  const shared = newest('src-shared');
  if (Math.max(newest('src-main'), shared) > built('dist/main/preload.cjs')) run('src-main/build.mjs');
  if (Math.max(newest('src-renderer'), shared) > built('dist/renderer/index.html'))
    run('node_modules/vite/bin/vite.js', 'build', '--config', 'src-renderer/vite.config.ts', '--logLevel', 'error');
}

const built = (file: string): number => (existsSync(join(ROOT, file)) ? statSync(join(ROOT, file)).mtimeMs : 0);

function newest(folder: string): number {
  const files = readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** Starts the desktop on real Electron when its binary is here, else on the stand-in. */
export async function launchDesktop(options: LaunchOptions): Promise<Desktop> {
  const binary = electronBinary();
  return binary && !options.packaged ? launchElectron(binary, options) : launchStandIn(options);
}

async function launchElectron(executablePath: string, { profile, args = [], env = {} }: LaunchOptions): Promise<Desktop> {
  const app = await _electron.launch({
    executablePath,
    cwd: ROOT,
    args: [...asRoot, MAIN, '--profile', profile, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  let log = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    log += String(chunk);
  });
  const exited = new Promise<number>((resolve) => app.process().once('exit', (code) => resolve(code ?? -1)));
  return {
    kind: 'electron',
    page: await app.firstWindow(),
    inMain: ((body: (electron: Electron, arg: unknown) => unknown, arg: unknown) => app.evaluate(body, arg)) as Desktop['inMain'],
    log: () => log,
    exited,
    quit: async () => {
      await app.evaluate(({ app: running }) => running.quit()).catch(() => undefined);
      await exited;
    },
    kill: async () => {
      app.process().kill('SIGKILL');
      await exited;
    },
  };
}

/** The process of a stand-in, which need not have a window (a second start has none). */
export class StandInProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number>;
  private output = '';
  private last = 0;

  constructor(browserAddress: string, options: LaunchOptions) {
    const { profile, args = [], packaged = false, keyStore = KEY_STORE, resources = ROOT, env = {} } = options;
    const settings: Settings = { browser: browserAddress, packaged, keyStore, appFolder: ROOT, resources };
    mkdirSync(profile, { recursive: true });
    this.child = fork(MAIN, ['--profile', profile, ...args], {
      cwd: ROOT,
      execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
      env: { ...process.env, ...env, [SETTINGS_VARIABLE]: JSON.stringify(settings) },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.output += String(chunk);
    });
    this.exited = new Promise((resolve) => this.child.once('exit', (code) => resolve(code ?? -1)));
  }

  log = (): string => this.output;

  inMain(body: (electron: Electron, arg: unknown) => unknown, arg: unknown): Promise<unknown> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`the desktop has ended: ${this.output}`));
      const answered = (reply: ControlReply) => {
        if (reply.id !== id) return;
        this.child.off('message', answered).off('exit', gone);
        if ('error' in reply) reject(new Error(reply.error));
        else resolve(reply.value);
      };
      this.child.on('message', answered).once('exit', gone);
      this.child.send({ id, body: String(body), arg });
    });
  }
}

/** The key store of the machine that the tests' desktops run on. */
const KEY_STORE = randomBytes(32).toString('hex');

let sharedBrowser: Promise<{ browser: Browser; address: string }> | null = null;

/** One Chromium for all stand-ins of a test process. */
function browserForWindows(): Promise<{ browser: Browser; address: string }> {
  sharedBrowser ??= startBrowser();
  return sharedBrowser;
}

async function startBrowser(): Promise<{ browser: Browser; address: string }> {
  const found = findBrowser();
  if (!found.path) throw new Error(found.reason);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...QUIET, ...asRoot, '--no-first-run', `--remote-debugging-port=${port}`],
  });
  return { browser, address: `http://127.0.0.1:${port}` };
}

/** Closes the windows' browser at the end of a test process. */
export async function closeBrowser(): Promise<void> {
  await (await sharedBrowser)?.browser.close();
  sharedBrowser = null;
}

/** A stand-in's process alone, for starts that open no window. */
export async function startStandIn(options: LaunchOptions): Promise<StandInProcess> {
  return new StandInProcess((await browserForWindows()).address, options);
}

export async function launchStandIn(options: LaunchOptions): Promise<Desktop> {
  const { address } = await browserForWindows();
  const running = new StandInProcess(address, options);
  // A client of its own, that sees the pages which the desktop opens.
  const client = await chromium.connectOverCDP(address);
  void running.exited.then(() => client.close());
  const page = await Promise.race([
    waitFor(async () => {
      const open = await running.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()), null);
      const [found] = client.contexts().flatMap((context) => context.pages().filter((it) => it.url().includes('.stand-in.invalid')));
      if (!found || !(open as boolean[])[0]) throw new Error(`the desktop has opened no window\n${running.log()}`);
      return found;
    }, 30_000),
    running.exited.then((code) => Promise.reject(new Error(`the desktop ended with ${code} before it had a window\n${running.log()}`))),
  ]);
  return {
    kind: 'stand-in',
    page,
    inMain: ((body: (electron: Electron, arg: unknown) => unknown, arg: unknown) => running.inMain(body, arg)) as Desktop['inMain'],
    log: running.log,
    exited: running.exited,
    quit: async () => {
      await running.inMain(({ app }) => setImmediate(() => app.quit()), null).catch(() => undefined);
      await running.exited;
    },
    kill: async () => {
      running.child.kill('SIGKILL');
      await running.exited;
      await page.close().catch(() => undefined);
    },
  };
}
