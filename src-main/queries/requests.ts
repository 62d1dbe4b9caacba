import { type QueryArgs, type QueryResult, type RequestDetail, type RequestRow, requestRowShape } from '../../src-shared/contract/index.ts';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { portalRulesOf, segmentOf } from '../../src-shared/domain/portal-settings.ts';
import { recipientOf } from '../../src-shared/domain/recipient.ts';
import { AppError, addDays, daysBetween } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { all, one, type QueryContext } from './context.ts';

type Request = Row<'requests'>;

/** What was settled longer ago is in the debtor's timeline. */
const SETTLED_DAYS = 7;
const MOST_SETTLED = 50;
const MOST_WAITING = 500;

/** Requests that wait, and those that were settled lately; mine are those of my own debtors or put on my name. */
export async function listRequests(
  ctx: QueryContext,
  { administrationId, mine }: QueryArgs<'requests.list'>,
  userId: string,
): Promise<QueryResult<'requests.list'>> {
  const { rows } = ctx.cache;
  const here = administrationId === null ? {} : { administrationId };
  const newest = { column: 'createdAt', direction: 'desc' } as const;
  const since = `${addDays(ctx.today, -SETTLED_DAYS)}T00:00:00.000Z`;
  const waiting = await rows.list('requests', { where: { ...here, state: 'waiting' }, orderBy: newest, limit: MOST_WAITING });
  // Who was promised an answer soonest comes first; the sort keeps the newest first within a day.
  waiting.sort((a, b) => ((a.answerBy ?? '') < (b.answerBy ?? '') ? -1 : a.answerBy === b.answerBy ? 0 : 1));
  const settled = await rows.list('requests', {
    where: { ...here, state: { in: ['automatic', 'approved', 'adjusted', 'declined'] }, decidedAt: { gte: since } },
    orderBy: { column: 'decidedAt', direction: 'desc' },
    limit: MOST_SETTLED,
  });
  const own = (request: Request): boolean => !mine || request.assigneeId === userId || request.decidedById === userId;
  return {
    waiting: await Promise.all(waiting.filter(own).map((request) => requestRow(ctx, request))),
    settled: await Promise.all(settled.filter(own).map((request) => requestRow(ctx, request))),
  };
}

/** Those that wait for a person: all of them, since a debtor who was promised an answer must get one from somebody. */
export function countRequests(ctx: QueryContext, { administrationId }: QueryArgs<'requests.counts'>): QueryResult<'requests.counts'> {
  const found = one<{ waiting: number }>(
    ctx,
    "SELECT count(*) AS waiting FROM requests WHERE state = 'waiting' AND (? IS NULL OR administration_id = ?)",
    administrationId,
    administrationId,
  );
  return { waiting: found?.waiting ?? 0 };
}

/**
 * A request as the screens have it. One whose contents are not what its kind says (another version's) is shown as a
 * question in the debtor's words, so that it is still answered.
 */
export async function requestRow(ctx: QueryContext, request: Request): Promise<RequestRow> {
  const { rows } = ctx.cache;
  const debtor = await rows.get('debtors', request.debtorId);
  const asked = request.asked as { disputeTypeId?: string; ownerId?: string | null };
  const type = request.kind === 'complaint' && asked.disputeTypeId ? await rows.get('disputeTypes', asked.disputeTypeId) : undefined;
  const base = {
    ...{ id: request.id, administrationId: request.administrationId, debtorId: request.debtorId },
    ...{ debtorName: debtor?.name ?? '', debtorNumber: debtor?.number ?? '', number: request.number, state: request.state },
    ...{ createdAt: request.createdAt, decidedAt: request.decidedAt, text: request.text, hasFiles: request.documentIds.length > 0 },
    ...{ invoices: await numbersOf(ctx, request.invoiceIds), rowVersion: request.rowVersion },
    ...{ typeKey: type?.key ?? '', typeName: type?.name ?? '', ownerName: userName(ctx, asked.ownerId ?? null) },
  };
  const parsed = requestRowShape.safeParse({ ...base, kind: request.kind, asked: request.asked, proposed: request.proposed });
  return parsed.success ? parsed.data : { ...base, kind: 'question', asked: { subject: request.text || request.number }, proposed: null };
}

async function numbersOf({ cache }: QueryContext, ids: readonly string[]): Promise<string[]> {
  const invoices = await cache.rows.list('invoices', { where: { id: { in: ids } }, orderBy: { column: 'number' } });
  return invoices.map(({ number }) => number);
}

