import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { AppError, newId } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Services } from '../../app/services.ts';
import { openContent } from '../../documents/content.ts';
import type { ReadTx } from '../../storage/store.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import { allowedOf, ask, type FormError } from './asking.ts';
import { field } from './fields.ts';
import { type FormFiles, formFiles } from './files.ts';
import { type ConversationFacts, conversationPage, conversationsPage } from './pages/conversation.tsx';

/** A conversation of this very debtor; another's is as good as none. @throws AppError `not-found` */
async function ownThread(tx: ReadTx, visit: Visit, threadId: string): Promise<Row<'threads'>> {
  const thread = await tx.get('threads', threadId);
  if (thread?.debtorId !== visit.debtor.id) throw new AppError('not-found');
  return thread;
}

async function load(services: Services, visit: Visit, threadId: string) {
  const { debtor } = visit;
  return services.store.read(async (tx) => {
    const thread = await ownThread(tx, visit, threadId);
    const messages = await tx.list('threadMessages', { where: { threadId }, orderBy: { column: 'at' } });
    const documentIds = messages.flatMap((message) => message.documentIds);
    const documents = await tx.list('documents', { where: { id: { in: documentIds }, removedAt: null } });
    const requests = await tx.list('requests', { where: { debtorId: debtor.id }, orderBy: { column: 'createdAt' } });
    const others = await threadsOf(tx, visit);
    const assigneeId = requests.find((request) => request.threadId === threadId)?.assigneeId ?? thread.assigneeId ?? debtor.assigneeId;
    const assignee = assigneeId === null ? undefined : await tx.get('users', assigneeId);
    return {
      ...(await allowedOf(tx, visit)),
      ...{ thread, messages, documents: new Map(documents.map((document) => [document.id, document])) },
      requests: requests.filter((request) => request.threadId === threadId),
      others: others.filter((other) => other.id !== threadId),
      invoices: await tx.list('invoices', { where: { id: { in: thread.invoiceIds } }, orderBy: { column: 'number' } }),
      person: assignee?.name || visit.administration.signatory,
    };
  });
}

/** The debtor's conversations, the latest first. */
export async function threadsOf(tx: ReadTx, { debtor }: Visit): Promise<Row<'threads'>[]> {
  const where = { debtorId: debtor.id };
  return tx.list('threads', { where, orderBy: { column: 'lastMessageAt', direction: 'desc' }, limit: 50 });
}

export const threadPath = ({ threadId }: { threadId: string | null }): string => `/portal/conversation/${threadId}#last`;

/** GET /portal/conversation/:threadId */
export function conversationHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const loaded = await load(services, visit, String(req.params.threadId));
    show(services, visit, req, res, { ...loaded, text: '', kept: [], errors: [] });
  };
}

/** POST /portal/conversation/:threadId: one more message. */
export function conversationFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const loaded = await load(services, visit, String(req.params.threadId));
    const w = pageContext(services, req, res, { visit }).words;
    const files: FormFiles = await formFiles(services, visit, req);
    const text = field(body, 'text');
    const errors: FormError[] = [];
    if (!text) errors.push({ field: 'text', text: w.t('portal.error.no-message') });
    if (files.error) errors.push({ field: 'files', text: w.t(files.error) });
    if (errors.length > 0) return show(services, visit, req, res, { ...loaded, text, kept: files.kept, errors });
    const args = { threadId: loaded.thread.id, text, files: files.kept.map(({ file }) => file) };
    const { threadId } = await ask<{ threadId: string }>(services, visit, req, 'send-message', args);
    res.redirect(303, threadPath({ threadId }));
  };
}

type Shown = Omit<ConversationFacts, 'today' | 'once'>;

function show(services: Services, visit: Visit, req: Request, res: Response, shown: Shown): void {
  const context = pageContext(services, req, res, { visit });
  const facts = { ...shown, today: todayOf(services, visit.administration), once: newId(services.clock.now()) };
  sendPage(res, conversationPage(context, facts), shown.errors.length > 0 ? 422 : 200);
}

/** GET /portal/conversations: all of them. */
export function conversationsHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const loaded = await services.store.read(async (tx) => ({ ...(await allowedOf(tx, visit)), threads: await threadsOf(tx, visit) }));
    const context = pageContext(services, req, res, { visit });
    sendPage(res, conversationsPage(context, { ...loaded, today: todayOf(services, visit.administration) }));
  };
}

/**
 * GET /portal/conversation/:threadId/file/:documentId: a file that one of the sides sent along. Only what is in the
 * debtor's own conversations: the rest of the file is the company's.
 */
export function conversationFileHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const { threadId, documentId } = req.params as { threadId: string; documentId: string };
    const document = await services.store.read(async (tx) => {
      const thread = await ownThread(tx, visit, threadId);
      const messages = await tx.list('threadMessages', { where: { threadId: thread.id } });
      const found = await tx.get('documents', documentId);
      return messages.some((message) => message.documentIds.includes(documentId)) && found?.removedAt === null ? found : undefined;
    });
    if (document?.debtorId !== visit.debtor.id) throw new AppError('not-found');
    const { size, stream } = await openContent(services.dataDir, document.hash);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Security-Policy', "default-src 'none';sandbox");
    res.setHeader('Content-Length', size);
    res.attachment(document.name);
    res.type(document.mediaType);
    await pipeline(stream, res);
  };
}
