import { z } from 'zod';
import { OPEN_DISPUTE_STATES, toCredit } from '../domain/disputes.ts';
import type { Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { type CommandContext, command, need, type Tx } from './command.ts';
import { disputeTypeWords, planDisputeAction, putDispute, reassignDisputeActions } from './dispute-rows.ts';
import { notifyUser } from './notify.ts';
import { mailTask } from './task-rows.ts';
import { addTimelineEntry } from './timeline.ts';
import { superiorOf } from './work.ts';

/**
 * Hands what has no answer in time to a second person, once: disputes to the one their type names, tasks to the one who was
 * asked for it. Also closes the books on credits that the ledger has settled meanwhile.
 */
export const escalateOverdue = command({
  name: 'escalate-overdue',
  args: z.object({ administrationId: z.string() }),
  may: ['system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId }, ctx) => {
    const { timeZone } = await need(tx, 'administrations', administrationId);
    const today = ctx.today(timeZone);
    let disputes = 0;
    for (const state of OPEN_DISPUTE_STATES) {
      const late = await tx.list('disputes', { where: { administrationId, state, answerBy: { lt: today }, escalatedAt: null } });
      for (const dispute of late) await escalateDispute(tx, ctx, dispute);
      disputes += late.length;
    }
    const tasks = await tx.list('tasks', { where: { administrationId, state: 'open', dueOn: { lt: today }, escalatedAt: null } });
    for (const task of tasks) await escalateTask(tx, ctx, task);
    const credited = await settleCredits(tx, administrationId, today);
    return { disputes, tasks: tasks.length, credited };
  },
});

async function escalateDispute(tx: Tx, ctx: CommandContext, dispute: Row<'disputes'>): Promise<void> {
  const { administrationId, debtorId, amount, currency, answerBy } = dispute;
  const type = await need(tx, 'disputeTypes', dispute.disputeTypeId);
  const secondId = await secondPerson(tx, type, dispute);
  await tx.put('disputes', { ...dispute, ownerId: secondId ?? dispute.ownerId, escalatedAt: ctx.now });
  const second = secondId === null ? undefined : await tx.get('users', secondId);
  if (second && !(await reassignDisputeActions(tx, dispute, second.id))) await planDisputeAction(tx, ctx, dispute, second.id);
  const invoices = dispute.lines.map(({ number }) => number).join(', ');
  const params = { ...disputeTypeWords(type), amount, currency, answerBy, invoices, name: second?.name ?? '' };
  const debtor = { id: debtorId, administrationId };
  await addTimelineEntry(tx, ctx, debtor, { kind: 'dispute-escalated', category: 'dispute', refId: dispute.id, params });
  for (const userId of new Set([secondId, dispute.ownerId])) {
    if (userId === null) continue;
    await notifyUser(tx, ctx, { administrationId, userId, kind: 'dispute-escalated', debtorId, refId: dispute.id, params });
  }
}

/** Whom the type names, unless he is gone or has it already; else who runs the department. */
async function secondPerson(tx: Tx, { escalateToId }: Row<'disputeTypes'>, dispute: Row<'disputes'>): Promise<string | null> {
  const named = escalateToId === null || escalateToId === dispute.ownerId ? undefined : await tx.get('users', escalateToId);
  if (named && !named.disabled) return named.id;
  return superiorOf(tx, dispute.administrationId, dispute.ownerId);
}

async function escalateTask(tx: Tx, ctx: CommandContext, task: Row<'tasks'>): Promise<void> {
  const { administrationId, debtorId, title, dueOn, escalateToId, fromId, toId } = task;
  await tx.put('tasks', { ...task, escalatedAt: ctx.now });
  const to = await tx.get('users', toId);
  const params = { title, dueOn, name: to?.name ?? '' };
  const debtor = { id: debtorId, administrationId };
  await addTimelineEntry(tx, ctx, debtor, { kind: 'task-overdue', category: 'contact', refId: task.id, params });
  for (const userId of new Set([escalateToId, fromId, toId])) {
    if (userId === null) continue;
    await notifyUser(tx, ctx, { administrationId, userId, kind: 'task-overdue', debtorId, refId: task.id, params });
  }
  // Who was asked gets it where he got the question; the second person may not be in the application today.
  for (const userId of new Set([toId, escalateToId])) {
    if (userId !== null) await mailTask(tx, ctx, task, { toId: userId, templateKey: 'task.overdue', message: task.text });
  }
}

/** What the debtor was right about needs no holding back any more once nothing is open of those invoices. */
async function settleCredits(tx: Tx, administrationId: string, today: Day): Promise<number> {
  let settled = 0;
  for (const state of ['upheld', 'partly-upheld'] as const) {
    for (const dispute of await tx.list('disputes', { where: { administrationId, state } })) {
      if (toCredit(dispute) === 0) continue;
      const lines = [];
      for (const line of dispute.lines) {
        const isWaiting = line.upheld !== undefined && line.upheld > 0 && line.creditedOn === undefined;
        const isSettled = isWaiting && (await need(tx, 'invoices', line.invoiceId)).open <= 0;
        lines.push(isSettled ? { ...line, creditedOn: today } : line);
      }
      if (lines.every((line, index) => line === dispute.lines[index])) continue;
      await putDispute(tx, { ...dispute, lines });
      settled += 1;
    }
  }
  return settled;
}