export function userName(ctx: QueryContext, id: string | null): string {
  return (id && one<{ name: string }>(ctx, 'SELECT name FROM users WHERE id = ?', id)?.name) || '';
}

/** @throws AppError `not-found` when the request is not (or no longer) in the user's scopes */
export async function requestDetail(ctx: QueryContext, { requestId }: QueryArgs<'request.detail'>): Promise<RequestDetail> {
  const { rows } = ctx.cache;
  const request = await rows.get('requests', requestId);
  const debtor = request && (await rows.get('debtors', request.debtorId));
  if (!request || !debtor) throw new AppError('not-found', { table: 'requests', id: requestId });
  const administration = await rows.get('administrations', request.administrationId);
  const currency = administration?.currency ?? 'EUR';
  const settings = await loadAdministrationSettings(rows, request.administrationId, 'portal');
  const { plan, promise } = portalRulesOf(settings, await segmentOf(rows, debtor, currency));
  const contacts = await rows.list('contacts', { where: { debtorId: debtor.id } });
  const types = await rows.list('disputeTypes', { where: { administrationId: request.administrationId }, orderBy: { column: 'position' } });
  return {
    request: await requestRow(ctx, request),
    rules: request.rules,
    answerBy: request.answerBy,
    decidedByName: userName(ctx, request.decidedById),
    threadId: request.threadId,
    files: await filesOf(ctx, request.documentIds),
    debtor: {
      ...{ risk: debtor.risk, language: debtor.language, salutation: recipientOf(debtor, contacts)?.salutation ?? '' },
      ...overdueOf(ctx, debtor.id, currency),
    },
    known: known(ctx, debtor.id),
    limits: {
      firstWithinDays: plan.firstWithinDays,
      maximumTerms: plan.maximumTerms,
      maximumPromiseDays: promise.maximumDays,
    },
    disputeTypes: types.filter(({ active }) => active).map(({ id, key, name }) => ({ id, key, name })),
  };
}

export async function filesOf({ cache }: QueryContext, ids: readonly string[]) {
  const documents = await cache.rows.list('documents', { where: { id: { in: ids }, removedAt: null }, orderBy: { column: 'name' } });
  return documents.map(({ id, name, size, mediaType }) => ({ id, name, size, mediaType }));
}

function overdueOf(ctx: QueryContext, debtorId: string, currency: string) {
  const row = one<{ overdue: number; oldest_due: Row<'invoices'>['dueDate'] | null }>(
    ctx,
    'SELECT overdue, oldest_due FROM debtor_summary WHERE debtor_id = ? AND currency = ?',
    debtorId,
    currency,
  );
  return { currency, overdue: row?.overdue ?? 0, oldestDays: row?.oldest_due ? Math.max(0, daysBetween(row.oldest_due, ctx.today)) : 0 };
}

function known(ctx: QueryContext, debtorId: string): RequestDetail['known'] {
  const plans = all<{ state: string }>(ctx, "SELECT state FROM payment_plans WHERE debtor_id = ? AND state NOT IN ('proposed')", debtorId);
  const promises = all<{ state: string }>(
    ctx,
    "SELECT state FROM promises WHERE debtor_id = ? AND state IN ('kept', 'partly-kept', 'broken') AND promised_on >= ?",
    debtorId,
    `${ctx.today.slice(0, 4)}-01-01`,
  );
  const paid = all<{ dueDate: Row<'invoices'>['dueDate']; closedOn: Row<'invoices'>['dueDate'] }>(
    ctx,
    `SELECT due_date AS dueDate, closed_on AS closedOn FROM invoices
     WHERE debtor_id = ? AND kind = 'invoice' AND closed_on IS NOT NULL AND closed_on >= ?`,
    debtorId,
    addDays(ctx.today, -365),
  );
  const late = paid.map(({ dueDate, closedOn }) => daysBetween(dueDate, closedOn));
  return {
    plans: plans.length,
    plansKept: plans.filter(({ state }) => state === 'completed').length,
    promises: promises.length,
    promisesKept: promises.filter(({ state }) => state === 'kept').length,
    daysLate: late.length > 0 ? Math.max(0, Math.round(late.reduce((sum, days) => sum + days, 0) / late.length)) : null,
  };
}
