import { loadAssignment } from '../domain/debtor-rule.ts';
import { AppError } from '../kernel/index.ts';
import type { NewRow, Role, Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, type Tx, type WriterContext } from './command.ts';
import { addTimelineEntry } from './timeline.ts';
import { takesBack } from './undo.ts';

// What several commands do with actions and with who does them.

type ActionWords = Pick<NewRow<'actions'>, 'kind' | 'dueOn'> &
  Partial<Pick<NewRow<'actions'>, 'title' | 'dueTime' | 'invoiceIds' | 'refId' | 'assigneeId' | 'source'>>;

/**
 * Puts an action on a worklist: that of the debtor's collector, else of whom the assignment rules name, else of who
 * gives the command. @returns the action's id
 */
export async function addAction(tx: Tx, ctx: WriterContext, debtor: Row<'debtors'>, words: ActionWords): Promise<string> {
  const id = ctx.newId();
  const assigneeId = words.assigneeId === undefined ? await assigneeFor(tx, ctx, debtor) : words.assigneeId;
  const source = ctx.actor.kind === 'user' ? 'user' : 'system';
  const { id: debtorId, administrationId } = debtor;
  await tx.put('actions', { source, ...words, id, administrationId, debtorId, assigneeId, createdAt: ctx.now });
  return id;
}

/** Whose work a debtor is, or would be when it is nobody's yet. */
export async function assigneeFor(tx: Tx, ctx: WriterContext, debtor: Row<'debtors'>): Promise<string | null> {
  if (debtor.assigneeId !== null) return debtor.assigneeId;
  const assignment = await loadAssignment(tx, debtor.administrationId);
  return (await assignment.of(debtor)) ?? actorUserId(ctx);
}

/** Takes an action off the worklist. @throws AppError `action.not-open` */
export async function closeAction(
  tx: Tx,
  ctx: CommandContext,
  action: Row<'actions'>,
  state: 'done' | 'cancelled',
  outcome: string,
): Promise<void> {
  if (action.state !== 'open') throw new AppError('action.not-open');
  const finishedById = actorUserId(ctx);
  await tx.put('actions', { ...action, state, finishedAt: ctx.now, finishedById, outcome });
  const planner = action.source === 'user' ? finishedById : null;
  // An action that somebody planned by mistake leaves no trace on the timeline.
  if (state === 'cancelled' && takesBack(ctx, action.createdAt, planner)) return;
  const params = { action: action.kind, title: action.title, outcome };
  const kind = state === 'done' ? 'action-done' : 'action-cancelled';
  await addTimelineEntry(tx, ctx, debtorOf(action), { kind, category: 'system', refId: action.id, params });
}

/** The debtor of a row, as the timeline wants it. */
export const debtorOf = (row: { debtorId: string; administrationId: string }): { id: string; administrationId: string } => ({
  id: row.debtorId,
  administrationId: row.administrationId,
});

/**
 * Who may be given work of an administration: a colleague who has a role there.
 * @throws AppError `assignee.unknown`
 */
export async function needColleague(tx: Tx, userId: string, administrationId: string): Promise<Row<'users'>> {
  const user = await tx.get('users', userId);
  const roles = user && !user.disabled ? await tx.list('userRoles', { where: { userId } }) : [];
  const works = roles.some((role) => role.administrationId === null || role.administrationId === administrationId);
  if (!user || !works) throw new AppError('assignee.unknown');
  return user;
}

/** The name of who gets the work, for the timeline; null is nobody. @throws AppError `assignee.unknown` */
export async function nameOfAssignee(tx: Tx, assigneeId: string | null, administrationId: string): Promise<string> {
  return assigneeId === null ? '' : (await needColleague(tx, assigneeId, administrationId)).name;
}

/** The second person when none is named: a credit manager of the administration, else an administrator; not `exceptId`. */
export async function superiorOf(tx: Tx, administrationId: string, exceptId: string | null): Promise<string | null> {
  for (const role of ['credit-manager', 'administrator'] as const satisfies readonly Role[]) {
    const holders = await tx.list('userRoles', { where: { role }, orderBy: { column: 'id' } });
    for (const { userId, administrationId: where } of holders) {
      if (userId === exceptId || (where !== null && where !== administrationId)) continue;
      if ((await tx.get('users', userId))?.disabled === false) return userId;
    }
  }
  return null;
}
