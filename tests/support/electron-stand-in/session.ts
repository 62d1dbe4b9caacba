import type { BrowserContext, CDPSession } from '@playwright/test';
import { customSchemes, fromBrowser } from './browser.ts';

type RequestHandler = (contents: unknown, permission: string, callback: (granted: boolean) => void, details: object) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/** Electron's names of permissions beside the browser's own. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['idle-detection', 'idle-detection'],
] as const;

export class Session {
  private onRequest: RequestHandler | null = null;
  private onCheck: CheckHandler | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.onRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.onCheck = handler;
  }

  setDevicePermissionHandler(): void {
    // A headless browser has no devices to give.
  }

  /** Gives the browser the answers of the handlers. Both must say yes; without handlers Electron grants everything. */
  async applyPermissions(browser: CDPSession, contents: unknown, origin: string): Promise<void> {
    for (const [permission, name] of PERMISSIONS) {
      const requested = await new Promise<boolean>((resolve) => {
        if (this.onRequest) this.onRequest(contents, permission, resolve, {});
        else resolve(true);
      });
      const granted = requested && (this.onCheck?.(contents, permission, origin, {}) ?? true);
      await browser.send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied', origin });
    }
  }
}

const defaultSession = new Session();
export const session = { defaultSession, fromPartition: () => new Session() };

const handlers = new Map<string, ProtocolHandler>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges?: { standard?: boolean } }[]): void {
    for (const { scheme, privileges } of schemes) if (privileges?.standard) customSchemes.add(scheme);
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    if (!customSchemes.has(scheme)) throw new Error(`stand-in: ${scheme} is not registered as a standard scheme`);
    handlers.set(scheme, handler);
  },
};

/** Serves the custom schemes; everything else of the network is cut off, as tests must not leave the machine. */
export async function serveSchemes(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = fromBrowser(request.url());
    const handler = handlers.get(new URL(url).protocol.slice(0, -1));
    if (!handler) return route.abort('internetdisconnected');
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}
