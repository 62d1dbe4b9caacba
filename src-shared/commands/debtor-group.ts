import { AppError } from '../kernel/index.ts';
import type { Role, Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, type Tx } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

export const MAY_LINK = ['administrator', 'credit-manager', 'collector'] as const satisfies readonly Role[];

/**
 * A group spans administrations, and who changes it must have rights in all of them: else a link would open the file, and
 * the portal, of a customer whom the actor may not see. @throws AppError `not-allowed`
 */
export function mustReachAll(ctx: CommandContext, administrationIds: Iterable<string>, command: string): void {
  const { actor } = ctx;
  if (actor.kind === 'system') return;
  const roles = actor.kind === 'user' ? actor.roles : [];
  for (const administrationId of administrationIds) {
    const reached = roles.some(
      ({ administrationId: where, role }) => (MAY_LINK as readonly Role[]).includes(role) && (where === null || where === administrationId),
    );
    if (!reached) throw new AppError('not-allowed', { command });
  }
}

/** Ends one membership; the row stays as history. */
export async function endMembership(tx: Tx, ctx: CommandContext, member: Row<'debtorGroupMembers'>): Promise<void> {
  await tx.put('debtorGroupMembers', { ...member, unlinkedAt: ctx.now, unlinkedById: actorUserId(ctx) });
  await tell(tx, ctx, member, 'group-unlinked');
}

export async function tell(
  tx: Tx,
  ctx: CommandContext,
  { debtorId, administrationId, groupId, groupName }: Row<'debtorGroupMembers'>,
  kind: 'group-linked' | 'group-unlinked',
): Promise<void> {
  await addTimelineEntry(
    tx,
    ctx,
    { id: debtorId, administrationId },
    { kind, category: 'system', refId: groupId, params: { group: groupName } },
  );
}

export const membersOf = (tx: Tx, groupId: string): Promise<Row<'debtorGroupMembers'>[]> =>
  tx.list('debtorGroupMembers', { where: { groupId, unlinkedAt: null }, orderBy: { column: 'linkedAt' } });
