import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { command, need } from './command.ts';
import { notifyUser } from './notify.ts';
import { othersOf } from './task-rows.ts';
import { addTimelineEntry } from './timeline.ts';

/** Closes a task as done, or as no longer needed; with `undo` it is open again. */
export const finishTask = command({
  name: 'finish-task',
  args: z.object({ taskId: z.string(), cancelled: z.boolean().default(false), undo: z.boolean().default(false) }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, { taskId }) => (await need(tx, 'tasks', taskId)).administrationId,
  run: async (tx, { taskId, cancelled, undo }, ctx) => {
    const task = await need(tx, 'tasks', taskId);
    const { administrationId, debtorId, title } = task;
    const closed = task.state === 'done' || task.state === 'cancelled';
    if (undo !== closed) throw new AppError(undo ? 'task.not-closed' : 'task.closed');
    const debtor = { id: debtorId, administrationId };
    if (undo) {
      const answered = (await tx.list('taskMessages', { where: { taskId } })).some(({ authorId }) => authorId !== task.fromId);
      await tx.put('tasks', { ...task, state: answered ? 'answered' : 'open', finishedAt: null });
      await addTimelineEntry(tx, ctx, debtor, { kind: 'task-reopened', category: 'contact', refId: taskId, params: { title } });
      return {};
    }
    const kind = cancelled ? 'task-cancelled' : 'task-done';
    await tx.put('tasks', { ...task, state: cancelled ? 'cancelled' : 'done', finishedAt: ctx.now });
    await addTimelineEntry(tx, ctx, debtor, { kind, category: 'contact', refId: taskId, params: { title } });
    for (const userId of othersOf(ctx, task)) {
      await notifyUser(tx, ctx, { administrationId, userId, kind, debtorId, refId: taskId, params: { title } });
    }
    return {};
  },
  inverse: ({ taskId, undo }) => [{ name: 'finish-task', args: { taskId, undo: !undo } }],
});
