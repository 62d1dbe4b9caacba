import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type BrowserContext, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../find-browser.mjs';
import { findElectron } from '../find-electron.mjs';
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
  /** Stand-in only: another build's main.js. */
  main?: string;
  env?: Record<string, string>;
}

/**
 * Real Electron's executable when the specs are to run on it (`KASSTROOM_DESKTOP=electron`), else null: the stand-in.
 * `npm test` runs them on both wherever the binary is present.
 */
export function electronBinary(): string | null {
  if (process.env.KASSTROOM_DESKTOP !== 'electron') return null;
  const { path, reason } = findElectron();
  if (!path) throw new Error(reason);
  return path;
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
    const { profile, args = [], packaged = false, keyStore = KEY_STORE, resources = ROOT, main = MAIN, env = {} } = options;
    const settings: Settings = { browser: browserAddress, packaged, keyStore, appFolder: ROOT, resources };
    mkdirSync(profile, { recursive: true });
    this.child = fork(main, ['--profile', profile, ...args], {
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

/** The Chromium of one desktop; like Electron's it keeps its data in the profile. */
async function startBrowser(profile: string): Promise<{ context: BrowserContext; address: string }> {
  const found = findBrowser();
  if (!found.path) throw new Error(found.reason);
  const port = await freePort();
  const context = await chromium.launchPersistentContext(join(profile, 'chromium'), {
    executablePath: found.path,
    args: [...QUIET, ...asRoot, '--no-first-run', `--remote-debugging-port=${port}`],
  });
  return { context, address: `http://127.0.0.1:${port}` };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A stand-in without windows, for a start that ends before it opens one. */
export async function startWindowless(options: LaunchOptions): Promise<StandInProcess> {
  const { context, address } = await startBrowser(options.profile);
  const running = new StandInProcess(address, options);
  void running.exited.then(() => context.close());
  return running;
}

/** Starts the program once more on a profile that is in use, and waits for that start to end. */
export async function startAgain(profile: string, args: readonly string[]): Promise<number> {
  const binary = electronBinary();
  if (!binary) return new StandInProcess('', { profile, args }).exited;
  const child = spawn(binary, [...asRoot, MAIN, '--profile', profile, ...args], { cwd: ROOT, stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
}

export async function launchStandIn(options: LaunchOptions): Promise<Desktop> {
  const { context, address } = await startBrowser(options.profile);
  const running = new StandInProcess(address, options);
  const exited = running.exited.finally(() => context.close());
  const page = await Promise.race([
    waitFor(() => shownPage(context, running), 30_000),
    exited.then((code) => Promise.reject(new Error(`the desktop ended with ${code} before it had a window\n${running.log()}`))),
  ]);
  return {
    kind: 'stand-in',
    page,
    inMain: ((body: (electron: Electron, arg: unknown) => unknown, arg: unknown) => running.inMain(body, arg)) as Desktop['inMain'],
    log: running.log,
    exited,
    quit: async () => {
      await running.inMain(({ app }) => void setImmediate(() => app.quit()), null);
      await exited;
    },
    kill: async () => {
      running.child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The page of the window, once it is shown. The launcher sees the pages that the desktop opens in its browser. */
async function shownPage(context: BrowserContext, running: StandInProcess): Promise<Page> {
  const visible = await running.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()), null);
  const page = context.pages().find((it) => new URL(it.url()).hostname.endsWith('.stand-in.invalid'));
  if (!page || !visible) throw new Error(`the desktop has opened no window\n${running.log()}`);
  return page;
}
