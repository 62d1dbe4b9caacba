/**
 * Derived tables behind the worklist and the card's header, so that no screen adds up invoices while somebody waits.
 * `debtor_summary` has one row per debtor and currency; `worklist` one per open action, with everything it sorts by.
 */
export const summaryTables = `
  CREATE TABLE debtor_summary (debtor_id TEXT NOT NULL, currency TEXT NOT NULL, main INTEGER NOT NULL, open INTEGER NOT NULL,
    overdue INTEGER NOT NULL, disputed INTEGER NOT NULL, promised INTEGER NOT NULL, on_the_way INTEGER NOT NULL,
    overdue_on_the_way INTEGER NOT NULL, open_invoices INTEGER NOT NULL, overdue_invoices INTEGER NOT NULL, oldest_due TEXT,
    a0 INTEGER NOT NULL, a1 INTEGER NOT NULL, a2 INTEGER NOT NULL, a3 INTEGER NOT NULL, a4 INTEGER NOT NULL,
    PRIMARY KEY (debtor_id, currency)) WITHOUT ROWID;
  CREATE TABLE worklist (action_id TEXT PRIMARY KEY, debtor_id TEXT NOT NULL, administration_id TEXT NOT NULL, assignee_id TEXT,
    due_on TEXT NOT NULL, priority INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE, number TEXT NOT NULL, currency TEXT NOT NULL,
    open INTEGER NOT NULL, overdue INTEGER NOT NULL, oldest_due TEXT NOT NULL, open_invoices INTEGER NOT NULL);
`;

/** Columns the worklist sorts by, and so has indexes on: alone for everybody's list, behind the assignee for one person's. */
export const SORT_COLUMNS = {
  priority: 'priority',
  overdue: 'overdue',
  open: 'open',
  oldest: 'oldest_due',
  invoices: 'open_invoices',
  name: 'name',
} as const;

export const summaryIndexes = [
  'CREATE INDEX IF NOT EXISTS worklist_debtor ON worklist (debtor_id);',
  'CREATE INDEX IF NOT EXISTS worklist_totals ON worklist (due_on, assignee_id, administration_id, currency, overdue, debtor_id);',
  ...Object.values(SORT_COLUMNS).flatMap((column) => [
    `CREATE INDEX IF NOT EXISTS worklist_${column} ON worklist (${column}, action_id);`,
    `CREATE INDEX IF NOT EXISTS worklist_mine_${column} ON worklist (assignee_id, ${column}, action_id);`,
  ]),
].join('\n');
