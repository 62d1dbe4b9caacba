import type { QueryArgs, WorklistGrouping } from '../../src-shared/contract/index.ts';
import { addDays } from '../../src-shared/kernel/index.ts';
import { searchText } from '../cache/search-text.ts';
import { dayNumber, NOBODY, RISK_NUMBERS } from '../cache/summary-schema.ts';
import { all, likePattern, one, type QueryContext } from './context.ts';

export type PageArgs = Required<QueryArgs<'worklist.page'>>;
export type FilterArgs = Pick<
  PageArgs,
  'administrationId' | 'assigneeId' | 'unassigned' | 'minimumDaysOverdue' | 'minimumOverdue' | 'kinds' | 'risks' | 'text'
>;

/** Rows of `worklist` that pass, as a condition on its columns. */
export interface Filter {
  where: string;
  params: unknown[];
  /** One person's list. */
  own: boolean;
  /** Some debtors by name or number only. */
  byText: boolean;
  /** One action of a debtor may pass and another not, so that none is its debtor's first. */
  perAction: boolean;
  /** Nothing that is not added up in `worklist_sums` as well. */
  summed: boolean;
}

export function filterOf(ctx: QueryContext, args: FilterArgs): Filter {
  const clauses = ['due_on <= ?'];
  const params: unknown[] = [dayNumber(ctx.today)];
  const add = (clause: string, ...values: unknown[]) => {
    clauses.push(clause);
    params.push(...values);
  };
  const addIn = (column: string, values: readonly number[]) => add(`${column} IN (${values.map(() => '?').join(', ')})`, ...values);
  if (args.administrationId !== null) add('administration = ?', keyOf(ctx, args.administrationId));
  if (args.unassigned) add('assignee = ?', NOBODY);
  else if (args.assigneeId !== null) add('assignee = ?', keyOf(ctx, args.assigneeId));
  if (args.minimumDaysOverdue > 0) add('oldest_due <= ?', dayNumber(addDays(ctx.today, -args.minimumDaysOverdue)));
  if (args.minimumOverdue > 0) add('overdue >= ?', args.minimumOverdue);
  if (args.risks.length)
    addIn(
      'risk',
      args.risks.map((risk) => RISK_NUMBERS[risk]),
    );
  if (args.kinds.length)
    addIn(
      'kind',
      args.kinds.map((kind) => keyOf(ctx, kind)),
    );
  const text = args.text.trim();
  if (text) add("(instr(search, ?) OR number LIKE ? ESCAPE '\\')", searchText(text), likePattern(text, false));
  const summed = text === '' && args.minimumDaysOverdue === 0 && args.minimumOverdue === 0 && !args.kinds.length && !args.risks.length;
  return {
    where: clauses.join(' AND '),
    params,
    own: args.unassigned || args.assigneeId !== null,
    byText: text !== '',
    perAction: args.kinds.length > 0,
    summed,
  };
}

/** The number that stands for something in the worklist; of what has nothing there, one that nothing has. */
const keyOf = (ctx: QueryContext, id: string): number =>
  one<{ key: number }>(ctx, 'SELECT key FROM worklist_key WHERE id = ?', id)?.key ?? -1;

/** What stands for a group in SQL, and what its numbers mean. */
export interface Grouping {
  expression: string;
  /** The groups' values in the order in which they are to stand, by their numbers; those it lacks come last. */
  values: ReadonlyMap<number, string>;
}

const AGES = [30, 60, 90] as const;

export function groupingOf(ctx: QueryContext, groupBy: Exclude<WorklistGrouping, 'none'>): Grouping {
  if (groupBy === 'risk')
    return { expression: 'risk', values: new Map([...Object.entries(RISK_NUMBERS)].reverse().map(([risk, n]) => [n, risk])) };
  if (groupBy === 'age') return ages(ctx);
  const order = {
    kind: 'SELECT k.key, k.id FROM worklist_key k ORDER BY k.id',
    assignee: 'SELECT k.key, k.id FROM worklist_key k JOIN users u ON u.id = k.id ORDER BY u.name, u.id',
    administration: 'SELECT k.key, k.id FROM worklist_key k JOIN administrations a ON a.id = k.id ORDER BY a.name, a.id',
  }[groupBy];
  const values = new Map(all<{ key: number; id: string }>(ctx, order).map(({ key, id }) => [key, id]));
  if (groupBy === 'assignee') values.set(NOBODY, '');
  return { expression: groupBy, values };
}

/** The oldest first; nothing overdue last. */
function ages({ today }: QueryContext): Grouping {
  const before = (days: number) => dayNumber(addDays(today, -days));
  const steps = [...AGES].reverse().map((days, index) => `WHEN oldest_due < ${before(days)} THEN ${AGES.length + 1 - index}`);
  const expression = `CASE ${steps.join(' ')} WHEN oldest_due < ${dayNumber(today)} THEN 1 ELSE 0 END`;
  return { expression, values: new Map([4, 3, 2, 1, 0].map((age) => [age, String(age)])) };
}
