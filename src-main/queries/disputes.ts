import type { CauseFigure, DisputeRow, DisputeType, QueryArgs } from '../../src-shared/contract/index.ts';
import {
  heldByInvoice,
  isOpenDispute,
  isTermOver,
  loadDisputeTypes,
  OPEN_DISPUTE_STATES,
  toCredit,
  workingDaysLeft,
} from '../../src-shared/domain/disputes.ts';
import { workingDaysBetween } from '../../src-shared/domain/working-days.ts';
import { dayAt } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { all, one, type QueryContext } from './context.ts';

const OPEN = OPEN_DISPUTE_STATES.map((state) => `'${state}'`).join(', ');
/** Runs, or waits for its credit. */
const UNDECIDED = `d.state IN (${OPEN})`;

interface Names {
  userName(id: string | null): string;
  debtor(id: string): Promise<Row<'debtors'> | undefined>;
  type(dispute: Row<'disputes'>): Promise<string>;
  held(debtorId: string): Promise<readonly Row<'disputes'>[]>;
}

export async function disputesBoard(ctx: QueryContext, args: QueryArgs<'disputes.board'>): Promise<DisputeRow[]> {
  const ids = all<{ id: string }>(
    ctx,
    `SELECT d.id FROM disputes d WHERE (? IS NULL OR d.administration_id = ?)
       AND (${UNDECIDED} OR d.closed_on >= ? OR d.state IN ('upheld', 'partly-upheld')) ORDER BY d.answer_by, d.id`,
    args.administrationId,
    args.administrationId,
    args.decidedSince,
  );
  const rows: DisputeRow[] = [];
  const names = namesOf(ctx);
  for (const { id } of ids) {
    const dispute = await ctx.cache.rows.get('disputes', id);
    if (!dispute) continue;
    const isOld = dispute.closedOn !== null && dispute.closedOn < args.decidedSince;
    if (isOld && toCredit(dispute) === 0) continue;
    rows.push(await toRow(ctx, dispute, names));
  }
  return rows;
}

export async function debtorDisputes(ctx: QueryContext, { debtorId }: QueryArgs<'debtor.disputes'>): Promise<DisputeRow[]> {
  const disputes = await ctx.cache.rows.list('disputes', { where: { debtorId }, orderBy: { column: 'createdAt', direction: 'desc' } });
  const names = namesOf(ctx);
  return Promise.all(disputes.map((dispute) => toRow(ctx, dispute, names)));
}

export function disputeCounts(ctx: QueryContext, { administrationId }: QueryArgs<'disputes.counts'>): { open: number; overdue: number } {
  const sql = `SELECT count(*) AS open, coalesce(sum(d.answer_by < ?), 0) AS overdue FROM disputes d
    WHERE (? IS NULL OR d.administration_id = ?) AND ${UNDECIDED}`;
  return one(ctx, sql, ctx.today, administrationId, administrationId) ?? { open: 0, overdue: 0 };
}

export async function disputeTypes(ctx: QueryContext, { administrationId }: QueryArgs<'disputes.types'>): Promise<DisputeType[]> {
  const types = await loadDisputeTypes(ctx.cache.rows, administrationId);
  return types.map(({ id, key, name, templateKey, ownerRule, ownerId, escalateToId, answerWorkingDays, inPortal, active }) => ({
    ...{ id, key, name, templateKey, ownerRule, ownerId, escalateToId, answerWorkingDays, inPortal, active },
  }));
}

