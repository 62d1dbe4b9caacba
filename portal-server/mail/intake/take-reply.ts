import { createHash } from 'node:crypto';
import type { AddressObject, ParsedMail } from 'mailparser';
import { TASK_PARAM } from '../../../src-shared/domain/task-mailbox.ts';
import { AppError } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Services } from '../../app/services.ts';
import type { ReadTx } from '../../storage/store.ts';
import { giveCommand } from '../../sync/execute.ts';
import { userActor } from '../../sync/sign-in.ts';
import { taskOfAddress } from './reply-address.ts';
import { replyText } from './reply-text.ts';

/** What became of a mail: it is in the task now, or why it was left alone. */
export type Taken = 'taken' | 'automatic' | 'no-task' | 'unknown-sender' | 'empty' | 'refused' | 'unreadable';

const LONGEST = 20_000;

/**
 * Puts a colleague's answer into the task it answers. The Message-ID decides what it is: the same mail a second time changes
 * nothing. Mail from anybody who is no colleague is left alone, whatever it says.
 * @param place identifies a mail without a Message-ID
 */
export async function takeReply(services: Services, mail: ParsedMail, place: string): Promise<Taken> {
  // RFC 3834 §2: no answers to answering machines, and none from them.
  const automatic = String(mail.headers.get('auto-submitted') ?? 'no').toLowerCase();
  if (!automatic.startsWith('no') || mail.headers.has('x-autoreply')) return 'automatic';
  const found = await services.store.read(async (tx) => {
    const task = await taskOf(tx, services, mail);
    const sender = task && (await colleagueOf(tx, mail));
    return { task, actor: sender ? await userActor(tx, sender.id) : null };
  });
  if (!found.task) return 'no-task';
  if (!found.actor) return 'unknown-sender';
  const text = replyText(mail.text ?? '').slice(0, LONGEST);
  if (text === '') return 'empty';
  const key = createHash('sha256')
    .update(mail.messageId ?? place)
    .digest('hex');
  const args = { taskId: found.task.id, text, via: 'mail' };
  try {
    await giveCommand(services, { commandId: `task-reply:${key}`, name: 'reply-task', args, actor: found.actor });
    return 'taken';
  } catch (error) {
    // A colleague who has no rights in this administration (any more) is told nothing and changes nothing.
    if (!(error instanceof AppError) || error.retry || error.code.startsWith('store.')) throw error;
    return 'refused';
  }
}

/** By the message that is answered, newest reference first; else by the address it was sent to. */
async function taskOf(tx: ReadTx, { keys }: Services, mail: ParsedMail): Promise<Row<'tasks'> | undefined> {
  const references = [mail.inReplyTo ?? '', ...[mail.references ?? []].flat().reverse()];
  for (const reference of references) {
    const id = /<([0-9a-f-]{36})@/i.exec(reference)?.[1]?.toLowerCase();
    const message = id === undefined ? undefined : await tx.get('messages', id);
    const taskId = message?.messageIdHeader === reference ? message.params[TASK_PARAM] : undefined;
    if (typeof taskId === 'string') return tx.get('tasks', taskId);
  }
  for (const address of recipientsOf(mail)) {
    const taskId = taskOfAddress(keys, address);
    if (taskId !== null) return tx.get('tasks', taskId);
  }
  return undefined;
}

function recipientsOf(mail: ParsedMail): string[] {
  const addressed = [mail.to, mail.cc].flat().filter((list): list is AddressObject => list !== undefined);
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].map((name) => String(mail.headers.get(name) ?? ''));
  return [...addressed.flatMap(({ value }) => value.map(({ address }) => address ?? '')), ...delivered];
}

async function colleagueOf(tx: ReadTx, mail: ParsedMail): Promise<Row<'users'> | undefined> {
  const [from, another] = mail.from?.value ?? [];
  const email = from?.address?.trim().toLowerCase();
  if (!email || another) return undefined;
  const [user] = await tx.list('users', { where: { email } });
  return user?.disabled === false ? user : undefined;
}
