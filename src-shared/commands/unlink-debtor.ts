import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { administrationOfDebtor, command } from './command.ts';
import { endMembership, MAY_LINK, membersOf, mustReachAll } from './debtor-group.ts';

/** Takes a debtor out of its group; a group of one is none, so the last other member goes too. The history stays. */
export const unlinkDebtor = command({
  name: 'unlink-debtor',
  args: z.object({ debtorId: z.string() }),
  may: MAY_LINK,
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId }, ctx) => {
    const [own] = await tx.list('debtorGroupMembers', { where: { debtorId, unlinkedAt: null } });
    if (!own) throw new AppError('group.not-linked');
    const members = await membersOf(tx, own.groupId);
    mustReachAll(
      ctx,
      members.map(({ administrationId }) => administrationId),
      'unlink-debtor',
    );
    const leaving = members.length <= 2 ? members : [own];
    for (const member of leaving) await endMembership(tx, ctx, member);
    // For undoing it: who was together.
    return { debtorIds: members.map((member) => member.debtorId) };
  },
});
