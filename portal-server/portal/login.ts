import { createHash, randomInt } from 'node:crypto';
import { eq, or, sql } from 'drizzle-orm';
import type { Request, RequestHandler, Response } from 'express';
import { isAddress } from '../../src-shared/domain/recipient.ts';
import { instant, newId } from '../../src-shared/kernel/index.ts';
import { CODE_CHARACTERS, CODE_LENGTH, newToken, tokenHash } from '../app/keys.ts';
import type { Services } from '../app/services.ts';
import { giveCommand } from '../sync/execute.ts';
import { atFixedTime } from './answer-time.ts';
import { COOKIES, clearCookie, guestCsrf, readCookie, setCookie } from './cookies.ts';
import { deviceName } from './device-name.ts';
import { knownCompany } from './guard.ts';
import { enter } from './link.ts';
import { codePage, type GuestFacts, letterCodePage, loginPage } from './pages/login.tsx';
import { pageContext, sendPage } from './request.ts';
import { startVisitByLogin } from './session.ts';

type Handler = (req: Request, res: Response) => Promise<void>;
type Page = typeof loginPage;

/** How long an e-mailed code can be used. */
const LOGIN_MS = 15 * 60_000;
const DIGITS = 6;
/** Debtors of one address; more are one's own staff, or a mistake. */
const MOST_DEBTORS = 100;

const field = (req: Request, name: string): string => {
  const value = (req.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value.trim().slice(0, 254) : '';
};

async function show(services: Services, req: Request, res: Response, page: Page, facts: Omit<GuestFacts, 'csrf'>): Promise<void> {
  const context = pageContext(services, req, res, { visit: null, administration: await knownCompany(services, req) });
  sendPage(res, page(context, { csrf: guestCsrf(services, req, res), ...facts }), facts.error ? 422 : 200);
}

/** GET of a page with one field. */
export const guestPage =
  (services: Services, page: Page): RequestHandler =>
  (req, res) =>
    show(services, req, res, page, { value: '', error: null });

/** POST /portal/login: mails a code to an address that is on file. Answer and time do not tell whether it is. */
export function requestCode(services: Services): Handler {
  return async (req, res) => {
    const email = field(req, 'email');
    if (!isAddress(email)) return show(services, req, res, loginPage, { value: email, error: 'portal.login.error.address' });
    const token = await atFixedTime(() => beginLogin(services, email, pageContext(services, req, res, { visit: null }).words.language));
    setCookie(services, res, COOKIES.login, token, LOGIN_MS);
    res.redirect(303, '/portal/login/code');
  };
}

async function beginLogin(services: Services, email: string, language: 'nl' | 'en'): Promise<string> {
  const token = newToken();
  const loginId = tokenHash(token);
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const known = await ownersOf(services, email.toLowerCase());
  await giveCommand(services, {
    commandId: newId(services.clock.now()),
    name: 'begin-portal-login',
    args: {
      loginId,
      emailHash: createHash('sha256').update(email.toLowerCase()).digest('hex'),
      ...known,
      language,
      code,
      codeHash: services.keys.loginCodeHash(loginId, code),
      expiresAt: new Date(services.clock.now().getTime() + LOGIN_MS).toISOString(),
    },
    actor: { kind: 'system', name: 'portal' },
  });
  return token;
}

/**
 * The debtors an address is on file for, as its own or as a contact's who may be written to; those who owe something come
 * first. Also how the address is written on file, and whose it is.
 */
async function ownersOf({ store }: Services, email: string): Promise<{ debtorIds: string[]; email: string; name: string }> {
  return store.read(async (tx) => {
    const { debtors, contacts } = tx.tables;
    const people = await tx.db
      .select({ debtorId: contacts.debtorId, email: contacts.email, name: contacts.name })
      .from(contacts)
      .where(sql`lower(${contacts.email}) = ${email} and ${eq(contacts.doNotContact, false)}`)
      .limit(MOST_DEBTORS);
    const rows = await tx.db
      .select({ id: debtors.id, email: debtors.email, name: debtors.name, doNotContact: debtors.doNotContact })
      .from(debtors)
      .where(or(sql`lower(${debtors.email}) = ${email}`, people.length ? inIds(debtors.id, people) : undefined))
      .limit(MOST_DEBTORS);
    const allowed = rows.filter(({ doNotContact }) => !doNotContact);
    const owing = new Set<string>();
    for (const { id } of allowed) {
      if ((await tx.list('invoices', { where: { debtorId: id, open: { not: 0 } }, limit: 1 })).length > 0) owing.add(id);
    }
    const debtorIds = allowed.map(({ id }) => id).sort((a, b) => Number(owing.has(b)) - Number(owing.has(a)) || (a < b ? -1 : 1));
    const written = people.find(({ debtorId }) => debtorIds.includes(debtorId)) ?? allowed.find(({ id }) => id === debtorIds[0]);
    return { debtorIds, email: written?.email ?? '', name: written?.name ?? '' };
  });
}

const inIds = (column: Parameters<typeof eq>[0], people: readonly { debtorId: string }[]) =>
  sql`${column} in (${sql.join(
    people.map(({ debtorId }) => sql`${debtorId}`),
    sql`, `,
  )})`;

/** POST /portal/login/code. A wrong code, an old one and one for an address that nobody has are told apart by nobody. */
export function enterByCode(services: Services): Handler {
  return async (req, res) => {
    const token = readCookie(req, COOKIES.login);
    const code = field(req, 'code').replace(/\D/g, '');
    const loginId = token === null ? '' : tokenHash(token);
    const login = {
      loginId,
      codeHash: services.keys.loginCodeHash(loginId, code),
      remember: field(req, 'remember') === '1',
      device: deviceName(String(req.headers['user-agent'] ?? '')),
    };
    const { debtors, left } = await atFixedTime(() => startVisitByLogin(services, res, login));
    if (debtors > 0) {
      clearCookie(services, res, COOKIES.login);
      return res.redirect(303, debtors > 1 ? '/portal/customers' : '/portal');
    }
    await show(services, req, res, codePage, { value: '', error: left > 0 ? 'portal.code.error.wrong' : 'portal.code.error.over' });
  };
}

/** POST /portal/code: the short code of a letter. */
export function enterByLetter(services: Services): Handler {
  return async (req, res) => {
    const typed = field(req, 'code');
    const code = typed.toUpperCase().replace(/[\s-]/g, '');
    const isCode = code.length === CODE_LENGTH && [...code].every((character) => CODE_CHARACTERS.includes(character));
    const access = await atFixedTime(async () => {
      if (!isCode) return undefined;
      return services.store.read(async (tx) => {
        const known = await tx.get('portalCodes', services.keys.codeId(code));
        return known && tx.get('portalAccess', known.portalAccessId);
      });
    });
    if (access && access.revokedAt === null && access.expiresAt > instant(services.clock)) return enter(services, req, res, access);
    await show(services, req, res, letterCodePage, { value: typed, error: 'portal.letter.error' });
  };
}
