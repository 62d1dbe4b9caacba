import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Actor } from '../../src-shared/commands/index.ts';
import { instant } from '../../src-shared/kernel/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import { newToken, tokenHash } from '../app/keys.ts';
import type { Services } from '../app/services.ts';
import type { ReadTx } from '../storage/store.ts';
import { giveCommand } from '../sync/execute.ts';

const SESSION_COOKIE = 'kasstroom_portal';
const LANGUAGE_COOKIE = 'kasstroom_language';
/** A visit ends after this, whether or not anything is done in it. */
const SESSION_MS = 12 * 60 * 60 * 1_000;
/** A colleague's look ends after this. */
const VIEW_MS = 60 * 60 * 1_000;
const LANGUAGE_SECONDS = 365 * 24 * 60 * 60;

/** A debtor in the portal, with the rows every page needs. */
export interface Visit {
  sessionId: string;
  /** Goes into every form, and must come back with it. */
  csrf: string;
  debtor: Row<'debtors'>;
  administration: Row<'administrations'>;
  /** Set when a colleague looks as the debtor: he sees everything and can give nothing. */
  viewerId: string | null;
}

/** A handler of a page inside a visit; the visit has been checked, and for a form also that the form is ours. */
export type VisitHandler = (visit: Visit, req: Request, res: Response) => Promise<void>;

/** A page that is read and shown: `read` sees the data as the check of the visit saw them, in one go. */
export interface VisitPage<Data> {
  read(tx: ReadTx, visit: Visit, req: Request): Promise<Data>;
  show(visit: Visit, data: Data, req: Request, res: Response): Promise<void>;
}

export function readCookie(req: Request, name: string): string | null {
  const header = req.headers.cookie;
  if (!header) return null;
  for (const part of header.split(';')) {
    const split = part.indexOf('=');
    if (split > 0 && part.slice(0, split).trim() === name) return part.slice(split + 1).trim();
  }
  return null;
}

export const sessionToken = (req: Request): string | null => readCookie(req, SESSION_COOKIE);

/** The visit a cookie belongs to; null when it has ended, or its link has been revoked since. */
export async function findVisit(tx: ReadTx, services: Services, token: string | null): Promise<Visit | null> {
  if (token === null) return null;
  const sessionId = tokenHash(token);
  const session = await tx.get('portalSessions', sessionId);
  if (!session || session.expiresAt <= instant(services.clock)) return null;
  const access = await tx.get('portalAccess', session.portalAccessId);
  if (!access || access.revokedAt !== null) return null;
  const debtor = await tx.get('debtors', session.debtorId);
  const administration = await tx.get('administrations', session.administrationId);
  if (!debtor || !administration) return null;
  return { sessionId, csrf: csrfToken(token), debtor, administration, viewerId: session.viewerId };
}

/** Comes in by a checked link: a new session, told to the browser by a cookie that no script can read. */
export async function startVisit(services: Services, res: Response, access: Row<'portalAccess'>): Promise<void> {
  const token = newToken();
  const now = services.clock.now();
  await giveCommand(services, {
    commandId: `portal-visit:${tokenHash(token)}`,
    name: 'open-portal',
    args: { accessId: access.id, sessionId: tokenHash(token), expiresAt: new Date(now.getTime() + SESSION_MS).toISOString() },
    actor: { kind: 'debtor', debtorId: access.debtorId, administrationId: access.administrationId },
  });
  res.cookie(SESSION_COOKIE, token, { ...cookieOptions(services), maxAge: SESSION_MS });
}

/** A colleague comes in to look as a debtor: an hour, once, by a token that the server gave him a moment ago. */
export async function startView(services: Services, res: Response, view: { debtorId: string; actor: Actor; commandId: string }) {
  const token = newToken();
  const expiresAt = new Date(services.clock.now().getTime() + VIEW_MS).toISOString();
  const args = { debtorId: view.debtorId, sessionId: tokenHash(token), expiresAt };
  await giveCommand(services, { commandId: view.commandId, name: 'view-portal', args, actor: view.actor });
  res.cookie(SESSION_COOKIE, token, { ...cookieOptions(services), maxAge: VIEW_MS });
}

export async function endVisit(services: Services, res: Response, visit: Visit): Promise<void> {
  await giveCommand(services, {
    commandId: `portal-leave:${visit.sessionId}`,
    name: 'close-portal',
    args: { sessionId: visit.sessionId },
    actor: actorOf(visit),
  });
  res.clearCookie(SESSION_COOKIE, cookieOptions(services));
}

export const actorOf = ({ debtor }: Visit) => ({ kind: 'debtor', debtorId: debtor.id, administrationId: debtor.administrationId }) as const;

function cookieOptions({ config }: Services) {
  return { httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:'), path: '/' } as const;
}

/** Bound to the session without being stored: only who has the cookie can make it. */
const csrfToken = (token: string): string => createHash('sha256').update(`csrf\u0000${token}`).digest('base64url');

/** A form of ours in this very visit; another site can neither know the token nor send our address as its origin. */
export function isOwnForm(services: Services, req: Request, visit: Visit): boolean {
  const given = Buffer.from(String((req.body as Record<string, unknown> | undefined)?.csrf ?? ''));
  const expected = Buffer.from(visit.csrf);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  if (req.headers['sec-fetch-site'] === 'cross-site') return false;
  const origin = req.headers.origin;
  return origin === undefined || origin === new URL(services.config.publicUrl).origin || hostOf(origin) === req.headers.host;
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

const isLanguage = (value: unknown): value is Language => value === 'nl' || value === 'en';

/** What the address asks for (and is remembered), else what was chosen before, else the debtor's own language. */
export function chooseLanguage(services: Services, req: Request, res: Response, own: Language): Language {
  const asked = req.query.lang;
  if (isLanguage(asked)) {
    res.cookie(LANGUAGE_COOKIE, asked, { ...cookieOptions(services), maxAge: LANGUAGE_SECONDS * 1_000 });
    return asked;
  }
  const chosen = readCookie(req, LANGUAGE_COOKIE);
  return isLanguage(chosen) ? chosen : own;
}
