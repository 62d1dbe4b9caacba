import type { NoteRow, NotificationRow, QueryArgs, QueryResult, TaskMailbox, TaskRow } from '../../src-shared/contract/index.ts';
import { isTermOver, workingDaysLeft } from '../../src-shared/domain/disputes.ts';
import { loadTaskMailbox } from '../../src-shared/domain/task-mailbox.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { all, one, type QueryContext } from './context.ts';

const userName = (ctx: QueryContext, id: string | null): string =>
  (id && one<{ name: string }>(ctx, 'SELECT name FROM users WHERE id = ?', id)?.name) || '';

const invoicesOf = (ctx: QueryContext, ids: readonly string[]): { id: string; number: string }[] =>
  ids.map((id) => ({ id, number: one<{ number: string }>(ctx, 'SELECT number FROM invoices WHERE id = ?', id)?.number ?? '' }));

export async function debtorNotes(ctx: QueryContext, { debtorId }: QueryArgs<'debtor.notes'>): Promise<NoteRow[]> {
  const where = { debtorId, removedAt: null };
  const notes = await ctx.cache.rows.list('notes', { where, orderBy: { column: 'createdAt', direction: 'desc' } });
  return notes.map(({ id, text, pinned, invoiceIds, mentions, authorId, createdAt, editedAt }) => ({
    ...{ id, text, pinned, mentions, authorId, createdAt, editedAt },
    authorName: userName(ctx, authorId),
    invoices: invoicesOf(ctx, invoiceIds),
  }));
}

/** Open ones first by their day, then those that are done, newest first. */
export async function listTasks(ctx: QueryContext, args: Required<QueryArgs<'tasks.list'>>, userId: string): Promise<TaskRow[]> {
  const clauses = [args.closed ? "t.state IN ('done', 'cancelled')" : "t.state IN ('open', 'answered')"];
  const params: unknown[] = [];
  const add = (clause: string, value: unknown): void => {
    clauses.push(clause);
    params.push(value);
  };
  if (args.administrationId !== null) add('t.administration_id = ?', args.administrationId);
  if (args.debtorId !== null) add('t.debtor_id = ?', args.debtorId);
  if (args.scope === 'mine') add('t.to_id = ?', userId);
  if (args.scope === 'sent') add('t.from_id = ?', userId);
  const order = args.closed ? 't.finished_at DESC, t.id DESC' : 't.due_on, t.id';
  const ids = all<{ id: string }>(ctx, `SELECT t.id FROM tasks t WHERE ${clauses.join(' AND ')} ORDER BY ${order} LIMIT 500`, ...params);
  const tasks = await Promise.all(ids.map(({ id }) => ctx.cache.rows.get('tasks', id)));
  return Promise.all(tasks.filter((task) => task !== undefined).map((task) => toTask(ctx, task)));
}

async function toTask(ctx: QueryContext, task: Row<'tasks'>): Promise<TaskRow> {
  const debtor = await ctx.cache.rows.get('debtors', task.debtorId);
  const messages = await ctx.cache.rows.list('taskMessages', { where: { taskId: task.id }, orderBy: { column: 'at' } });
  const { id, administrationId, debtorId, title, text, fromId, toId, dueOn, state, createdAt } = task;
  const left = workingDaysLeft(dueOn, ctx.today);
  return {
    ...{ id, administrationId, debtorId, title, text, fromId, toId, dueOn, state, createdAt },
    debtorNumber: debtor?.number ?? '',
    debtorName: debtor?.name ?? '',
    invoices: invoicesOf(ctx, task.invoiceIds),
    fromName: userName(ctx, fromId),
    toName: userName(ctx, toId),
    daysLeft: isTermOver(dueOn, ctx.today) ? Math.min(left, -1) : left,
    escalated: task.escalatedAt !== null,
    messages: messages.map(({ id: messageId, authorId, authorName, text: words, via, at }) => ({
      ...{ id: messageId, authorId, authorName, text: words, via, at },
    })),
  };
}

export function taskCounts(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'tasks.counts'>,
  userId: string,
): QueryResult<'tasks.counts'> {
  const sql = `SELECT coalesce(sum(state = 'open' AND to_id = ?), 0) AS mine, coalesce(sum(state = 'answered' AND from_id = ?), 0) AS answered
    FROM tasks WHERE state IN ('open', 'answered') AND (? IS NULL OR administration_id = ?)`;
  return one(ctx, sql, userId, userId, administrationId, administrationId) ?? { mine: 0, answered: 0 };
}

interface NotificationSql {
  id: string;
  administration_id: string;
  kind: string;
  debtor_id: string | null;
  debtor_name: string | null;
  ref_id: string | null;
  params: string;
  at: string;
  read_at: string | null;
}

export function listNotifications(
  ctx: QueryContext,
  { limit }: Required<QueryArgs<'notifications.list'>>,
  userId: string,
): QueryResult<'notifications.list'> {
  const rows = all<NotificationSql>(
    ctx,
    `SELECT n.id, n.administration_id, n.kind, n.debtor_id, d.name AS debtor_name, n.ref_id, n.params, n.at, n.read_at
     FROM notifications n LEFT JOIN debtors d ON d.id = n.debtor_id WHERE n.user_id = ? ORDER BY n.at DESC, n.id DESC LIMIT ?`,
    userId,
    limit,
  );
  const unread = one<{ n: number }>(ctx, 'SELECT count(*) AS n FROM notifications WHERE user_id = ? AND read_at IS NULL', userId)?.n ?? 0;
  return { rows: rows.map(toNotification), unread };
}

const toNotification = (row: NotificationSql): NotificationRow => ({
  id: row.id,
  administrationId: row.administration_id,
  kind: row.kind,
  debtorId: row.debtor_id,
  debtorName: row.debtor_name ?? '',
  refId: row.ref_id,
  params: JSON.parse(row.params) as NotificationRow['params'],
  at: row.at,
  read: row.read_at !== null,
});

export const colleaguesOf = (ctx: QueryContext, { administrationId }: QueryArgs<'colleagues.of'>): { id: string; name: string }[] =>
  all(
    ctx,
    `SELECT u.id, u.name FROM users u WHERE u.disabled = 0 AND EXISTS (SELECT 1 FROM user_roles r WHERE r.user_id = u.id
       AND (r.administration_id IS NULL OR r.administration_id = ?)) ORDER BY u.name, u.id`,
    administrationId,
  );

export const taskMailbox = ({ cache }: QueryContext): Promise<TaskMailbox> => loadTaskMailbox(cache.rows);
