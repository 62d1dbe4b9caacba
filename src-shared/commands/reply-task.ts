import { z } from 'zod';
import { AppError } from '../kernel/index.ts';
import { actorUserId, command, need } from './command.ts';
import { notifyUser } from './notify.ts';
import { mailTask, othersOf } from './task-rows.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * Says something in a task. When it is not who asked, the task is answered; when it is, it is open again. The others are told;
 * who was asked gets it by mail too, since he may live there.
 */
export const replyTask = command({
  name: 'reply-task',
  args: z.object({
    taskId: z.string(),
    text: z.string().trim().min(1).max(20_000),
    via: z.enum(['desktop', 'mail']).default('desktop'),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: async (tx, { taskId }) => (await need(tx, 'tasks', taskId)).administrationId,
  run: async (tx, { taskId, text, via }, ctx) => {
    const task = await need(tx, 'tasks', taskId);
    const closed = task.state === 'done' || task.state === 'cancelled';
    // Whoever answers by mail cannot know that it was closed, and what he says must not be lost.
    if (closed && via !== 'mail') throw new AppError('task.closed');
    const { administrationId, debtorId } = task;
    const authorId = actorUserId(ctx);
    const author = authorId === null ? undefined : await tx.get('users', authorId);
    const authorName = author?.name ?? '';
    const id = ctx.newId();
    await tx.put('taskMessages', { id, administrationId, debtorId, taskId, authorId, authorName, text, via, at: ctx.now });
    const state = authorId === task.fromId ? 'open' : 'answered';
    if (state !== task.state) await tx.put('tasks', { ...task, state, finishedAt: null });
    await addTimelineEntry(
      tx,
      ctx,
      { id: debtorId, administrationId },
      { kind: 'task-reply', category: 'contact', refId: taskId, params: { title: task.title, text } },
    );
    for (const userId of othersOf(ctx, task)) {
      const params = { title: task.title, name: authorName };
      await notifyUser(tx, ctx, { administrationId, userId, kind: 'task-reply', debtorId, refId: taskId, params });
    }
    if (authorId !== task.toId) await mailTask(tx, ctx, task, { toId: task.toId, templateKey: 'task.reply', message: text });
    return { taskMessageId: id };
  },
});
