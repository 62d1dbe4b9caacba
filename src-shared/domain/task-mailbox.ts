import { z } from 'zod';
import type { RowReader } from './row-reader.ts';

/** Value of the setting `task-mailbox`: the mailbox in which colleagues' answers to tasks come in. */
export const taskMailboxSchema = z.object({
  enabled: z.boolean().default(false),
  /** Address that answers go to. */
  address: z.union([z.literal(''), z.email()]).default(''),
  /** IMAP server (RFC 9051). */
  host: z.string().trim().max(253).default(''),
  port: z.int().min(1).max(65_535).default(993),
  /** `tls` from the first byte, `starttls` required after connect, `none` only on a trusted network. */
  security: z.enum(['tls', 'starttls', 'none']).default('tls'),
  username: z.string().trim().max(254).default(''),
  folder: z.string().trim().min(1).max(200).default('INBOX'),
  /** The mail server delivers `name+anything@` to `name@`: a reply is then known even when Message-IDs were changed on the way. */
  subaddressing: z.boolean().default(false),
  /** True when a password is kept on the server; the password itself never leaves it. */
  hasPassword: z.boolean().default(false),
});
export type TaskMailbox = z.output<typeof taskMailboxSchema>;

/** Id of the settings row. */
export const TASK_MAILBOX = 'task-mailbox';
/** Id of the secrets row with the sealed password. */
export const TASK_MAILBOX_PASSWORD = 'task-mailbox-password';

/** The parameter of a mail's row that says which task a reply to it belongs to. */
export const TASK_PARAM = 'taskId';

/** As long as nobody has set it up, answers are given in the application. */
export async function loadTaskMailbox(reader: RowReader): Promise<TaskMailbox> {
  const row = await reader.get('settings', TASK_MAILBOX);
  return taskMailboxSchema.parse(row?.value ?? {});
}
