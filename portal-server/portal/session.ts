import type { Request, Response } from 'express';
import type { Actor } from '../../src-shared/commands/index.ts';
import { reachableDebtors } from '../../src-shared/commands/portal-reach.ts';
import { AppError, instant, newId } from '../../src-shared/kernel/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import { newToken, tokenHash } from '../app/keys.ts';
import type { Services } from '../app/services.ts';
import type { ReadTx } from '../storage/store.ts';
import { giveCommand } from '../sync/execute.ts';
import { COOKIES, clearCookie, csrfToken, readCookie, setCookie } from './cookies.ts';

/** A visit ends after this, whether or not anything is done in it. */
const SESSION_MS = 12 * 60 * 60 * 1_000;
/** A colleague's look ends after this. */
const VIEW_MS = 60 * 60 * 1_000;
const DEVICE_MS = 90 * 24 * 60 * 60 * 1_000;
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

/** A debtor in the portal, with the rows every page needs. */
export interface Visit {
  sessionId: string;
  /** Goes into every form, and must come back with it. */
  csrf: string;
  debtor: Row<'debtors'>;
  administration: Row<'administrations'>;
  /** What the visit came in by. */
  access: Row<'portalAccess'>;
  /** Debtors that can be switched to, the one that is shown among them. */
  reach: readonly string[];
  /** A collector who looks at the portal as the debtor sees it: may see everything and do nothing. */
  viewerId: string | null;
}

/** A handler of a page inside a visit; the visit has been checked, and for a form also that the form is ours. */
export type VisitHandler = (visit: Visit, req: Request, res: Response) => Promise<void>;

/** A page that is read and shown: `read` sees the data as the check of the visit saw them, in one go. */
export interface VisitPage<Data> {
  read(tx: ReadTx, visit: Visit, req: Request): Promise<Data>;
  show(visit: Visit, data: Data, req: Request, res: Response): Promise<void>;
}

export const sessionToken = (req: Request): string | null => readCookie(req, COOKIES.session);

/**
 * The visit a cookie belongs to; null when it has ended, its link has been revoked since, or the debtor that is shown is no
 * longer linked with the one it came in for. One in which a colleague only looks ends with his account.
 */
export async function findVisit(tx: ReadTx, services: Services, token: string | null): Promise<Visit | null> {
  if (token === null) return null;
  const sessionId = tokenHash(token);
  const session = await tx.get('portalSessions', sessionId);
  if (!session || session.expiresAt <= instant(services.clock)) return null;
  if (session.viewerId !== null && (await tx.get('users', session.viewerId))?.disabled !== false) return null;
  const access = await tx.get('portalAccess', session.portalAccessId);
  if (!access || access.revokedAt !== null) return null;
  const reach = await reachableDebtors(tx, access, session.debtorIds);
  if (!reach.includes(session.debtorId)) return null;
  const debtor = await tx.get('debtors', session.debtorId);
  const administration = debtor && (await tx.get('administrations', debtor.administrationId));
  if (!debtor || !administration) return null;
  return { sessionId, csrf: csrfToken(token), debtor, administration, access, reach, viewerId: session.viewerId };
}

/** When a session that begins now ends, and the hash and value of its cookie. */
function newSession({ clock }: Services): { token: string; sessionId: string; expiresAt: string } {
  const token = newToken();
  return { token, sessionId: tokenHash(token), expiresAt: new Date(clock.now().getTime() + SESSION_MS).toISOString() };
}

function welcome(services: Services, res: Response, token: string, administrationId: string): void {
  setCookie(services, res, COOKIES.session, token, SESSION_MS);
  setCookie(services, res, COOKIES.company, administrationId, YEAR_MS);
}

/** Comes in by a checked link or letter's code: a new session, told to the browser by a cookie that no script can read. */
export async function startVisit(services: Services, res: Response, access: Row<'portalAccess'>): Promise<void> {
  const { token, sessionId, expiresAt } = newSession(services);
  await giveCommand(services, {
    commandId: `portal-visit:${sessionId}`,
    name: 'open-portal',
    args: { accessId: access.id, sessionId, expiresAt },
    actor: { kind: 'debtor', debtorId: access.debtorId, administrationId: access.administrationId },
  });
  welcome(services, res, token, access.administrationId);
}

/** A colleague comes in to look as a debtor: an hour, by a token that the server gave him a moment ago and that works once. */
export async function startView(
  services: Services,
  res: Response,
  view: { debtorId: string; actor: Actor; commandId: string },
): Promise<void> {
  const token = newToken();
  const expiresAt = new Date(services.clock.now().getTime() + VIEW_MS).toISOString();
  const args = { debtorId: view.debtorId, sessionId: tokenHash(token), expiresAt };
  await giveCommand(services, { commandId: view.commandId, name: 'view-portal', args, actor: view.actor });
  setCookie(services, res, COOKIES.session, token, VIEW_MS);
}

