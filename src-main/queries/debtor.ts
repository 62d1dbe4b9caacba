import type { Balance, DebtorHeader, InvoiceRow, QueryArgs, TimelineRow } from '../../src-shared/contract/index.ts';
import { arrangeableOf } from '../../src-shared/domain/arranged-lines.ts';
import { groupOf } from '../../src-shared/domain/debtor-groups.ts';
import { isOpenDispute, loadDisputeTypes } from '../../src-shared/domain/disputes.ts';
import { priorityFactors, score } from '../../src-shared/domain/priority.ts';
import { AppError, daysBetween } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { priorityInput } from '../cache/summary.ts';
import { promisesByInvoice, runningArrangements } from './arrangements.ts';
import { all, one, type QueryContext } from './context.ts';

interface SummaryRow {
  currency: string;
  main: number;
  open: number;
  overdue: number;
  disputed: number;
  promised: number;
  in_plan: number;
  on_the_way: number;
  overdue_on_the_way: number;
  open_invoices: number;
  overdue_invoices: number;
  oldest_due: Row<'invoices'>['dueDate'] | null;
  a0: number;
  a1: number;
  a2: number;
  a3: number;
  a4: number;
}

/** @throws AppError `not-found` when the debtor is not (or no longer) in the user's scopes */
async function debtorRow({ cache }: QueryContext, id: string): Promise<Row<'debtors'>> {
  const debtor = await cache.rows.get('debtors', id);
  if (!debtor) throw new AppError('not-found', { table: 'debtors', id });
  return debtor;
}

export async function debtorHeader(
  ctx: QueryContext,
  { debtorId, actionId }: Required<QueryArgs<'debtor.header'>>,
): Promise<Omit<DebtorHeader, 'nextStep'>> {
  const debtor = await debtorRow(ctx, debtorId);
  const administration = await ctx.cache.rows.get('administrations', debtor.administrationId);
  const summaries = summariesOf(ctx, debtorId);
  const contacts = await ctx.cache.rows.list('contacts', { where: { debtorId }, orderBy: { column: 'name' } });
  const actions = await ctx.cache.rows.list('actions', { where: { debtorId, state: 'open' }, orderBy: { column: 'dueOn' } });
  const balances = summaries.map(toBalance);
  return {
    id: debtor.id,
    administrationId: debtor.administrationId,
    number: debtor.number,
    name: debtor.name,
    city: debtor.city,
    industry: debtor.industry,
    risk: debtor.risk,
    language: debtor.language,
    email: debtor.email,
    phone: debtor.phone,
    creditLimit: debtor.creditLimit,
    blocked: debtor.blocked,
    blockedReason: debtor.blockedReason,
    creditHoldReason: debtor.creditHold ? debtor.creditHoldReason : null,
    assigneeName: userName(ctx, debtor.assigneeId),
    balances: balances.length ? balances : [emptyBalance(administration?.currency ?? 'EUR')],
    pinnedNotes: await pinnedNotes(ctx, debtorId),
    contacts: contacts.map(({ id, name, email, phone, roles, isPrimary }) => ({ id, name, email, phone, roles, isPrimary })),
    actions: actions.map(({ id, kind, title, dueOn, assigneeId }) => ({ id, kind, title, dueOn, assigneeId })),
    priority: priority(ctx, debtor, summaries[0], actions.find(({ id }) => id === actionId) ?? actions[0]),
    counts: {
      openInvoices: balances.reduce((sum, balance) => sum + balance.openInvoices, 0),
      timeline: count(ctx, 'timeline_entries', debtorId),
      messages: count(ctx, 'messages', debtorId),
      documents: documentCount(ctx, debtorId),
      contacts: contacts.length,
      disputes: openDisputes(ctx, debtorId),
      arrangements: runningArrangements(ctx, debtorId),
      settlement: openSettlements(ctx, debtorId),
      linked: linkedCount(ctx, debtorId),
      conversations: count(ctx, 'threads', debtorId),
    },
  };
}

const summariesOf = (ctx: QueryContext, debtorId: string): SummaryRow[] =>
  all<SummaryRow>(ctx, 'SELECT * FROM debtor_summary WHERE debtor_id = ? ORDER BY main DESC, currency', debtorId);

/** A debtor's balances, main currency first; empty when nothing was ever open. */
export const debtorBalances = (ctx: QueryContext, debtorId: string): Balance[] => summariesOf(ctx, debtorId).map(toBalance);

