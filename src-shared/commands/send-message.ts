import { z } from 'zod';
import { decideByMode } from '../domain/portal-limits.ts';
import { AppError } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { actorUserId, administrationOfDebtor, type CommandContext, command, need, type Tx } from './command.ts';
import { shortened } from './file-complaint.ts';
import { queueNotice } from './notice.ts';
import { notifyUser } from './notify.ts';
import {
  addDocuments,
  addThreadMessage,
  askerOf,
  closeActions,
  debtorsName,
  fileArgs,
  fileRequest,
  MAX_FILES,
  openThread,
  ownInvoices,
  putOnList,
} from './portal-requests.ts';
import { addTimelineEntry } from './timeline.ts';

/**
 * A message in a conversation, from either side. The debtor's first one is a question that waits for a person; what the
 * company writes is also mailed. @throws AppError `not-found` for a conversation or document of another debtor
 */
export const sendMessage = command({
  name: 'send-message',
  args: z.object({
    debtorId: z.string(),
    /** Null begins a conversation. */
    threadId: z.string().nullable(),
    /** Of a new conversation; empty takes the first words. */
    subject: z.string().trim().max(200).default(''),
    invoiceIds: z.array(z.string()).max(500).default([]),
    text: z.string().trim().min(1).max(10_000),
    files: z.array(fileArgs).max(MAX_FILES).default([]),
    /** Documents of the debtor's file that go with it; the company's side only. */
    documentIds: z.array(z.string()).max(20).default([]),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'debtor'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, args, ctx) => (ctx.actor.kind === 'debtor' ? fromDebtor(tx, args, ctx) : fromCompany(tx, args, ctx)),
});

interface Args {
  debtorId: string;
  threadId: string | null;
  subject: string;
  invoiceIds: string[];
  text: string;
  files: z.output<typeof fileArgs>[];
  documentIds: string[];
}

async function fromDebtor(tx: Tx, args: Args, ctx: CommandContext) {
  const { debtorId, text } = args;
  // Who was asked something must be able to answer, whether or not new questions may be asked.
  if (args.threadId !== null) return answerOfDebtor(tx, args, ctx, args.threadId);
  const asker = await askerOf(tx, ctx, debtorId, 'question');
  const { debtor } = asker;
  const invoices = await ownInvoices(tx, debtor, args.invoiceIds);
  const invoiceIds = invoices.map(({ id }) => id);
  const documentIds = await addDocuments(tx, ctx, debtor, args.files, { kind: 'file', invoiceIds });
  const subject = args.subject || shortened(text);
  const filed = await fileRequest(tx, ctx, asker, {
    ...{ id: ctx.newId(), kind: 'question', decision: decideByMode('review'), asked: { subject }, proposed: null, invoiceIds, text },
    ...{ documentIds, subject, params: { subject, invoices: invoices.map(({ number }) => number).join(', ') } },
  });
  await queueNotice(tx, ctx, {
    ...{ debtor, threadId: filed.threadId ?? undefined, invoiceIds },
    templateKey: 'portal.question-received',
    params: { number: filed.number, answerBy: filed.answerBy ?? '' },
  });
  return { ...filed, threadId: filed.threadId ?? '' };
}

async function answerOfDebtor(tx: Tx, { debtorId, text, files }: Args, ctx: CommandContext, threadId: string) {
  const debtor = await need(tx, 'debtors', debtorId);
  const thread = await ownThread(tx, debtor, threadId);
  const administration = await need(tx, 'administrations', debtor.administrationId);
  const documentIds = await addDocuments(tx, ctx, debtor, files, { kind: 'file', invoiceIds: thread.invoiceIds });
  const message = { threadId, author: 'debtor', authorName: await debtorsName(tx, debtor), text, documentIds } as const;
  const messageId = await addThreadMessage(tx, ctx, debtor, message);
  await tx.put('threads', { ...thread, state: 'open', waitingFor: 'company', lastMessageAt: ctx.now });
  await conversationEntry(tx, ctx, debtor, thread, 'debtor', text);
  await onceOnList(tx, ctx, debtor, thread, ctx.today(administration.timeZone));
  return { requestId: '', number: '', automatic: false, answerBy: null, threadId, messageId };
}

/** However many messages come in, a conversation is one piece of work; a request that waits is that already. */
async function onceOnList(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, thread: Row<'threads'>, today: Row<'actions'>['dueOn']) {
  const waiting = await tx.list('requests', { where: { debtorId: debtor.id, state: 'waiting' } });
  const assigneeId = thread.assigneeId ?? debtor.assigneeId;
  const refs = [thread.id, ...waiting.filter((request) => request.threadId === thread.id).map(({ id }) => id)];
  const actions = await tx.list('actions', { where: { debtorId: debtor.id, state: 'open' } });
  if (actions.some(({ refId }) => refId !== null && refs.includes(refId))) {
    if (assigneeId === null) return;
    const told = { administrationId: debtor.administrationId, userId: assigneeId, kind: 'thread-message', debtorId: debtor.id };
    await notifyUser(tx, ctx, { ...told, refId: thread.id, params: { debtor: debtor.name, subject: thread.subject } });
    return;
  }
  const { id, invoiceIds, subject } = thread;
  const told = { told: 'thread-message', params: { subject } };
  await putOnList(tx, ctx, debtor, { id, kind: 'question', number: '', invoiceIds, assigneeId, today, ...told });
}

async function fromCompany(tx: Tx, args: Args, ctx: CommandContext) {
  const debtor = await need(tx, 'debtors', args.debtorId);
  const invoiceIds = (await ownInvoices(tx, debtor, args.invoiceIds)).map(({ id }) => id);
  for (const id of args.documentIds) {
    if ((await tx.get('documents', id))?.debtorId !== debtor.id) throw new AppError('not-found', { table: 'documents', id });
  }
  const thread =
    args.threadId === null
      ? await need(
          tx,
          'threads',
          await openThread(tx, ctx, debtor, { subject: args.subject || shortened(args.text), invoiceIds, waitingFor: 'debtor' }),
        )
      : await ownThread(tx, debtor, args.threadId);
  const messageId = await writeToDebtor(tx, ctx, debtor, thread, args);
  return { requestId: '', number: '', automatic: false, answerBy: null, threadId: thread.id, messageId };
}

/** The company's words: in the conversation, on the timeline, and by mail with a way to answer. */
export async function writeToDebtor(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  thread: Row<'threads'>,
  { text, documentIds }: Pick<Args, 'text' | 'documentIds'>,
): Promise<string> {
  const userId = actorUserId(ctx);
  const user = userId === null ? undefined : await tx.get('users', userId);
  const message = { threadId: thread.id, author: 'company', authorName: user?.name ?? '', text, documentIds } as const;
  const messageId = await addThreadMessage(tx, ctx, debtor, message);
  await tx.put('threads', { ...thread, state: 'open', waitingFor: 'debtor', lastMessageAt: ctx.now });
  await conversationEntry(tx, ctx, debtor, thread, 'company', text);
  await closeActions(tx, ctx, debtor.id, thread.id, 'done');
  await queueNotice(tx, ctx, {
    ...{ debtor, threadId: thread.id, attachmentIds: documentIds },
    templateKey: 'thread.message',
    params: { message: text },
  });
  return messageId;
}

const conversationEntry = (tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, thread: Row<'threads'>, from: string, text: string) =>
  addTimelineEntry(tx, ctx, debtor, {
    kind: 'thread-message',
    category: 'portal',
    refId: thread.id,
    params: { state: from, subject: thread.subject, text },
  });

/** @throws AppError `not-found` for a conversation of another debtor */
export async function ownThread(tx: Tx, debtor: Row<'debtors'>, threadId: string): Promise<Row<'threads'>> {
  const thread = await tx.get('threads', threadId);
  if (thread?.debtorId !== debtor.id) throw new AppError('not-found', { table: 'threads', id: threadId });
  return thread;
}
