import { z } from 'zod';
import { loadOutgoingMail, OUTGOING_MAIL, OUTGOING_MAIL_PASSWORD, outgoingMailSchema } from '../domain/outgoing-mail.ts';
import { AppError } from '../kernel/index.ts';
import { command } from './command.ts';

/**
 * How mail leaves the house. A password that is left out stays as it is, an empty one is forgotten; it is also
 * forgotten when the mail server changes, so that nobody can have it sent to a server of his own.
 * @throws AppError `mail.host-missing`
 */
export const saveOutgoingMail = command({
  name: 'save-outgoing-mail',
  args: outgoingMailSchema.omit({ hasPassword: true }).extend({
    host: z.string().trim().max(253).default(''),
    username: z.string().trim().max(254).default(''),
    fromName: z.string().trim().max(200).default(''),
    fromAddress: z.union([z.literal(''), z.email()]).default(''),
    password: z.string().max(1024).optional(),
  }),
  may: ['administrator', 'system'],
  offline: false,
  administration: async () => null,
  secretArgs: ['password'],
  run: async (tx, { password, ...mail }, ctx) => {
    if (mail.transport === 'smtp' && !mail.host) throw new AppError('mail.host-missing');
    const before = await loadOutgoingMail(tx);
    const keeps = password === undefined && before.hasPassword && before.host === mail.host;
    if (password) await tx.put('secrets', { id: OUTGOING_MAIL_PASSWORD, value: ctx.seal(password) });
    else if (!keeps) await tx.remove('secrets', OUTGOING_MAIL_PASSWORD);
    const hasPassword = keeps || Boolean(password);
    await tx.put('settings', { id: OUTGOING_MAIL, value: { ...mail, hasPassword } });
    return { hasPassword };
  },
});