function priority(ctx: QueryContext, debtor: Row<'debtors'>, main: SummaryRow | undefined, action: Row<'actions'> | undefined) {
  const input = priorityInput({
    currency: main?.currency ?? 'EUR',
    overdue: main?.overdue ?? 0,
    overdue_on_the_way: main?.overdue_on_the_way ?? 0,
    oldest_due: main?.oldest_due ?? null,
    overdue_invoices: main?.overdue_invoices ?? 0,
    open: main?.open ?? 0,
    risk: debtor.risk,
    credit_limit: debtor.creditLimit,
    promised: main?.promised ?? 0,
    due_on: action?.dueOn ?? ctx.today,
    kind: action?.kind ?? 'follow-up',
  });
  const factors = priorityFactors(input, ctx.today);
  return { score: score(factors), factors };
}

const toBalance = (row: SummaryRow): Balance => ({
  currency: row.currency,
  open: row.open,
  overdue: row.overdue,
  disputed: row.disputed,
  promised: row.promised,
  inPlan: row.in_plan,
  onTheWay: row.on_the_way,
  openInvoices: row.open_invoices,
  ageing: [row.a0, row.a1, row.a2, row.a3, row.a4],
});

const emptyBalance = (currency: string): Balance => ({
  currency,
  open: 0,
  overdue: 0,
  disputed: 0,
  promised: 0,
  inPlan: 0,
  onTheWay: 0,
  openInvoices: 0,
  ageing: [0, 0, 0, 0, 0],
});

function userName(ctx: QueryContext, id: string | null): string {
  return (id && one<{ name: string }>(ctx, 'SELECT name FROM users WHERE id = ?', id)?.name) || '';
}

async function pinnedNotes(ctx: QueryContext, debtorId: string): Promise<DebtorHeader['pinnedNotes']> {
  const notes = await ctx.cache.rows.list('notes', {
    where: { debtorId, pinned: true, removedAt: null },
    orderBy: { column: 'createdAt', direction: 'desc' },
  });
  return notes.map(({ id, text, authorId, createdAt }) => ({ id, text, authorName: userName(ctx, authorId), createdAt }));
}

/** Debtors in the same group besides this one. */
const linkedCount = (ctx: QueryContext, debtorId: string): number =>
  one<{ n: number }>(
    ctx,
    `SELECT count(*) AS n FROM debtor_group_members WHERE unlinked_at IS NULL AND debtor_id <> ?
     AND group_id IN (SELECT group_id FROM debtor_group_members WHERE debtor_id = ? AND unlinked_at IS NULL)`,
    debtorId,
    debtorId,
  )?.n ?? 0;

const openDisputes = (ctx: QueryContext, debtorId: string): number =>
  one<{ n: number }>(
    ctx,
    "SELECT count(*) AS n FROM disputes WHERE debtor_id = ? AND state IN ('new', 'investigating', 'waiting-debtor')",
    debtorId,
  )?.n ?? 0;

const count = (ctx: QueryContext, table: 'timeline_entries' | 'messages' | 'threads', debtorId: string): number =>
  one<{ n: number }>(ctx, `SELECT count(*) AS n FROM ${table} WHERE debtor_id = ?`, debtorId)?.n ?? 0;

/** Removed ones are kept, and not counted. */
const documentCount = (ctx: QueryContext, debtorId: string): number =>
  one<{ n: number }>(ctx, 'SELECT count(*) AS n FROM documents WHERE debtor_id = ? AND removed_at IS NULL', debtorId)?.n ?? 0;

/** Write-offs that wait and cases that run. */
const openSettlements = (ctx: QueryContext, debtorId: string): number =>
  one<{ n: number }>(
    ctx,
    `SELECT (SELECT count(*) FROM write_offs WHERE debtor_id = ? AND state IN ('requested', 'approved')) +
      (SELECT count(*) FROM hand_overs WHERE debtor_id = ? AND state = 'handed-over') AS n`,
    debtorId,
    debtorId,
  )?.n ?? 0;

export async function debtorInvoices(ctx: QueryContext, args: Required<QueryArgs<'debtor.invoices'>>): Promise<InvoiceRow[]> {
  if (!args.group) return invoicesOf(ctx, args.debtorId, args.includeClosed);
  const members = await groupOf(ctx.cache.rows, args.debtorId);
  const lists = await Promise.all(members.map(({ debtorId }) => invoicesOf(ctx, debtorId, args.includeClosed)));
  return lists.flat();
}

