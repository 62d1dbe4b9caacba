import type { RowReader } from '../domain/row-reader.ts';
import { AppError } from '../kernel/index.ts';
import type { Role, Row } from '../schema/index.ts';

/**
 * A colleague who works for an administration, so that he may be given its work and told of it.
 * @throws AppError `assignee.unknown`
 */
export async function needColleague(reader: RowReader, userId: string, administrationId: string): Promise<Row<'users'>> {
  const user = await reader.get('users', userId);
  const roles = user && !user.disabled ? await reader.list('userRoles', { where: { userId } }) : [];
  const works = roles.some((role) => role.administrationId === null || role.administrationId === administrationId);
  if (!user || !works) throw new AppError('assignee.unknown');
  return user;
}

/** The second person when none is named: a credit manager of the administration, else an administrator; not `exceptId`. */
export async function superiorOf(reader: RowReader, administrationId: string, exceptId: string | null): Promise<string | null> {
  for (const role of ['credit-manager', 'administrator'] as const satisfies readonly Role[]) {
    const holders = await reader.list('userRoles', { where: { role }, orderBy: { column: 'id' } });
    for (const { userId, administrationId: where } of holders) {
      if (userId === exceptId || (where !== null && where !== administrationId)) continue;
      if ((await reader.get('users', userId))?.disabled === false) return userId;
    }
  }
  return null;
}
