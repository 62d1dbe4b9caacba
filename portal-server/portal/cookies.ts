import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { newToken } from '../app/keys.ts';
import type { Services } from '../app/services.ts';

/** Cookies of the portal. None can be read by a script; what they hold opens nothing without the row it belongs to. */
export const COOKIES = {
  session: 'kasstroom_portal',
  /** Of a device that is let in without asking. */
  device: 'kasstroom_device',
  /** Of somebody who is logging in: the e-mailed code works with this only. */
  login: 'kasstroom_login',
  /** Of somebody who is not in (yet), so that the forms there are ours too. */
  guest: 'kasstroom_guest',
  /** Company whose portal was last visited here, for the pages before a visit. */
  company: 'kasstroom_company',
  language: 'kasstroom_language',
} as const;

export function readCookie(req: Request, name: string): string | null {
  const header = req.headers.cookie;
  if (!header) return null;
  for (const part of header.split(';')) {
    const split = part.indexOf('=');
    if (split > 0 && part.slice(0, split).trim() === name) return part.slice(split + 1).trim();
  }
  return null;
}

export function setCookie({ config }: Services, res: Response, name: string, value: string, maxAge: number): void {
  res.cookie(name, value, { ...options(config.publicUrl), maxAge });
}

export function clearCookie({ config }: Services, res: Response, name: string): void {
  res.clearCookie(name, options(config.publicUrl));
}

const options = (publicUrl: string) => ({ httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' }) as const;

/** Bound to a cookie without being stored: only who has the cookie can make it. */
export const csrfToken = (token: string): string => createHash('sha256').update(`csrf\u0000${token}`).digest('base64url');

const GUEST_MS = 12 * 60 * 60 * 1_000;
const TOKEN = /^[\w-]{43}$/;

/** What goes into the forms of somebody who is not in. */
export function guestCsrf(services: Services, req: Request, res: Response): string {
  const known = readCookie(req, COOKIES.guest);
  if (known && TOKEN.test(known)) return csrfToken(known);
  const token = newToken();
  setCookie(services, res, COOKIES.guest, token, GUEST_MS);
  return csrfToken(token);
}

/** A form of ours, sent by the browser that was given it: another site can neither know the token nor send our address as its origin. */
export function isOwnForm(services: Services, req: Request, csrf: string): boolean {
  const given = Buffer.from(String((req.body as Record<string, unknown> | undefined)?.csrf ?? ''));
  const expected = Buffer.from(csrf);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  if (req.headers['sec-fetch-site'] === 'cross-site') return false;
  const origin = req.headers.origin;
  return origin === undefined || origin === new URL(services.config.publicUrl).origin || hostOf(origin) === req.headers.host;
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/** Of a guest's form: without the cookie there is nothing to compare with. */
export function isOwnGuestForm(services: Services, req: Request): boolean {
  const token = readCookie(req, COOKIES.guest);
  return token !== null && TOKEN.test(token) && isOwnForm(services, req, csrfToken(token));
}