async function invoicesOf(ctx: QueryContext, debtorId: string, includeClosed: boolean): Promise<InvoiceRow[]> {
  const debtor = await debtorRow(ctx, debtorId);
  const invoices = await ctx.cache.rows.list('invoices', { where: { debtorId }, orderBy: { column: 'dueDate' } });
  const names = stepNames(ctx, debtor);
  const marks = await invoiceMarks(ctx, debtor);
  const promises = await promisesByInvoice(ctx, debtorId);
  return invoices
    .filter((invoice) => includeClosed || invoice.open !== 0)
    .map((invoice) => ({
      id: invoice.id,
      debtorId,
      debtorName: debtor.name,
      administrationId: debtor.administrationId,
      number: invoice.number,
      kind: invoice.kind,
      issueDate: invoice.issueDate,
      dueDate: invoice.dueDate,
      daysOverdue: Math.max(0, daysBetween(invoice.dueDate, ctx.today)),
      currency: invoice.currency,
      amount: invoice.amount,
      open: invoice.open,
      onTheWay: invoice.onTheWay,
      stepName: names.get(invoice.stepReached) ?? '',
      closedOn: invoice.closedOn,
      reference: invoice.reference,
      disputedAmount: invoice.disputedAmount,
      disputeType: marks.disputed.get(invoice.id) ?? '',
      notes: marks.notes.get(invoice.id) ?? 0,
      promisedUntil: invoice.promisedUntil,
      promisedAmount: invoice.promisedAmount,
      promise: promiseOf(promises.get(invoice.id)),
      inPlan: invoice.planId !== null,
      arrangeable: invoice.planId === null ? arrangeableOf(invoice) : 0,
      blockedReason: invoice.blockedReason,
      writtenOff: invoice.writtenOff,
      handedOver: invoice.handOverId !== null,
      rowVersion: invoice.rowVersion,
    }));
}

/** What disputes and notes say of each invoice. */
async function invoiceMarks({ cache: { rows } }: QueryContext, { id: debtorId, administrationId }: Row<'debtors'>) {
  const notes = new Map<string, number>();
  for (const { invoiceIds } of await rows.list('notes', { where: { debtorId, removedAt: null } }))
    for (const id of invoiceIds) notes.set(id, (notes.get(id) ?? 0) + 1);
  const disputed = new Map<string, string>();
  const open = (await rows.list('disputes', { where: { debtorId } })).filter(({ state }) => isOpenDispute(state));
  const types = open.length ? await loadDisputeTypes(rows, administrationId) : [];
  for (const { lines, disputeTypeId } of open) {
    const type = types.find(({ id }) => id === disputeTypeId);
    for (const { invoiceId } of lines) disputed.set(invoiceId, type ? type.name || type.key : '');
  }
  return { notes, disputed };
}
const promiseOf = (promise: Row<'promises'> | undefined): InvoiceRow['promise'] =>
  promise ? { state: promise.state, promisedOn: promise.promisedOn } : null;

function stepNames(ctx: QueryContext, debtor: Row<'debtors'>): Map<number, string> {
  const rows = all<{ position: number; name: string }>(
    ctx,
    `SELECT s.position, s.name FROM workflow_steps s JOIN workflows w ON w.id = s.workflow_id
     WHERE w.administration_id = ? AND (w.id = ? OR (? IS NULL AND w.is_default = 1))`,
    debtor.administrationId,
    debtor.workflowId,
    debtor.workflowId,
  );
  return new Map(rows.map((row) => [row.position, row.name]));
}

export function debtorTimeline(ctx: QueryContext, args: Required<QueryArgs<'debtor.timeline'>>): TimelineRow[] {
  const { where, params } = timelineCondition(args);
  const rows = all<Omit<TimelineRow, 'params' | 'actorName' | 'refId'> & { params: string; actor: string | null; ref_id: string | null }>(
    ctx,
    `SELECT t.id, t.at, t.kind, t.category, t.ref_id, t.params, u.name AS actor FROM timeline_entries t LEFT JOIN users u ON u.id = t.actor_id
     WHERE ${where} ORDER BY t.at DESC, t.id DESC LIMIT ? OFFSET ?`,
    ...params,
    args.limit,
    args.offset,
  );
  return rows.map(({ actor, ref_id: refId, params: json, ...row }) => ({
    ...row,
    refId,
    actorName: actor ?? '',
    params: JSON.parse(json) as TimelineRow['params'],
  }));
}

export function debtorTimelineCount(ctx: QueryContext, args: Required<QueryArgs<'debtor.timeline-count'>>): { count: number } {
  const { where, params } = timelineCondition(args);
  return { count: one<{ n: number }>(ctx, `SELECT count(*) AS n FROM timeline_entries t WHERE ${where}`, ...params)?.n ?? 0 };
}

function timelineCondition({ debtorId, categories }: Required<QueryArgs<'debtor.timeline-count'>>): { where: string; params: unknown[] } {
  if (categories === null) return { where: 't.debtor_id = ?', params: [debtorId] };
  return { where: `t.debtor_id = ? AND t.category IN (${categories.map(() => '?').join(', ')})`, params: [debtorId, ...categories] };
}
