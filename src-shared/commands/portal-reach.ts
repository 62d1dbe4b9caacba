import type { RowReader } from '../domain/row-reader.ts';
import type { Row } from '../schema/index.ts';

/**
 * The debtors that somebody in the portal may look at, at this moment. A link opens its one debtor, or with it the others
 * that are linked in its group; who has logged in by e-mail sees those the address is on file for, and what is linked to
 * each of them. A link between debtors that has been undone opens nothing any more.
 * `proven` are the debtors of the session; the first of the result is the one the visit came in for.
 */
export async function reachableDebtors(
  reader: RowReader,
  access: Pick<Row<'portalAccess'>, 'kind' | 'debtorId' | 'groupId'>,
  proven: readonly string[],
): Promise<string[]> {
  const isLogin = access.kind === 'login';
  const roots = isLogin ? [...new Set([access.debtorId, ...proven])] : [access.debtorId];
  if (!isLogin && access.groupId === null) return roots;
  const own = await reader.list('debtorGroupMembers', { where: { debtorId: { in: roots }, unlinkedAt: null } });
  const groupIds = own.map(({ groupId }) => groupId).filter((groupId) => isLogin || groupId === access.groupId);
  if (groupIds.length === 0) return roots;
  const members = await reader.list('debtorGroupMembers', { where: { groupId: { in: [...new Set(groupIds)] }, unlinkedAt: null } });
  return [...new Set([...roots, ...members.map(({ debtorId }) => debtorId)])];
}
