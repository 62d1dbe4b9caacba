import { z } from 'zod';
import { groupOf } from '../domain/debtor-groups.ts';
import { AppError } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { actorUserId, command, need } from './command.ts';
import { endMembership, MAY_LINK, membersOf, mustReachAll, tell } from './debtor-group.ts';

const MOST_MEMBERS = 200;

/**
 * Says that debtors are one customer, in one or several administrations. Who is in a group already brings its group along:
 * the first one met takes in the others. @throws AppError `group.nothing-to-link`, `group.too-large`, `not-allowed`
 */
export const linkDebtors = command({
  name: 'link-debtors',
  args: z.object({
    debtorIds: z.array(z.string()).min(1).max(MOST_MEMBERS),
    /** Name of the group; left out: as it is, or the first debtor's name. */
    name: z.string().trim().min(1).max(200).optional(),
    dunnedTogether: z.boolean().optional(),
  }),
  may: MAY_LINK,
  offline: true,
  administration: async (tx, { debtorIds }) => (await need(tx, 'debtors', debtorIds[0] ?? '')).administrationId,
  run: async (tx, args, ctx) => {
    const wanted = await Promise.all([...new Set(args.debtorIds)].map((id) => need(tx, 'debtors', id)));
    const known = await Promise.all(wanted.map(({ id }) => groupOf(tx, id)));
    const groups = new Map(known.flatMap((members) => (members[0] ? [[members[0].groupId, members] as const] : [])));
    const [kept] = groups.values();
    const first = wanted[0];
    if (!first) throw new AppError('group.nothing-to-link');
    const everybody = new Map<string, { id: string; administrationId: string }>(wanted.map((debtor) => [debtor.id, debtor]));
    for (const member of [...groups.values()].flat()) {
      everybody.set(member.debtorId, { id: member.debtorId, administrationId: member.administrationId });
    }
    if (everybody.size < 2) throw new AppError('group.nothing-to-link');
    if (everybody.size > MOST_MEMBERS) throw new AppError('group.too-large', { most: MOST_MEMBERS });
    mustReachAll(
      ctx,
      [...everybody.values()].map(({ administrationId }) => administrationId),
      'link-debtors',
    );

    const newGroupId = ctx.newId();
    const group = {
      groupId: kept?.[0]?.groupId ?? newGroupId,
      groupName: args.name ?? kept?.[0]?.groupName ?? first.name,
      dunnedTogether: args.dunnedTogether ?? kept?.[0]?.dunnedTogether ?? false,
    };
    for (const members of groups.values()) {
      for (const member of members) {
        if (member.groupId === group.groupId) await tx.put('debtorGroupMembers', { ...member, ...group });
        else await endMembership(tx, ctx, member);
      }
    }
    const inGroup = new Set((await membersOf(tx, group.groupId)).map(({ debtorId }) => debtorId));
    for (const { id, administrationId } of everybody.values()) {
      if (inGroup.has(id)) continue;
      const member: Row<'debtorGroupMembers'> = {
        ...{ id: ctx.newId(), administrationId, debtorId: id, ...group },
        ...{ linkedAt: ctx.now, linkedById: actorUserId(ctx), unlinkedAt: null, unlinkedById: null, rowVersion: 0 },
      };
      await tx.put('debtorGroupMembers', member);
      await tell(tx, ctx, member, 'group-linked');
    }
    return { groupId: group.groupId };
  },
});
