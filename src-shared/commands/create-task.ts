import { z } from 'zod';
import { AppError, isDay } from '../kernel/index.ts';
import { actorUserId, administrationOfDebtor, command, need } from './command.ts';
import { noteInvoices } from './note-rows.ts';
import { notifyUser } from './notify.ts';
import { mailTask } from './task-rows.ts';
import { addTimelineEntry } from './timeline.ts';
import { needColleague } from './work.ts';

/**
 * Asks a colleague something about a customer. He is told in the application and by mail with the customer's facts; he
 * may answer in either.
 */
export const createTask = command({
  name: 'create-task',
  args: z.object({
    debtorId: z.string(),
    toId: z.string(),
    title: z.string().trim().min(1).max(200),
    text: z.string().trim().max(10_000).default(''),
    invoiceIds: z.array(z.string()).max(1_000).default([]),
    /** Last day on which an answer is in time. */
    dueOn: z.string().refine(isDay),
    /** Who is told when there is no answer by then, besides who asked. */
    escalateToId: z.string().nullable().default(null),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales', 'system'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, toId, title, text, dueOn, escalateToId, ...args }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    const { administrationId } = debtor;
    if (!isDay(dueOn)) throw new AppError('day.malformed', { value: dueOn });
    const to = await needColleague(tx, toId, administrationId);
    if (escalateToId !== null) await needColleague(tx, escalateToId, administrationId);
    const invoices = await noteInvoices(tx, debtorId, args.invoiceIds);
    const id = ctx.newId();
    await tx.put('tasks', {
      ...{ id, administrationId, debtorId, title, text, toId, dueOn, escalateToId, fromId: actorUserId(ctx) },
      invoiceIds: invoices.map((invoice) => invoice.id),
      createdAt: ctx.now,
    });
    await addTimelineEntry(tx, ctx, debtor, {
      kind: 'task-created',
      category: 'contact',
      refId: id,
      params: { name: to.name, title, dueOn, text },
    });
    const params = { title, dueOn };
    await notifyUser(tx, ctx, { administrationId, userId: toId, kind: 'task-new', debtorId, refId: id, params });
    if (toId !== actorUserId(ctx)) {
      await mailTask(tx, ctx, await need(tx, 'tasks', id), { toId, templateKey: 'task.new', message: text });
    }
    return { taskId: id };
  },
});
