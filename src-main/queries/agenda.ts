import type { QueryArgs, QueryResult } from '../../src-shared/contract/index.ts';
import { loadAgenda } from '../../src-shared/domain/agenda.ts';
import { addDays, type Day } from '../../src-shared/kernel/index.ts';
import { all, type QueryContext } from './context.ts';

/** Items of a kind and company; more than this is not an agenda but a worklist. */
const MOST = 500;
const DAYS_BACK = 30;

export function agendaRange(ctx: QueryContext, args: QueryArgs<'agenda.range'>): Promise<QueryResult<'agenda.range'>> {
  const { administrationId, userId, from, until } = args;
  const administrationIds =
    administrationId === null ? all<{ id: string }>(ctx, 'SELECT id FROM administrations').map(({ id }) => id) : [administrationId];
  return loadAgenda(ctx.cache.rows, { administrationIds, userId, from: from as Day, until: until as Day, today: ctx.today, most: MOST });
}

export async function agendaCounts(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'agenda.counts'>,
  userId: string,
): Promise<QueryResult<'agenda.counts'>> {
  const { items } = await agendaRange(ctx, { administrationId, userId, from: addDays(ctx.today, -DAYS_BACK), until: ctx.today });
  // Actions are counted at the worklist already.
  return { today: items.filter(({ kind }) => kind !== 'action').length };
}