/** What was decided in a period, by root cause. Withdrawn disputes were none. */
export function disputeFigures(ctx: QueryContext, args: QueryArgs<'disputes.figures'>): CauseFigure[] {
  const rows = all<{
    root_cause: string;
    currency: string;
    amount: number;
    lines: string;
    created_at: string;
    closed_on: string;
    answer_by: string;
  }>(
    ctx,
    `SELECT root_cause, currency, amount, lines, created_at, closed_on, answer_by FROM disputes d
     WHERE (? IS NULL OR administration_id = ?) AND state IN ('upheld', 'partly-upheld', 'rejected') AND closed_on BETWEEN ? AND ?`,
    args.administrationId,
    args.administrationId,
    args.from,
    args.until,
  );
  const groups = Map.groupBy(rows, (row) => `${row.currency} ${row.root_cause}`);
  const figures = [...groups.values()].map((group): CauseFigure => {
    const { root_cause: rootCause = '', currency = '' } = group[0] ?? {};
    const sum = (value: (row: (typeof rows)[number]) => number): number => group.reduce((total, row) => total + value(row), 0);
    const days = sum((row) => workingDaysBetween(localDay(row.created_at), row.closed_on as Row<'disputes'>['answerBy']));
    return {
      rootCause,
      currency,
      count: group.length,
      amount: sum((row) => row.amount),
      upheld: sum((row) => (JSON.parse(row.lines) as Row<'disputes'>['lines']).reduce((total, line) => total + (line.upheld ?? 0), 0)),
      workingDays: Math.round((days / group.length) * 10) / 10,
      late: group.filter((row) => row.closed_on > row.answer_by).length,
    };
  });
  return figures.sort((a, b) => b.amount - a.amount);
}

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const localDay = (instant: string) => dayAt(new Date(instant), localZone);

function namesOf(ctx: QueryContext): Names {
  const { rows } = ctx.cache;
  const types = new Map<string, Promise<Row<'disputeTypes'>[]>>();
  const disputes = new Map<string, Promise<Row<'disputes'>[]>>();
  const kept = <V>(map: Map<string, V>, key: string, make: () => V): V => {
    const value = map.get(key) ?? make();
    map.set(key, value);
    return value;
  };
  return {
    userName: (id) => (id && one<{ name: string }>(ctx, 'SELECT name FROM users WHERE id = ?', id)?.name) || '',
    debtor: (id) => rows.get('debtors', id),
    async type({ administrationId, disputeTypeId }) {
      const list = await kept(types, administrationId, () => loadDisputeTypes(rows, administrationId));
      const type = list.find(({ id }) => id === disputeTypeId);
      return type ? type.name || type.key : '';
    },
    held: (debtorId) => kept(disputes, debtorId, () => rows.list('disputes', { where: { debtorId } })),
  };
}

async function toRow(ctx: QueryContext, dispute: Row<'disputes'>, names: Names): Promise<DisputeRow> {
  const debtor = await names.debtor(dispute.debtorId);
  const heldByOthers = heldByInvoice((await names.held(dispute.debtorId)).filter(({ id }) => id !== dispute.id));
  const lines = [];
  for (const line of dispute.lines) {
    const invoice = await ctx.cache.rows.get('invoices', line.invoiceId);
    const most = invoice ? invoice.open - invoice.onTheWay - (heldByOthers.get(line.invoiceId) ?? 0) : 0;
    lines.push({ ...line, most: Math.max(0, most) });
  }
  const { id, administrationId, debtorId, currency, amount, description, state, origin, ownerId, answerBy } = dispute;
  const { rootCause, resolution, createdAt, closedOn, rowVersion } = dispute;
  return {
    ...{ id, administrationId, debtorId, currency, amount, description, state, origin, ownerId, answerBy },
    ...{ rootCause, resolution, createdAt, closedOn, rowVersion },
    debtorNumber: debtor?.number ?? '',
    debtorName: debtor?.name ?? '',
    typeId: dispute.disputeTypeId,
    type: await names.type(dispute),
    toCredit: toCredit(dispute),
    lines,
    ownerName: names.userName(ownerId),
    daysLeft: daysLeft(dispute, ctx.today),
    escalated: dispute.escalatedAt !== null,
    createdByName: names.userName(dispute.createdById),
  };
}

/** On a day that is no working day the last one before it is over: late is late, also by no working day yet. */
function daysLeft({ state, answerBy }: Row<'disputes'>, today: QueryContext['today']): number {
  if (!isOpenDispute(state)) return 0;
  const left = workingDaysLeft(answerBy, today);
  return isTermOver(answerBy, today) ? Math.min(left, -1) : left;
}
