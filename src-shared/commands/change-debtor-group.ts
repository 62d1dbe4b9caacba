import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { MAY_LINK, membersOf, mustReachAll } from './debtor-group.ts';

/** Renames the group a debtor is in, or says whether its members are dunned in one message (per administration). */
export const changeDebtorGroup = command({
  name: 'change-debtor-group',
  args: z.object({
    debtorId: z.string(),
    name: z.string().trim().min(1).max(200).optional(),
    dunnedTogether: z.boolean().optional(),
  }),
  may: MAY_LINK,
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, name, dunnedTogether }, ctx) => {
    const [own] = await tx.list('debtorGroupMembers', { where: { debtorId, unlinkedAt: null } });
    if (!own) throw new AppError('group.not-linked');
    const members = await membersOf(tx, own.groupId);
    mustReachAll(
      ctx,
      members.map(({ administrationId }) => administrationId),
      'change-debtor-group',
    );
    const changed = { groupName: name ?? own.groupName, dunnedTogether: dunnedTogether ?? own.dunnedTogether };
    for (const member of members) await tx.put('debtorGroupMembers', { ...member, ...changed });
    return {};
  },
});
