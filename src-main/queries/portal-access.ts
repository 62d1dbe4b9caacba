import { MOST_WAYS, type QueryArgs, type QueryResult } from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { QueryContext } from './context.ts';

/** The ways into a debtor's portal that still work at an instant. */
export async function portalAccess(
  { cache }: QueryContext,
  { debtorId }: QueryArgs<'portal-access.list'>,
  now: string,
): Promise<QueryResult<'portal-access.list'>> {
  const debtor = await cache.rows.get('debtors', debtorId);
  if (!debtor) throw new AppError('not-found', { table: 'debtors', id: debtorId });
  const all = await cache.rows.list('portalAccess', { where: { debtorId }, orderBy: { column: 'createdAt', direction: 'desc' } });
  const links = await cache.rows.list('debtorGroupMembers', { where: { debtorId, unlinkedAt: null }, limit: 1 });
  const open = all.filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now);
  return {
    administrationId: debtor.administrationId,
    inGroup: links.length > 0,
    ways: open.slice(0, MOST_WAYS).map(({ id, kind, createdAt, expiresAt, lastUsedAt, groupId }) => {
      return { accessId: id, kind, createdAt, expiresAt, lastUsedAt, withGroup: groupId !== null };
    }),
    count: open.length,
    lastVisitAt: all.reduce<string | null>(
      (last, { lastUsedAt }) => (lastUsedAt !== null && lastUsedAt > (last ?? '') ? lastUsedAt : last),
      null,
    ),
  };
}
