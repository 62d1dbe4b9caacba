import { type BrowserContext, chromium } from '@playwright/test';
import { settings } from './settings.ts';

let context: BrowserContext | null = null;

/** The browser the launcher started. Its default context is the default session. */
export async function connectBrowser(): Promise<BrowserContext> {
  if (context) return context;
  const browser = await chromium.connectOverCDP(settings.browser);
  const [found] = browser.contexts();
  if (!found) throw new Error('stand-in: the browser has no default context');
  context = found;
  return found;
}

/** Known schemes of `protocol.handle`; a plain Chromium cannot load them, so each gets https origins. */
export const customSchemes = new Set<string>();
const SUFFIX = '.stand-in.invalid';

/** app://kasstroom/x → https://kasstroom.app.stand-in.invalid/x */
export function toBrowser(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  return scheme && customSchemes.has(scheme) ? `https://${host}.${scheme}${SUFFIX}${rest}` : url;
}

export function fromBrowser(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, href, origin } = new URL(url);
  if (protocol !== 'https:' || !hostname.endsWith(SUFFIX)) return url;
  const [host, scheme] = hostname.slice(0, -SUFFIX.length).split('.');
  return `${scheme}://${host}${href.slice(origin.length)}`;
}
