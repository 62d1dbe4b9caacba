import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Frame, Page } from '@playwright/test';
import { app, openWindows, StandInEvent } from './app.ts';
import { connectBrowser, fromBrowser, toBrowser } from './browser.ts';
import { type Session, serveSchemes, session } from './session.ts';
import { nodeInPageScript, pageWorldScript, preloadWorldScript, RECEIVE, SEND, WORLD } from './worlds.ts';

export const ipcMain = new EventEmitter();

interface WebPreferences {
  preload?: string;
  contextIsolation?: boolean;
  sandbox?: boolean;
  nodeIntegration?: boolean;
  [name: string]: unknown;
}
interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}
type WindowOptions = Partial<Rectangle> & { show?: boolean; title?: string; webPreferences?: WebPreferences };
type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** A frame of a page as the main process sees it. */
class WebFrame {
  private readonly frame: Frame;
  constructor(frame: Frame) {
    this.frame = frame;
  }
  get url(): string {
    return fromBrowser(this.frame.url());
  }
  get parent(): WebFrame | null {
    const parent = this.frame.parentFrame();
    return parent && webFrame(parent);
  }
  get frames(): WebFrame[] {
    return this.frame.childFrames().map(webFrame);
  }
}
const frames = new WeakMap<Frame, WebFrame>();
function webFrame(frame: Frame): WebFrame {
  const known = frames.get(frame) ?? new WebFrame(frame);
  frames.set(frame, known);
  return known;
}

export class WebContents extends EventEmitter {
  readonly session: Session = session.defaultSession;
  private readonly preferences: WebPreferences;
  private page: Page | null = null;
  private devtools: CDPSession | null = null;
  private preloadWorld: number | null = null;
  private openHandler: OpenHandler | null = null;
  /** Address that the main process itself asked for; only others are navigations of the page. */
  private asked = '';

  constructor(preferences: WebPreferences) {
    super();
    this.preferences = preferences;
    app.emit('web-contents-created', new StandInEvent(), this);
  }

  getLastWebPreferences(): WebPreferences {
    return { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, ...this.preferences };
  }

  get mainFrame(): WebFrame | null {
    return this.page && webFrame(this.page.mainFrame());
  }

