import { z } from 'zod';
import { loadAdministrationSettings } from '../domain/administration-settings.ts';
import { payableOf } from '../domain/allocation-choice.ts';
import type { AskerFacts, Decision } from '../domain/portal-limits.ts';
import { type PortalFunction, type PortalMode, type PortalRules, portalRulesOf, segmentOf } from '../domain/portal-settings.ts';
import type { Asked } from '../domain/requests.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import { AppError, type Day } from '../kernel/index.ts';
import type { RequestKind, Row } from '../schema/index.ts';
import { actorUserId, type CommandContext, need, type Tx } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';
import { notifyUser } from './notify.ts';
import { addTimelineEntry } from './timeline.ts';

/** Who asks something in the portal, and what the company allows him. */
export interface Asker {
  debtor: Row<'debtors'>;
  administration: Row<'administrations'>;
  rules: PortalRules;
  mode: PortalMode;
  today: Day;
}

/** @throws AppError `portal.switched-off` when the company does not offer it to this debtor; `not-found` for another's debtor */
export async function askerOf(tx: Tx, ctx: CommandContext, debtorId: string, name: PortalFunction): Promise<Asker> {
  const debtor = await needOwnDebtor(tx, ctx, debtorId);
  const administration = await need(tx, 'administrations', debtor.administrationId);
  const settings = await loadAdministrationSettings(tx, administration.id, 'portal');
  const rules = portalRulesOf(settings, await segmentOf(tx, debtor, administration.currency));
  const mode = rules.functions[name];
  if (mode === 'off') throw new AppError('portal.switched-off', { function: name });
  return { debtor, administration, rules, mode, today: ctx.today(administration.timeZone) };
}

export const factsOf = ({ debtor, administration, mode, today }: Asker, currency: string): AskerFacts => ({
  today,
  risk: debtor.risk,
  currency,
  administrationCurrency: administration.currency,
  mode,
});

/** Documents of this very debtor, in the order asked. @throws AppError `not-found` for any other */
export async function ownInvoices(tx: Tx, debtor: Row<'debtors'>, ids: readonly string[]): Promise<Row<'invoices'>[]> {
  const invoices: Row<'invoices'>[] = [];
  for (const id of new Set(ids)) {
    const invoice = await tx.get('invoices', id);
    if (invoice?.debtorId !== debtor.id) throw new AppError('not-found', { table: 'invoices', id });
    invoices.push(invoice);
  }
  return invoices;
}

/** What of each invoice is still to be paid, for what is asked about whole invoices. @throws AppError `request.mixed-currencies` */
export function wholeLines(invoices: readonly Row<'invoices'>[]): {
  currency: string;
  amount: number;
  lines: { invoiceId: string; amount: number }[];
} {
  const currency = invoices[0]?.currency ?? '';
  if (invoices.some((invoice) => invoice.currency !== currency)) throw new AppError('request.mixed-currencies');
  const lines = invoices.map((invoice) => ({ invoiceId: invoice.id, amount: payableOf(invoice) })).filter(({ amount }) => amount > 0);
  return { currency, lines, amount: lines.reduce((sum, line) => sum + line.amount, 0) };
}