const PORTAL = { kind: 'system', name: 'portal' } as const;

/** Comes in by the code that was mailed. @returns how many debtors can be seen; 0 when the code is not the one */
export async function startVisitByLogin(
  services: Services,
  res: Response,
  login: { loginId: string; codeHash: string; remember: boolean; device: string },
): Promise<{ debtors: number; left: number }> {
  const { token, sessionId, expiresAt } = newSession(services);
  const args = { loginId: login.loginId, codeHash: login.codeHash, sessionId, expiresAt };
  const commandId = `portal-login:${sessionId}`;
  const answer = await giveCommand<{ isIn: boolean; left: number; debtors?: number }>(services, {
    commandId,
    name: 'finish-portal-login',
    args,
    actor: PORTAL,
  });
  if (!answer.isIn) return { debtors: 0, left: answer.left };
  const visit = await services.store.read((tx) => findVisit(tx, services, token));
  if (!visit) throw new AppError('portal.link-ended');
  welcome(services, res, token, visit.administration.id);
  if (login.remember) await rememberDevice(services, res, visit, login.device);
  return { debtors: answer.debtors ?? 1, left: 0 };
}

async function rememberDevice(services: Services, res: Response, visit: Visit, name: string): Promise<void> {
  const token = newToken();
  const expiresAt = new Date(services.clock.now().getTime() + DEVICE_MS).toISOString();
  await giveCommand(services, {
    commandId: `portal-device:${tokenHash(token)}`,
    name: 'remember-portal-device',
    args: { sessionId: visit.sessionId, deviceId: tokenHash(token), name, expiresAt },
    actor: actorOf(visit),
  });
  setCookie(services, res, COOKIES.device, token, DEVICE_MS);
}

/** Comes back on a remembered device. @returns whether a visit has begun */
export async function startVisitByDevice(services: Services, req: Request, res: Response): Promise<boolean> {
  const device = readCookie(req, COOKIES.device);
  if (device === null) return false;
  const known = await services.store.read((tx) => tx.get('portalDevices', tokenHash(device)));
  if (!known || known.expiresAt <= instant(services.clock)) {
    clearCookie(services, res, COOKIES.device);
    return false;
  }
  const { token, sessionId, expiresAt } = newSession(services);
  await giveCommand(services, {
    commandId: `portal-visit:${sessionId}`,
    name: 'open-portal-device',
    args: { deviceId: known.id, sessionId, expiresAt },
    actor: PORTAL,
  });
  welcome(services, res, token, known.administrationId);
  return true;
}

/** Signs out; a device that was remembered must ask again, or signing out would mean nothing on it. */
export async function endVisit(services: Services, req: Request, res: Response, visit: Visit): Promise<void> {
  const device = readCookie(req, COOKIES.device);
  if (device !== null) await forgetDevice(services, visit, tokenHash(device));
  clearCookie(services, res, COOKIES.device);
  await giveCommand(services, {
    commandId: `portal-leave:${visit.sessionId}`,
    name: 'close-portal',
    args: { sessionId: visit.sessionId },
    actor: actorOf(visit),
  });
  clearCookie(services, res, COOKIES.session);
}

/** A device that is no longer known, or is another visitor's, is left as it is. */
export async function forgetDevice(services: Services, visit: Visit, deviceId: string): Promise<void> {
  const known = await services.store.read((tx) => tx.get('portalDevices', deviceId));
  if (known?.debtorId !== visit.access.debtorId) return;
  await giveCommand(services, {
    commandId: newId(services.clock.now()),
    name: 'forget-portal-device',
    args: { sessionId: visit.sessionId, deviceId },
    actor: actorOf(visit),
  });
}

export const actorOf = ({ debtor }: Visit) => ({ kind: 'debtor', debtorId: debtor.id, administrationId: debtor.administrationId }) as const;

const isLanguage = (value: unknown): value is Language => value === 'nl' || value === 'en';

/** What the address asks for (and is remembered), else what was chosen before, else the debtor's own language. */
export function chooseLanguage(services: Services, req: Request, res: Response, own: Language): Language {
  const asked = req.query.lang;
  if (isLanguage(asked)) {
    setCookie(services, res, COOKIES.language, asked, YEAR_MS);
    return asked;
  }
  const chosen = readCookie(req, COOKIES.language);
  return isLanguage(chosen) ? chosen : own;
}
