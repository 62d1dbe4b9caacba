import type { QueryArgs, QueryResult } from '../../src-shared/contract/index.ts';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { loadAssignment } from '../../src-shared/domain/debtor-rule.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { all, type QueryContext } from './context.ts';

/** Enough to say that there are many; looking at each debtor costs time. */
const MOST_LOOKED_AT = 2_000;

export async function assignmentSettings(
  { cache }: QueryContext,
  { administrationId }: QueryArgs<'settings.assignment'>,
): Promise<QueryResult<'settings.assignment'>> {
  const administration = await cache.rows.get('administrations', administrationId);
  if (!administration) throw new AppError('not-found', { table: 'administrations', id: administrationId });
  const rows = await cache.rows.list('assignmentRules', { where: { administrationId }, orderBy: { column: 'position' } });
  const debtors = await cache.rows.list('debtors', { where: { administrationId, assigneeId: null }, limit: MOST_LOOKED_AT });
  const assignment = await loadAssignment(cache.rows, administrationId);
  let fitting = 0;
  for (const debtor of debtors) if ((await assignment.of(debtor)) !== null) fitting += 1;
  const rules = rows.map(({ id, rule, assigneeId, active }) => ({ id, rule, assigneeId, active }));
  return { rules, unassigned: debtors.length, fitting, currency: administration.currency };
}

export function absences(ctx: QueryContext): QueryResult<'settings.absences'> {
  return all<QueryResult<'settings.absences'>[number]>(
    ctx,
    `SELECT a.id, a.user_id AS userId, u.name AS userName, a.substitute_id AS substituteId, s.name AS substituteName,
       a.from_day AS fromDay, a.until_day AS untilDay
     FROM absences a JOIN users u ON u.id = a.user_id JOIN users s ON s.id = a.substitute_id
     WHERE a.until_day >= ? ORDER BY a.from_day, u.name`,
    ctx.today,
  );
}

export async function calendarSettings(
  { cache }: QueryContext,
  { administrationId }: QueryArgs<'settings.calendar'>,
): Promise<QueryResult<'settings.calendar'>> {
  return loadAdministrationSettings(cache.rows, administrationId, 'calendar');
}
