import type { ConversationEntry, QueryArgs, QueryResult } from '../../src-shared/contract/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { QueryContext } from './context.ts';
import { filesOf, requestRow } from './requests.ts';

/** What is older is in the debtor's timeline. */
const MOST_MESSAGES = 200;
const MOST_REMINDERS = 5;

/** What was said with a debtor and asked by him, oldest first: one conversation, or all of it with the reminders between. */
export async function debtorConversation(
  ctx: QueryContext,
  { debtorId, threadId }: Required<QueryArgs<'debtor.conversation'>>,
): Promise<QueryResult<'debtor.conversation'>> {
  const { rows } = ctx.cache;
  const threads = await rows.list('threads', { where: { debtorId }, orderBy: { column: 'lastMessageAt', direction: 'desc' } });
  const chosen = threadId === null ? { debtorId } : { debtorId, threadId };
  const newest = { column: 'at', direction: 'desc' } as const;
  const messages = await rows.list('threadMessages', { where: chosen, orderBy: newest, limit: MOST_MESSAGES });
  const requests = await rows.list('requests', { where: chosen });
  const debtor = await rows.get('debtors', debtorId);
  const entries: ConversationEntry[] = [];
  for (const message of messages) entries.push(await messageEntry(ctx, message));
  for (const request of requests) entries.push(...(await requestEntries(ctx, request, debtor?.name ?? '')));
  if (threadId === null) entries.push(...(await reminders(ctx, debtorId)));
  return {
    threads: threads.map(({ id, subject, state, waitingFor, lastMessageAt }) => ({ id, subject, state, waitingFor, lastMessageAt })),
    // What was told of a request stands after the request and the words that came with it.
    entries: entries.sort((a, b) => (a.at === b.at ? RANK[a.kind] - RANK[b.kind] : a.at < b.at ? -1 : 1)),
  };
}

const RANK: Record<ConversationEntry['kind'], number> = { mail: 0, request: 1, message: 2, told: 3 };

async function messageEntry(ctx: QueryContext, message: Row<'threadMessages'>): Promise<ConversationEntry> {
  const { id, at, threadId, author, authorName, text, documentIds } = message;
  return { kind: 'message', id, at, threadId, author, authorName, text, files: await filesOf(ctx, documentIds) };
}

async function requestEntries(ctx: QueryContext, request: Row<'requests'>, debtorName: string): Promise<ConversationEntry[]> {
  const { id, createdAt: at, answerBy, state, kind } = request;
  const told: ConversationEntry = { kind: 'told', id: `${id}:told`, at, answerBy: state === 'automatic' ? null : answerBy };
  // A question is its words, which are in the conversation already.
  if (kind === 'question') return [told];
  return [{ kind: 'request', id, at, authorName: debtorName, request: await requestRow(ctx, request) }, told];
}

async function reminders({ cache }: QueryContext, debtorId: string): Promise<ConversationEntry[]> {
  const sent = await cache.rows.list('messages', {
    where: { debtorId, direction: 'out', dunningRunId: { not: null } },
    orderBy: { column: 'createdAt', direction: 'desc' },
    limit: MOST_REMINDERS,
  });
  return sent.map(({ id, createdAt, sentAt, facts, subject }) => ({
    ...{ kind: 'mail', id, at: sentAt ?? createdAt },
    ...{ stepName: facts.stepName, subject },
  }));
}
