import type { DebtorCase, DebtorRows } from './dunning-plan.ts';
import { recipientOf } from './recipient.ts';
import type { RowReader } from './row-reader.ts';

type GroupCase = DebtorRows & Pick<DebtorCase, 'group'>;

/** Puts debtors aside that are dunned as one, until all of them have been read. */
export interface DunnedGroups {
  /** True when the debtor belongs to such a group: it comes back with its group. */
  keep(rows: DebtorRows): boolean;
  /** One case per group, in the order of the groups' ids. A group with one debtor that owes anything is that debtor alone. */
  cases(): GroupCase[];
}

/** The groups of an administration whose members get one message together. */
export async function loadDunnedGroups(reader: RowReader, administrationId: string): Promise<DunnedGroups> {
  const members = await reader.list('debtorGroupMembers', {
    where: { administrationId, dunnedTogether: true, unlinkedAt: null },
    orderBy: { column: 'linkedAt' },
  });
  const groupIds = new Map(members.map(({ debtorId, groupId }) => [debtorId, groupId]));
  const order = new Map(members.map(({ debtorId }, index) => [debtorId, index]));
  const kept = new Map<string, DebtorRows[]>();
  return {
    keep: (rows) => {
      const groupId = groupIds.get(rows.debtor.id);
      if (groupId === undefined) return false;
      kept.set(groupId, [...(kept.get(groupId) ?? []), rows]);
      return true;
    },
    cases: () =>
      [...kept]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([groupId, rows]) =>
          together(
            groupId,
            rows.sort((a, b) => (order.get(a.debtor.id) ?? 0) - (order.get(b.debtor.id) ?? 0)),
          ),
        ),
  };
}

/** The first linked debtor that can be reached is written to, about the documents of all. */
function together(groupId: string, rows: DebtorRows[]): GroupCase {
  const main = rows.find(({ debtor, contacts }) => recipientOf(debtor, contacts) !== null) ?? rows[0];
  if (!main) throw new Error('invariant: a group that is kept has debtors');
  if (rows.length === 1) return main;
  const blockedDebtorIds = new Set(rows.filter(({ debtor }) => debtor.blocked).map(({ debtor }) => debtor.id));
  return { ...main, invoices: rows.flatMap(({ invoices }) => invoices), group: { id: groupId, blockedDebtorIds } };
}
