import type { Day } from '../../src-shared/kernel/index.ts';

/**
 * Derived tables behind the worklist, the card's header and the search, so that no screen adds up invoices while somebody
 * waits. `debtor_summary` has one row per debtor and currency; `worklist` one per open action, with everything it is
 * filtered and sorted by in as few bytes as possible: every index on it holds all filters, so that a page or a total of a
 * hundred thousand actions is one pass over a few megabytes. `worklist_key` has the numbers that stand for companies, people
 * and kinds of action there; `worklist_sums` adds the worklist up for the filters that are always there.
 */
export const summaryTables = `
  CREATE TABLE debtor_summary (debtor_id TEXT NOT NULL, currency TEXT NOT NULL, main INTEGER NOT NULL, open INTEGER NOT NULL,
    overdue INTEGER NOT NULL, disputed INTEGER NOT NULL, promised INTEGER NOT NULL, in_plan INTEGER NOT NULL, on_the_way INTEGER NOT NULL,
    overdue_on_the_way INTEGER NOT NULL, open_invoices INTEGER NOT NULL, overdue_invoices INTEGER NOT NULL, oldest_due TEXT,
    a0 INTEGER NOT NULL, a1 INTEGER NOT NULL, a2 INTEGER NOT NULL, a3 INTEGER NOT NULL, a4 INTEGER NOT NULL,
    PRIMARY KEY (debtor_id, currency)) WITHOUT ROWID;
  CREATE TABLE debtor_search (debtor_id TEXT PRIMARY KEY, number TEXT NOT NULL COLLATE NOCASE, search TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE worklist_key (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
  CREATE TABLE worklist (key INTEGER PRIMARY KEY, due_on INTEGER NOT NULL, administration INTEGER NOT NULL,
    assignee INTEGER NOT NULL, oldest_due INTEGER NOT NULL, currency TEXT NOT NULL, overdue INTEGER NOT NULL, first INTEGER NOT NULL, own_first INTEGER NOT NULL,
    priority INTEGER NOT NULL, open INTEGER NOT NULL, open_invoices INTEGER NOT NULL, risk INTEGER NOT NULL, kind INTEGER NOT NULL, search TEXT NOT NULL, number TEXT NOT NULL,
    debtor_id TEXT NOT NULL, action_id TEXT NOT NULL);
  CREATE TABLE worklist_sums (due_on INTEGER NOT NULL, administration INTEGER NOT NULL, assignee INTEGER NOT NULL, currency TEXT NOT NULL,
    actions INTEGER NOT NULL, debtors INTEGER NOT NULL, overdue INTEGER NOT NULL, own_debtors INTEGER NOT NULL, own_overdue INTEGER NOT NULL,
    PRIMARY KEY (due_on, administration, assignee, currency)) WITHOUT ROWID;
`;

/** Stands for "nobody" where a number is needed. */
export const NOBODY = 0;

/** A day as a number that sorts and compares like it (20260310). */
export const dayNumber = (day: Day): number => Number(day.replaceAll('-', ''));

/** Columns the worklist sorts by, each with an index `worklist_by_<name>`. */
export const SORT_COLUMNS = {
  priority: 'priority',
  overdue: 'overdue',
  open: 'open',
  oldest: 'oldest_due',
  invoices: 'open_invoices',
  name: 'search',
} as const;

/** What the worklist is filtered by, except words. */
const FILTER_COLUMNS = ['due_on', 'administration', 'assignee', 'oldest_due', 'overdue', 'risk', 'kind'] as const;

/** Risks as numbers, the highest last. */
export const RISK_NUMBERS = { low: 0, medium: 1, high: 2 } as const;

const worklistIndexes: readonly (readonly [name: string, columns: string])[] = [
  // With every filter but words: what one kind of action comes to is added up by debtor.
  ['worklist_debtor', ['debtor_id', 'currency', ...FILTER_COLUMNS].join(', ')],
  // Currency first: totals come out grouped, without sorting.
  ['worklist_totals', 'currency, due_on, administration, assignee, oldest_due, overdue, risk, kind, first, own_first, search, number'],
  ...Object.entries(SORT_COLUMNS).map(
    ([name, column]) => [`worklist_by_${name}`, [...new Set([column, 'key', ...FILTER_COLUMNS])].join(', ')] as const,
  ),
];

/** Filling the worklist anew is much faster without its indexes. */
export const dropWorklistIndexes = worklistIndexes.map(([name]) => `DROP INDEX IF EXISTS ${name};`).join('\n');
export const createWorklistIndexes = worklistIndexes
  .map(([name, columns]) => `CREATE INDEX IF NOT EXISTS ${name} ON worklist (${columns});`)
  .join('\n');

/** All that is open, in the order and with the columns that it is added up by. */
const openInvoices = `CREATE INDEX IF NOT EXISTS invoices_open ON invoices
  (debtor_id, currency, due_date, open, on_the_way, disputed_amount, promised_until, promised_amount, plan_id, written_off) WHERE open <> 0;`;

/** What somebody finished lately is counted on every change; nearly all actions of a company's history are finished. */
const finishedActions =
  'CREATE INDEX IF NOT EXISTS actions_finished ON actions (finished_by_id, finished_at) WHERE finished_at IS NOT NULL;';

/** The list of what went out is of all companies together, newest first. */
const messagesNewest = "CREATE INDEX IF NOT EXISTS messages_newest ON messages (created_at, id) WHERE direction = 'out';";

/** One's own debtors are added up on the first screen. */
const ownDebtors = 'CREATE INDEX IF NOT EXISTS debtors_assignee ON debtors (assignee_id, administration_id);';

export const summaryIndexes = [
  openInvoices,
  finishedActions,
  ownDebtors,
  messagesNewest,
  'CREATE INDEX IF NOT EXISTS debtor_search_number ON debtor_search (number);',
  'CREATE INDEX IF NOT EXISTS debtor_search_name ON debtor_search (search);',
  createWorklistIndexes,
].join('\n');
