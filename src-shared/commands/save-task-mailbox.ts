import { z } from 'zod';
import { loadTaskMailbox, TASK_MAILBOX, TASK_MAILBOX_PASSWORD, taskMailboxSchema } from '../domain/task-mailbox.ts';
import { AppError } from '../kernel/index.ts';
import { command } from './command.ts';

/**
 * The mailbox in which colleagues' answers to tasks come in. A password that is left out stays as it is, an empty one is
 * forgotten; it is also forgotten when the server changes, so that nobody can have it sent to a server of his own.
 * @throws AppError `mail.host-missing`, `task-mailbox.address-missing`
 */
export const saveTaskMailbox = command({
  name: 'save-task-mailbox',
  args: taskMailboxSchema.omit({ hasPassword: true }).extend({ password: z.string().max(1024).optional() }),
  may: ['administrator', 'system'],
  offline: false,
  administration: async () => null,
  secretArgs: ['password'],
  run: async (tx, { password, ...mailbox }, ctx) => {
    if (mailbox.enabled && !mailbox.host) throw new AppError('mail.host-missing');
    if (mailbox.enabled && !mailbox.address) throw new AppError('task-mailbox.address-missing');
    const before = await loadTaskMailbox(tx);
    const keeps = password === undefined && before.hasPassword && before.host === mailbox.host;
    if (password) await tx.put('secrets', { id: TASK_MAILBOX_PASSWORD, value: ctx.seal(password) });
    else if (!keeps) await tx.remove('secrets', TASK_MAILBOX_PASSWORD);
    const hasPassword = keeps || Boolean(password);
    await tx.put('settings', { id: TASK_MAILBOX, value: { ...mailbox, hasPassword } });
    return { hasPassword };
  },
});
