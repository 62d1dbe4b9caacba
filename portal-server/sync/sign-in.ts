import { createHash } from 'node:crypto';
import type { Actor } from '../../src-shared/commands/index.ts';
import { AppError, instant } from '../../src-shared/kernel/index.ts';
import type { SessionEntry } from '../../src-shared/protocol/index.ts';
import { administrationScope, ORGANISATION_SCOPE } from '../../src-shared/schema/index.ts';
import { newToken, tokenHash } from '../app/keys.ts';
import { verifyNothing, verifyPassword } from '../app/passwords.ts';
import type { ReadTx, WriteTx } from '../storage/store.ts';
import type { ExecutorServices } from './execute.ts';

const SESSION_DAYS = 30;
/** Failures after which an address is locked for a while; what NIST SP 800-63B calls throttling. */
const FREE_FAILURES = 5;
const LOCK_MINUTES = 15;
const MINUTE = 60_000;

export interface SignIn {
  email: string;
  password: string;
  clientId: string;
  device: string;
}

/**
 * Opens a session. The answer and its time are the same for an unknown address and a wrong password.
 * @throws AppError `auth.wrong-credentials`, `auth.too-many-attempts`
 */
export async function signIn(services: ExecutorServices, request: SignIn): Promise<{ token: string; userId: string; expiresAt: string }> {
  const { store } = services;
  const attemptId = createHash('sha256').update(request.email).digest('hex');
  await admit(services, attemptId);
  const { user, credential } = await store.read(async (tx) => {
    const [user] = await tx.list('users', { where: { email: request.email } });
    return { user, credential: user && (await tx.get('credentials', user.id)) };
  });
  const right = credential ? await verifyPassword(credential.passwordHash, request.password) : await verifyNothing(request.password);
  if (!right || !user || user.disabled) throw new AppError('auth.wrong-credentials');
  return openSession(services, user.id, attemptId, request);
}

/**
 * Counts the attempt as a failure before the password is looked at, so that guesses made side by side count too; a right
 * one wipes the count. @throws AppError `auth.too-many-attempts`
 */
async function admit({ store, clock }: ExecutorServices, attemptId: string): Promise<void> {
  const now = clock.now().getTime();
  const lockedFor = await store.write(async (tx) => {
    const before = await tx.get('signInAttempts', attemptId);
    const left = Date.parse(before?.lockedUntil ?? '') - now;
    if (left > 0) return left;
    const failed = (before?.failed ?? 0) + 1;
    const lockedUntil = failed >= FREE_FAILURES ? new Date(now + LOCK_MINUTES * MINUTE).toISOString() : null;
    await tx.put('signInAttempts', { id: attemptId, failed, lockedUntil });
    return 0;
  });
  if (lockedFor > 0) throw new AppError('auth.too-many-attempts', { minutes: Math.ceil(lockedFor / MINUTE) });
}

async function openSession({ store, clock }: ExecutorServices, userId: string, attemptId: string, { clientId, device }: SignIn) {
  const token = newToken();
  const now = instant(clock);
  const expiresAt = new Date(clock.now().getTime() + SESSION_DAYS * 24 * 60 * MINUTE).toISOString();
  await store.write(async (tx) => {
    await tx.remove('signInAttempts', attemptId);
    await tx.put('sessions', {
      id: tokenHash(token),
      userId,
      clientId,
      device,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      revokedAt: null,
    });
  });
  return { token, userId, expiresAt };
}

/** Every open session of a user ends: somebody left, or a laptop was stolen. @returns how many there were */
export async function endAllSessions(tx: WriteTx, userId: string, at: string): Promise<number> {
  const open = await tx.list('sessions', { where: { userId, revokedAt: null } });
  for (const session of open) await tx.put('sessions', { ...session, revokedAt: at });
  return open.length;
}

/** Notes that the session is in use, at most once an hour. */
export async function touchSession({ store, clock }: ExecutorServices, token: string): Promise<void> {
  const now = clock.now();
  const session = await store.read((tx) => tx.get('sessions', tokenHash(token)));
  if (!session || now.getTime() - Date.parse(session.lastSeenAt) < 60 * MINUTE) return;
  await store.write(async (tx) => {
    const current = await tx.get('sessions', session.id);
    if (current) await tx.put('sessions', { ...current, lastSeenAt: now.toISOString() });
  });
}

