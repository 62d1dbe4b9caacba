import { isTermOver } from '../domain/disputes.ts';
import { loadTaskMailbox, TASK_PARAM } from '../domain/task-mailbox.ts';
import type { Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, need, type Tx } from './command.ts';
import { queueNotice } from './notice.ts';

// What the commands about tasks have in common.

/** What a colleague is told about the customer, so that he needs nothing else to answer. */
async function customerFacts(tx: Tx, debtor: Row<'debtors'>, currency: string, today: Day): Promise<Record<string, string | number>> {
  const invoices = await tx.list('invoices', { where: { debtorId: debtor.id, open: { not: 0 } } });
  const own = invoices.filter((invoice) => invoice.currency === currency);
  const sum = (rows: readonly Row<'invoices'>[]): number => rows.reduce((total, invoice) => total + invoice.open, 0);
  const overdue = own.filter((invoice) => invoice.open > 0 && isTermOver(invoice.dueDate, today));
  return { openAmount: sum(own), overdueAmount: sum(overdue), currency, city: debtor.city, phone: debtor.phone };
}

/**
 * Mails a task to a colleague with the customer's facts. Answering that mail is answering the task. `message` are the words
 * that the mail is about: the question, or what was said since.
 */
export async function mailTask(
  tx: Tx,
  ctx: CommandContext,
  task: Row<'tasks'>,
  mail: { toId: string; templateKey: 'task.new' | 'task.reply' | 'task.overdue'; message: string },
): Promise<void> {
  const debtor = await need(tx, 'debtors', task.debtorId);
  const administration = await need(tx, 'administrations', task.administrationId);
  const to = await need(tx, 'users', mail.toId);
  const asker = task.fromId === null ? undefined : await tx.get('users', task.fromId);
  await queueNotice(tx, ctx, {
    debtor,
    templateKey: mail.templateKey,
    invoiceIds: task.invoiceIds,
    to: { email: to.email, name: to.name, language: to.language },
    internal: true,
    params: {
      ...(await customerFacts(tx, debtor, administration.currency, ctx.today(administration.timeZone))),
      [TASK_PARAM]: task.id,
      title: task.title,
      message: mail.message || task.title,
      askedBy: asker?.name ?? administration.name,
      dueOn: task.dueOn,
      canReply: (await loadTaskMailbox(tx)).enabled ? 1 : 0,
    },
  });
}

/** Everybody a task is between, without who acts now. */
export function othersOf(ctx: CommandContext, { fromId, toId }: Pick<Row<'tasks'>, 'fromId' | 'toId'>): string[] {
  const me = actorUserId(ctx);
  return [...new Set([fromId, toId])].filter((id): id is string => id !== null && id !== me);
}