/** A file that was sent with a form; its bytes are in the document store already. */
export const fileArgs = z.object({
  name: z.string().trim().min(1).max(200),
  mediaType: z.string().max(100),
  size: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SentFile = z.output<typeof fileArgs>;
export const MAX_FILES = 5;

export async function addDocuments(
  tx: Tx,
  ctx: CommandContext,
  debtor: Row<'debtors'>,
  files: readonly SentFile[],
  about: Pick<Row<'documents'>, 'kind' | 'invoiceIds'>,
): Promise<string[]> {
  const ids: string[] = [];
  for (const file of files) {
    const id = ctx.newId();
    ids.push(id);
    const own = { id, administrationId: debtor.administrationId, debtorId: debtor.id };
    const origin = ctx.actor.kind === 'debtor' ? 'portal' : 'collector';
    await tx.put('documents', { ...own, ...file, ...about, origin, createdAt: ctx.now, createdById: actorUserId(ctx) });
  }
  return ids;
}

/** Whom the debtor's side of a conversation is: the person we write to, else the debtor. */
export async function debtorsName(tx: Tx, debtor: Row<'debtors'>): Promise<string> {
  const contacts = await tx.list('contacts', { where: { debtorId: debtor.id }, orderBy: { column: 'name' } });
  return (contacts.find(({ isPrimary }) => isPrimary) ?? contacts[0])?.name || debtor.name;
}

interface NewThread {
  subject: string;
  invoiceIds: readonly string[];
  waitingFor: 'company' | 'debtor' | null;
}

export async function openThread(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, thread: NewThread): Promise<string> {
  const id = ctx.newId();
  const own = { id, administrationId: debtor.administrationId, debtorId: debtor.id, assigneeId: debtor.assigneeId };
  const invoiceIds = [...thread.invoiceIds];
  await tx.put('threads', { ...own, ...thread, invoiceIds, createdAt: ctx.now, lastMessageAt: ctx.now });
  return id;
}

interface NewMessage {
  threadId: string;
  author: 'debtor' | 'company';
  authorName: string;
  text: string;
  documentIds: readonly string[];
}

/** Adds to a conversation; whose turn it is then is for the caller to write on the thread. */
export async function addThreadMessage(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, message: NewMessage): Promise<string> {
  const id = ctx.newId();
  const own = { id, administrationId: debtor.administrationId, debtorId: debtor.id };
  const via = message.author === 'debtor' ? 'portal' : 'desktop';
  const documentIds = [...message.documentIds];
  await tx.put('threadMessages', { ...own, ...message, documentIds, authorId: actorUserId(ctx), via, at: ctx.now });
  return id;
}

export interface NewRequest<K extends RequestKind> {
  id: string;
  kind: K;
  decision: Decision;
  asked: Asked<K>;
  proposed: Asked<K> | null;
  invoiceIds: readonly string[];
  text: string;
  documentIds: readonly string[];
  /** What the conversation about it is called; the debtor's own words or a name of the thing. Empty: no conversation. */
  subject: string;
  threadId?: string | null;
  answerBy?: Day;
  resultId?: string | null;
  assigneeId?: string | null;
  /** For the timeline. */
  params?: Record<string, string | number>;
}

export interface FiledRequest {
  requestId: string;
  number: string;
  automatic: boolean;
  /** Null when nothing is waited for. */
  answerBy: Day | null;
  threadId: string | null;
}

/**
 * Files what was asked. What a rule decided is done with; the rest is on somebody's list, and the debtor has a day by
 * which there is an answer.
 */
export async function fileRequest<K extends RequestKind>(
  tx: Tx,
  ctx: CommandContext,
  asker: Asker,
  request: NewRequest<K>,
): Promise<FiledRequest> {
  const { debtor, rules, today } = asker;
  const { automatic } = request.decision;
  const assigneeId = request.assigneeId === undefined ? debtor.assigneeId : request.assigneeId;
  const answerBy = automatic && !request.answerBy ? null : (request.answerBy ?? addWorkingDays(today, rules.answerWorkingDays));
  const number = await nextNumber(tx, debtor.administrationId, request.kind, today);
  const threadId = request.threadId ?? (request.subject ? await threadOf(tx, ctx, debtor, request) : null);
  const own = { administrationId: debtor.administrationId, debtorId: debtor.id };
  await tx.put('requests', {
    ...{ id: request.id, ...own, number, kind: request.kind, state: automatic ? 'automatic' : 'waiting', origin: 'portal' },
    ...{ invoiceIds: [...request.invoiceIds], asked: request.asked, proposed: request.proposed, rules: request.decision.rules },
    ...{ text: request.text, documentIds: [...request.documentIds], assigneeId, answerBy, threadId, resultId: request.resultId ?? null },
    ...{ createdAt: ctx.now, decidedAt: automatic ? ctx.now : null },
  });
  await addTimelineEntry(tx, ctx, debtor, {
    kind: `request-${request.kind}`,
    category: 'portal',
    refId: request.id,
    params: { ...request.params, number, state: automatic ? 'automatic' : 'waiting', ...(request.text ? { text: request.text } : {}) },
  });
  if (!automatic) await putOnList(tx, ctx, debtor, { ...request, number, assigneeId, today });
  return { requestId: request.id, number, automatic, answerBy, threadId };
}

async function threadOf(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, request: NewRequest<RequestKind>): Promise<string> {
  const { subject, invoiceIds, text, documentIds } = request;
  const waitingFor = request.decision.automatic ? null : 'company';
  const threadId = await openThread(tx, ctx, debtor, { subject, invoiceIds, waitingFor });
  if (text || documentIds.length > 0) {
    await addThreadMessage(tx, ctx, debtor, { threadId, author: 'debtor', authorName: await debtorsName(tx, debtor), text, documentIds });
  }
  return threadId;
}

interface ListedWork {
  /** Of the request or the conversation. */
  id: string;
  kind: RequestKind;
  number: string;
  invoiceIds: readonly string[];
  assigneeId: string | null;
  today: Day;
  /** How the one it is for is told, and what that says besides. */
  told?: string;
  params?: Row<'notifications'>['params'];
}

/** Work for a person: an action on the worklist, and word to whose it is. */
export async function putOnList(tx: Tx, ctx: CommandContext, debtor: Row<'debtors'>, request: ListedWork): Promise<void> {
  const own = { administrationId: debtor.administrationId, debtorId: debtor.id };
  await tx.put('actions', {
    ...{ id: ctx.newId(), ...own, kind: request.kind === 'question' ? 'question' : 'request', dueOn: request.today, refId: request.id },
    ...{ invoiceIds: [...request.invoiceIds], assigneeId: request.assigneeId, source: 'system', createdAt: ctx.now },
  });
  if (request.assigneeId === null) return;
  const params = { request: request.kind, number: request.number, debtor: debtor.name, ...request.params };
  await notifyUser(tx, ctx, {
    ...{ administrationId: debtor.administrationId, userId: request.assigneeId, kind: request.told ?? 'request', debtorId: debtor.id },
    ...{ refId: request.id, params },
  });
}

const DIGITS = 5;

/** A series a year for complaints and one for the rest, so that the letter tells them apart on the telephone. */
async function nextNumber(tx: Tx, administrationId: string, kind: RequestKind, today: Day): Promise<string> {
  const series = `${kind === 'complaint' ? 'K' : 'V'}-${today.slice(0, 4)}-`;
  const [last] = await tx.list('requests', {
    where: { administrationId, number: { gte: series, lt: `${series}~` } },
    orderBy: { column: 'number', direction: 'desc' },
    limit: 1,
  });
  const reached = last ? Number(last.number.slice(series.length)) : 0;
  return series + String(reached + 1).padStart(DIGITS, '0');
}

/** An earlier question of the same kind about the same documents (or about none) is overtaken by a new one. */
export async function withdrawEarlier(
  tx: Tx,
  ctx: CommandContext,
  { debtor }: Asker,
  kind: RequestKind,
  invoiceIds: readonly string[],
): Promise<void> {
  const waiting = await tx.list('requests', { where: { debtorId: debtor.id, state: 'waiting', kind } });
  for (const request of waiting) {
    if (invoiceIds.length > 0 && !request.invoiceIds.some((id) => invoiceIds.includes(id))) continue;
    await tx.put('requests', { ...request, state: 'withdrawn', decidedAt: ctx.now });
    await closeActions(tx, ctx, debtor.id, request.id, 'cancelled');
  }
}

/** Takes what a request put on the worklist off it again. */
export async function closeActions(tx: Tx, ctx: CommandContext, debtorId: string, refId: string, state: 'done' | 'cancelled') {
  for (const action of await tx.list('actions', { where: { debtorId, state: 'open' } })) {
    if (action.refId !== refId) continue;
    await tx.put('actions', { ...action, state, finishedAt: ctx.now, finishedById: actorUserId(ctx) });
  }
}
