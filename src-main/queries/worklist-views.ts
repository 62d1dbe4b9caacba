import { type QueryArgs, type QueryResult, type WorklistView, worklistViewSchema } from '../../src-shared/contract/index.ts';
import { takenOver } from '../../src-shared/domain/absence.ts';
import { addDays, dayAt } from '../../src-shared/kernel/index.ts';
import { all, one, type QueryContext } from './context.ts';
import { countsOf, worklistCounts } from './worklist.ts';
import { type FilterArgs, filterOf } from './worklist-filter.ts';

const SCREEN = 'worklist';

/** The user's own views in his order, then those that colleagues share, with what they find; and whose work he does today. */
export async function worklistViews(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'worklist.views'>,
  userId: string,
): Promise<QueryResult<'worklist.views'>> {
  const rows = await ctx.cache.rows.list('savedViews', { where: { screen: SCREEN }, orderBy: { column: 'position' } });
  const seen = rows.filter(({ ownerId, shared }) => ownerId === userId || shared);
  const views = seen
    .sort((a, b) => Number(b.ownerId === userId) - Number(a.ownerId === userId))
    .map(({ id, name, ownerId, shared, definition }) => ({ id, name, own: ownerId === userId, shared, definition: readView(definition) }));
  const absences = await ctx.cache.rows.list('absences', { where: {}, orderBy: { column: 'fromDay' } });
  const absent = takenOver(absences, userId, ctx.today);
  const filters = [
    ...views.map(({ definition }) => filterOf(ctx, filterArgs(definition, userId, administrationId))),
    ...absent.map((assignee) => filterOf(ctx, filterArgs(worklistViewSchema.parse({ assignee }), userId, administrationId))),
  ];
  const counts = countsOf(ctx, filters);
  return {
    views: views.map((view, index) => ({ ...view, count: counts[index] ?? 0 })),
    takeOver: absent.map((id, index) => ({ userId: id, name: nameOf(ctx, id), count: counts[views.length + index] ?? 0 })),
  };
}

/** A view of a later version, or with a kind of action that is no more, shows what this version understands of it. */
function readView(definition: Record<string, unknown>): WorklistView {
  const understood = Object.entries(worklistViewSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(definition[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return worklistViewSchema.parse(Object.fromEntries(understood));
}

export function filterArgs(view: WorklistView, userId: string, administrationId: string | null): FilterArgs {
  const { assignee, minimumDaysOverdue, minimumOverdue, kinds, risks, text } = view;
  const unassigned = assignee === 'nobody';
  const assigneeId = unassigned || assignee === 'all' ? null : assignee === 'me' ? userId : assignee;
  return { administrationId, assigneeId, unassigned, minimumDaysOverdue, minimumOverdue, kinds, risks, text };
}

const nameOf = (ctx: QueryContext, userId: string): string =>
  one<{ name: string }>(ctx, 'SELECT name FROM users WHERE id = ?', userId)?.name ?? '';

/** How far the user is with his day: what he finished today, on the clock of the administration, and what is still due. */
export function worklistProgress(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'worklist.progress'>,
  userId: string,
): QueryResult<'worklist.progress'> {
  // No clock on earth is a day ahead of UTC, so every instant of today is after this one.
  const since = `${addDays(ctx.today, -1)}T00:00:00.000Z`;
  const finished = all<{ at: string; administration: string; zone: string }>(
    ctx,
    `SELECT a.finished_at AS at, a.administration_id AS administration, ad.time_zone AS zone
     FROM actions a JOIN administrations ad ON ad.id = a.administration_id
     WHERE a.finished_by_id = ? AND a.finished_at >= ? AND a.state = 'done'`,
    userId,
    since,
  );
  const done = finished.filter(
    ({ at, administration, zone }) =>
      (administrationId === null || administration === administrationId) && dayAt(new Date(at), zone) === ctx.today,
  ).length;
  return { done, left: worklistCounts(ctx, { administrationId }, userId).mine };
}
