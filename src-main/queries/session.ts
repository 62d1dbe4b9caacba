import type { Actor } from '../../src-shared/commands/index.ts';
import type { Session, SessionEntry } from '../../src-shared/contract/index.ts';
import type { Language } from '../../src-shared/schema/index.ts';
import type { CacheConnection } from '../cache/cache.ts';
import type { QueryContext } from './context.ts';

/** Who is signed in, as the cache knows it; null while the cache does not have the user (first load). */
export async function signedInSession(
  ctx: QueryContext,
  userId: string,
  language: Language | null,
): Promise<Extract<Session, { state: 'signed-in' }> | null> {
  const user = await ctx.cache.rows.get('users', userId);
  if (!user) return null;
  const administrations = await ctx.cache.rows.list('administrations', { where: {}, orderBy: { column: 'name' } });
  const colleagues = await ctx.cache.rows.list('users', { where: { disabled: false }, orderBy: { column: 'name' } });
  const roles = await ctx.cache.rows.list('userRoles', { where: { userId } });
  const visible = new Set(roles.map((role) => role.administrationId));
  return {
    state: 'signed-in',
    language: language ?? user.language,
    user: { id: user.id, name: user.name, email: user.email },
    roles: roles.map(({ administrationId, role }) => ({ administrationId, role })),
    administrations: administrations
      .filter(({ id }) => visible.has(null) || visible.has(id))
      .map(({ id, code, name, currency }) => ({ id, code, name, currency })),
    colleagues: colleagues.map(({ id, name }) => ({ id, name })),
    today: ctx.today,
  };
}

/** The signed-in user as the actor of commands, with the roles the cache knows on this connection. */
export function userActor({ statements }: CacheConnection, userId: string): Actor {
  const sql = 'SELECT administration_id AS administrationId, role FROM user_roles WHERE user_id = ?';
  return { kind: 'user', userId, roles: statements.get(sql).all(userId) as Extract<Actor, { kind: 'user' }>['roles'] };
}

/** Adds to each session whose it is. */
export async function nameSessions(ctx: QueryContext, sessions: readonly Omit<SessionEntry, 'userName'>[]): Promise<SessionEntry[]> {
  const users = await ctx.cache.rows.list('users', { where: {} });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return sessions.map((session) => ({ ...session, userName: names.get(session.userId) ?? '' }));
}