  getURL(): string {
    return this.mainFrame?.url ?? '';
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.preloadWorld === null || !this.devtools) return;
    const message = [channel, structuredClone(args)].map((it) => JSON.stringify(it)).join(', ');
    void this.devtools
      .send('Runtime.evaluate', { expression: `globalThis.${RECEIVE}(${message})`, contextId: this.preloadWorld })
      // The page may be gone or loading anew; Electron drops the message too.
      .catch(() => undefined);
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.open();
    this.asked = toBrowser(url);
    await page.goto(this.asked);
    this.emit('did-finish-load', new StandInEvent());
  }

  async resize({ width, height }: Rectangle): Promise<void> {
    await this.page?.setViewportSize({ width, height });
  }

  async destroy(): Promise<void> {
    await this.page?.close();
  }

  private async open(): Promise<Page> {
    if (this.page) return this.page;
    const context = await connectBrowser();
    await serveSchemes(context);
    const page = await context.newPage();
    this.page = page;
    this.devtools = await context.newCDPSession(page);
    await this.installWorlds(this.devtools);
    await this.watchNavigation(page, this.devtools);
    await session.defaultSession.applyPermissions(this.devtools, this, toBrowser('app://kasstroom'));
    page.once('close', () => this.emit('page-closed'));
    return page;
  }

  private async installWorlds(devtools: CDPSession): Promise<void> {
    const { preload, contextIsolation, sandbox, nodeIntegration } = this.getLastWebPreferences();
    if (!sandbox) throw new Error('stand-in: a preload script outside the sandbox has Node, which cannot be had here');
    const channel = randomUUID();
    const world = contextIsolation ? { worldName: WORLD } : {};
    const context = contextIsolation ? { executionContextName: WORLD } : {};
    const { frameTree } = await devtools.send('Page.getFrameTree');
    devtools.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      if (auxData?.frameId !== frameTree.frame.id) return;
      const isolated = name === WORLD;
      if (isolated || (!contextIsolation && auxData?.isDefault)) this.preloadWorld = id;
    });
    devtools.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === SEND) this.receive(payload);
    });
    await devtools.send('Page.enable');
    await devtools.send('Runtime.enable');
    await devtools.send('Runtime.addBinding', { name: SEND, ...context });
    if (nodeIntegration) await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: nodeInPageScript });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(channel) });
    if (!preload) return;
    const source = preloadWorldScript(channel, readFileSync(preload, 'utf8'), contextIsolation === true);
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source, ...world });
  }

  private receive(payload: string): void {
    const { channel, args } = JSON.parse(payload) as { channel: string; args: unknown[] };
    ipcMain.emit(channel, { sender: this, senderFrame: this.mainFrame, processId: 1, frameId: 1 }, ...args);
  }

  private async watchNavigation(page: Page, devtools: CDPSession): Promise<void> {
    await page.route('**/*', (route) => {
      const request = route.request();
      const own = request.frame() !== page.mainFrame() || !request.isNavigationRequest() || request.url() === this.asked;
      if (own) return route.fallback();
      const event = Object.assign(new StandInEvent(), { url: fromBrowser(request.url()) });
      this.emit('will-navigate', event, event.url);
      return event.defaultPrevented ? route.abort('aborted') : route.fallback();
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.emit('did-navigate', new StandInEvent(), fromBrowser(frame.url()));
    });
    const allowed: string[] = [];
    devtools.on('Page.windowOpen', ({ url }) => {
      const address = fromBrowser(url);
      if ((this.openHandler?.({ url: address }).action ?? 'allow') === 'allow') allowed.push(address);
    });
    page.on('popup', (popup) => {
      const index = allowed.indexOf(fromBrowser(popup.url()));
      if (index < 0) void popup.close();
      else allowed.splice(index, 1);
    });
  }
}

const DEFAULT_BOUNDS: Rectangle = { x: 0, y: 0, width: 800, height: 600 };

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  private bounds: Rectangle;
  private visible: boolean;
  private focused = false;
  private minimized = false;
  private maximized = false;
  private destroyed = false;

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows].filter((it) => it instanceof BrowserWindow);
  }

  constructor({ x, y, width, height, show = true, webPreferences = {} }: WindowOptions) {
    super();
    this.bounds = { x: x ?? DEFAULT_BOUNDS.x, y: y ?? DEFAULT_BOUNDS.y, width: width ?? 800, height: height ?? 600 };
    this.visible = show;
    this.webContents = new WebContents(webPreferences);
    this.webContents.once('page-closed', () => this.close());
    openWindows.add(this);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url);
    await this.webContents.resize(this.bounds);
    this.emit('ready-to-show');
  }

  close(): void {
    if (this.destroyed) return;
    const event = new StandInEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.destroyed = true;
    openWindows.delete(this);
    void this.webContents.destroy();
    this.emit('closed');
    app.windowClosed();
  }

  show(): void {
    this.visible = true;
    this.focus();
  }
  hide(): void {
    this.visible = false;
    this.blur();
  }
  focus(): void {
    if (this.minimized || this.focused) return;
    this.focused = true;
    this.emit('focus');
  }
  blur(): void {
    this.focused = false;
    this.emit('blur');
  }
  minimize(): void {
    this.minimized = true;
    this.blur();
  }
  restore(): void {
    this.minimized = false;
    this.emit('restore');
  }
  maximize(): void {
    this.maximized = true;
  }
  unmaximize(): void {
    this.maximized = false;
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    void this.webContents.resize(this.bounds);
  }
  flashFrame(): void {
    // Nothing to see here.
  }
  getBounds = (): Rectangle => ({ ...this.bounds });
  getNormalBounds = (): Rectangle => ({ ...this.bounds });
  isVisible = (): boolean => this.visible;
  isFocused = (): boolean => this.focused;
  isMinimized = (): boolean => this.minimized;
  isMaximized = (): boolean => this.maximized;
  isDestroyed = (): boolean => this.destroyed;
}
