import type { Day } from '../kernel/index.ts';
import type { ActionKind, Row } from '../schema/index.ts';
import type { RowReader } from './row-reader.ts';

export const AGENDA_KINDS = ['action', 'promise', 'instalment', 'dispute', 'task'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];

/** Something that is to happen, or be done, on a day. */
export interface AgendaItem {
  kind: AgendaKind;
  /** Of the row in the kind's table. */
  id: string;
  administrationId: string;
  debtorId: string;
  debtorName: string;
  /** An action's and a dispute's last day, a promised day, an instalment's day. */
  on: Day;
  /** HH:MM on the administration's clock; empty is all day. */
  time: string;
  actionKind: ActionKind | null;
  /** Free words, where there are any. */
  title: string;
  /** Minor units, where it is about money that is to come in. */
  amount: number | null;
  currency: string | null;
  /** Whose it is; null is nobody's. */
  userId: string | null;
  /** It should have happened. */
  expired: boolean;
}

export interface AgendaQuestion {
  administrationIds: readonly string[];
  /** Whose agenda; null is everybody's. */
  userId: string | null;
  from: Day;
  until: Day;
  today: Day;
  /** Items of a kind and administration after which the rest is left out. */
  most: number;
}

/** A rendering of one kind's rows: without the debtor, which is looked up for all of them together. */
type Found = Omit<AgendaItem, 'debtorName' | 'expired'>;

const plain = { time: '', actionKind: null, title: '', amount: null, currency: null } as const;

/** What is open between two days, by day and time. What is agreed with a debtor is the agenda of the debtor's collector. */
export async function loadAgenda(reader: RowReader, question: AgendaQuestion): Promise<{ items: AgendaItem[]; more: boolean }> {
  const lists: Found[][] = [];
  for (const administrationId of question.administrationIds) {
    lists.push(await actions(reader, administrationId, question));
    lists.push(await promises(reader, administrationId, question));
    lists.push(await instalments(reader, administrationId, question));
    lists.push(await disputes(reader, administrationId, question));
    lists.push(await tasks(reader, administrationId, question));
  }
  const found = lists.flat();
  const debtors = await debtorsOf(reader, found);
  const items = found.flatMap((item) => {
    const debtor = debtors.get(item.debtorId);
    const userId = item.kind === 'promise' || item.kind === 'instalment' ? (debtor?.assigneeId ?? null) : item.userId;
    if (!debtor || (question.userId !== null && userId !== question.userId)) return [];
    return [{ ...item, userId, debtorName: debtor.name, expired: item.on < question.today }];
  });
  const order = (item: AgendaItem) => `${item.on} ${item.time || '99:99'} ${item.debtorName}`;
  items.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { items, more: lists.some((list) => list.length === question.most) };
}

const between = ({ from, until }: AgendaQuestion) => ({ gte: from, lte: until });
const own = <K extends string>(column: K, { userId }: AgendaQuestion) =>
  (userId === null ? {} : { [column]: userId }) as Partial<Record<K, string>>;

async function actions(reader: RowReader, administrationId: string, question: AgendaQuestion): Promise<Found[]> {
  const where = { administrationId, state: 'open' as const, dueOn: between(question), ...own('assigneeId', question) };
  const rows = await reader.list('actions', { where, orderBy: { column: 'dueOn' }, limit: question.most });
  return rows.map((row) => ({
    ...plain,
    ...idsOf(row),
    kind: 'action',
    on: row.dueOn,
    time: row.dueTime,
    actionKind: row.kind,
    title: row.title,
    userId: row.assigneeId,
  }));
}

async function promises(reader: RowReader, administrationId: string, question: AgendaQuestion): Promise<Found[]> {
  const where = { administrationId, state: { in: ['open', 'partly-kept', 'broken'] as const }, promisedOn: between(question) };
  const rows = await reader.list('promises', { where, orderBy: { column: 'promisedOn' }, limit: question.most });
  return rows.map((row) => ({
    ...plain,
    ...idsOf(row),
    kind: 'promise',
    on: row.promisedOn,
    amount: row.amount - row.received,
    currency: row.currency,
    userId: null,
  }));
}

async function instalments(reader: RowReader, administrationId: string, question: AgendaQuestion): Promise<Found[]> {
  const where = { administrationId, state: { in: ['due', 'partly-paid', 'missed'] as const }, dueOn: between(question) };
  const rows = await reader.list('instalments', { where, orderBy: { column: 'dueOn' }, limit: question.most });
  const plans = await reader.list('paymentPlans', { where: { id: { in: [...new Set(rows.map(({ planId }) => planId))] } } });
  const running = new Map(plans.filter(({ state }) => state === 'running').map((plan) => [plan.id, plan]));
  return rows.flatMap((row) => {
    const plan = running.get(row.planId);
    if (!plan) return [];
    return [
      { ...plain, ...idsOf(row), kind: 'instalment', on: row.dueOn, amount: row.amount - row.paid, currency: plan.currency, userId: null },
    ];
  });
}

async function disputes(reader: RowReader, administrationId: string, question: AgendaQuestion): Promise<Found[]> {
  const state = { in: ['new', 'investigating', 'waiting-debtor'] as const };
  const where = { administrationId, state, answerBy: between(question), ...own('ownerId', question) };
  const rows = await reader.list('disputes', { where, orderBy: { column: 'answerBy' }, limit: question.most });
  return rows.map((row) => ({
    ...plain,
    ...idsOf(row),
    kind: 'dispute',
    on: row.answerBy,
    amount: row.amount,
    currency: row.currency,
    userId: row.ownerId,
  }));
}

async function tasks(reader: RowReader, administrationId: string, question: AgendaQuestion): Promise<Found[]> {
  const where = { administrationId, state: 'open' as const, dueOn: between(question), ...own('toId', question) };
  const rows = await reader.list('tasks', { where, orderBy: { column: 'dueOn' }, limit: question.most });
  return rows.map((row) => ({ ...plain, ...idsOf(row), kind: 'task', on: row.dueOn, title: row.title, userId: row.toId }));
}

const idsOf = ({ id, administrationId, debtorId }: { id: string; administrationId: string; debtorId: string }) => ({
  id,
  administrationId,
  debtorId,
});

async function debtorsOf(reader: RowReader, found: readonly Found[]): Promise<Map<string, Row<'debtors'>>> {
  const ids = [...new Set(found.map(({ debtorId }) => debtorId))];
  const rows: Row<'debtors'>[] = [];
  // As many as a statement takes on every engine.
  for (let at = 0; at < ids.length; at += 500)
    rows.push(...(await reader.list('debtors', { where: { id: { in: ids.slice(at, at + 500) } } })));
  return new Map(rows.map((row) => [row.id, row]));
}
