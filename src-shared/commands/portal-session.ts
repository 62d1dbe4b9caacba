import type { Row } from '../schema/index.ts';
import { type CommandContext, need, type Tx } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

interface NewSession {
  /** Hash of the cookie's value. */
  sessionId: string;
  /** The session ends then, or with its access when that is sooner. */
  expiresAt: string;
  /** As in `portalSessions`. */
  debtorIds?: readonly string[];
}

/** Lets somebody in by an access that has been checked: one session, and one visit on the timeline. */
export async function startSession(tx: Tx, ctx: CommandContext, access: Row<'portalAccess'>, session: NewSession): Promise<void> {
  const debtor = await need(tx, 'debtors', access.debtorId);
  await tx.put('portalSessions', {
    id: session.sessionId,
    portalAccessId: access.id,
    administrationId: access.administrationId,
    debtorId: access.debtorId,
    debtorIds: [...(session.debtorIds ?? [access.debtorId])],
    createdAt: ctx.now,
    expiresAt: session.expiresAt < access.expiresAt ? session.expiresAt : access.expiresAt,
  });
  await tx.put('portalAccess', { ...access, lastUsedAt: ctx.now });
  await addTimelineEntry(tx, ctx, debtor, { kind: 'portal-visit', category: 'contact', refId: access.id, params: { method: access.kind } });
}

/** A way in that is made at the moment it is used: it ends with the visit. */
export async function loginAccess(
  tx: Tx,
  ctx: CommandContext,
  { debtorId, administrationId, expiresAt }: Pick<Row<'portalAccess'>, 'debtorId' | 'administrationId' | 'expiresAt'>,
): Promise<Row<'portalAccess'>> {
  const id = ctx.newId();
  await tx.put('portalAccess', { id, administrationId, debtorId, kind: 'login', createdAt: ctx.now, expiresAt });
  return need(tx, 'portalAccess', id);
}