export async function signOut({ store, clock }: ExecutorServices, token: string): Promise<void> {
  await store.write(async (tx) => {
    const session = await tx.get('sessions', tokenHash(token));
    if (session) await tx.put('sessions', { ...session, revokedAt: instant(clock) });
  });
}

/** Which of these bearer tokens open nothing any more: signed out, forced out, expired, or the user is disabled. */
export async function endedSessions({ store, clock }: ExecutorServices, tokens: ReadonlySet<string>): Promise<Set<string>> {
  const byHash = new Map([...tokens].map((token) => [tokenHash(token), token]));
  const now = instant(clock);
  const live = await store.read(async (tx) => {
    const sessions = await tx.list('sessions', { where: { id: { in: [...byHash.keys()] }, revokedAt: null, expiresAt: { gt: now } } });
    const users = await tx.list('users', { where: { id: { in: [...new Set(sessions.map(({ userId }) => userId))] }, disabled: false } });
    const enabled = new Set(users.map(({ id }) => id));
    return sessions.filter(({ userId }) => enabled.has(userId)).map(({ id }) => id);
  });
  for (const hash of live) byHash.delete(hash);
  return new Set(byHash.values());
}

/**
 * Sessions that are open: the caller's own, or everybody's for an administrator of the whole installation. A session is
 * named by its row id, which opens nothing.
 */
export async function listSessions({ store, clock }: ExecutorServices, { actor }: Caller): Promise<SessionEntry[]> {
  const now = instant(clock);
  const rows = await store.read((tx) =>
    tx.list('sessions', {
      where: { ...(mayEndOthers(actor) ? {} : { userId: actor.userId }), revokedAt: null, expiresAt: { gt: now } },
      orderBy: { column: 'createdAt', direction: 'desc' },
    }),
  );
  return rows.map(({ id, userId, device, createdAt, lastSeenAt, expiresAt }) => ({ id, userId, device, createdAt, lastSeenAt, expiresAt }));
}

/** @throws AppError `not-found` when there is no such session, or it is not the caller's to end */
export async function endSession({ store, clock }: ExecutorServices, { actor }: Caller, sessionId: string): Promise<void> {
  await store.write(async (tx) => {
    const session = await tx.get('sessions', sessionId);
    if (!session || (session.userId !== actor.userId && !mayEndOthers(actor)))
      throw new AppError('not-found', { table: 'sessions', id: sessionId });
    if (!session.revokedAt) await tx.put('sessions', { ...session, revokedAt: instant(clock) });
  });
}

const mayEndOthers = ({ roles }: UserActor): boolean =>
  roles.some(({ administrationId, role }) => administrationId === null && role === 'administrator');

export type UserActor = Extract<Actor, { kind: 'user' }>;

export interface Caller {
  actor: UserActor;
}

/**
 * Who a bearer token belongs to, with the rights of this moment: a right or session revoked is gone at the next request.
 * @throws AppError `auth.session-ended`
 */
export async function authenticate({ store, clock }: ExecutorServices, token: string): Promise<Caller> {
  return store.read(async (tx) => {
    const session = await tx.get('sessions', tokenHash(token));
    if (!session || session.revokedAt || session.expiresAt <= instant(clock)) throw new AppError('auth.session-ended');
    const user = await tx.get('users', session.userId);
    if (!user || user.disabled) throw new AppError('auth.session-ended');
    return { actor: await userActor(tx, user.id) };
  });
}

/** The user with the rights that are in force in this transaction. */
export async function userActor(tx: ReadTx, userId: string): Promise<UserActor> {
  const roles = await tx.list('userRoles', { where: { userId } });
  return { kind: 'user', userId, roles: roles.map(({ administrationId, role }) => ({ administrationId, role })) };
}

/** What the user may hold a copy of. */
export async function scopesOf(tx: ReadTx, { roles }: UserActor): Promise<string[]> {
  const everywhere = roles.some((role) => role.administrationId === null);
  const ids = everywhere
    ? (await tx.list('administrations', { where: {}, orderBy: { column: 'code' } })).map((row) => row.id)
    : [...new Set(roles.flatMap((role) => role.administrationId ?? []))].sort();
  return [ORGANISATION_SCOPE, ...ids.map(administrationScope)];
}
