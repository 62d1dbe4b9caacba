import Database from 'better-sqlite3';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { InvoiceKind } from '../../src-shared/schema/index.ts';
import type { LedgerRow } from './row-reader.ts';

/** A validated row as it waits to be compared with the store. */
export interface StagedRow {
  id: number;
  file: number;
  line: number;
  number: string;
  /** Id of the debtor in the store, once {@link Staging.setDebtorId} has given it. */
  debtorId: string;
  debtorNumber: string;
  kind: InvoiceKind;
  currency: string;
  issueDate: Day;
  dueDate: Day;
  amount: number;
  open: number;
  settledOn: Day | null;
  disputed: number;
  reference: string;
  description: string;
}

export interface StagedDebtor {
  id: number;
  number: string;
  name: string;
  details: string[];
}

/** Where a number was first seen. */
export interface FirstSeen {
  file: number;
  line: number;
}

const SCHEMA = `
  CREATE TABLE debtor (id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL, details TEXT NOT NULL, debtor_id TEXT);
  CREATE TABLE row (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, line INTEGER NOT NULL, number TEXT NOT NULL UNIQUE, debtor INTEGER NOT NULL,
    kind TEXT NOT NULL, currency TEXT NOT NULL, issue_date TEXT NOT NULL, due_date TEXT NOT NULL, amount INTEGER NOT NULL, open INTEGER NOT NULL,
    settled_on TEXT, disputed INTEGER NOT NULL, reference TEXT NOT NULL, description TEXT NOT NULL);
  CREATE TABLE occurrence (number TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Debtors remembered between rows, so that most rows cost no look-up; bounded to some ten megabytes. */
const REMEMBERED_DEBTORS = 50_000;

/**
 * The validated rows of an import, outside the store and outside memory: a private temporary database that vanishes with
 * its connection. Nothing of it is ever shared, so it needs no journal.
 */
export class Staging {
  private readonly database = new Database('');
  private readonly insertRow: Database.Statement;
  private readonly insertDebtor: Database.Statement;
  private readonly findDebtor: Database.Statement;
  private readonly mergeDebtor: Database.Statement;
  private readonly bindDebtor: Database.Statement;
  private readonly firstRow: Database.Statement;
  private readonly countOccurrence: Database.Statement;
  private readonly rowBatch: Database.Statement;
  private readonly debtorBatch: Database.Statement;
  private readonly hasNumber: Database.Statement;
  private readonly remembered = new Map<string, { id: number; details: string }>();

  constructor() {
    const { database } = this;
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.exec(SCHEMA);
    this.insertRow = database.prepare(
      'INSERT INTO row (file, line, number, debtor, kind, currency, issue_date, due_date, amount, open, settled_on, disputed, reference, description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING',
    );
    this.insertDebtor = database.prepare('INSERT INTO debtor (number, name, details) VALUES (?, ?, ?)');
    this.findDebtor = database.prepare('SELECT id, details FROM debtor WHERE number = ?');
    this.mergeDebtor = database.prepare('UPDATE debtor SET details = ? WHERE id = ?');
    this.bindDebtor = database.prepare('UPDATE debtor SET debtor_id = ? WHERE id = ?');
    this.firstRow = database.prepare('SELECT file, line FROM row WHERE number = ?');
    this.countOccurrence = database.prepare(
      'INSERT INTO occurrence (number, count) VALUES (?, 1) ON CONFLICT (number) DO UPDATE SET count = count + 1 RETURNING count',
    );
    this.rowBatch = database.prepare(
      `SELECT row.id, file, line, row.number, debtor.debtor_id AS debtorId, debtor.number AS debtorNumber, kind, currency, issue_date AS issueDate,
        due_date AS dueDate, amount, open, settled_on AS settledOn, disputed, reference, description
       FROM row JOIN debtor ON debtor.id = row.debtor WHERE row.id > ? ORDER BY row.id LIMIT ?`,
    );
    this.debtorBatch = database.prepare('SELECT id, number, name, details FROM debtor WHERE id > ? ORDER BY id LIMIT ?');
    this.hasNumber = database.prepare('SELECT 1 FROM row WHERE number = ?').pluck();
    database.exec('BEGIN');
  }

  /** Takes a row, or says where its number was seen before. */
  add(file: number, line: number, row: LedgerRow): FirstSeen | null {
    const number = row.derived ? this.occurrence(row.number) : row.number;
    const { changes } = this.insertRow.run(
      file,
      line,
      number,
      this.debtor(row.debtor),
      row.kind,
      row.currency,
      row.issueDate,
      row.dueDate,
      row.amount,
      row.open,
      row.settledOn,
      row.disputed ? 1 : 0,
      row.reference,
      row.description,
    );
    return changes ? null : (this.firstRow.get(number) as FirstSeen);
  }

  /** Rows that are equal in all columns a number is derived from are told apart by their order in the file. */
  private occurrence(number: string): string {
    const { count } = this.countOccurrence.get(number) as { count: number };
    return count === 1 ? number : `${number}-${count}`;
  }

  /** The first name of a debtor counts, and of each detail the first that is not blank. */
  private debtor({ number, name, details }: LedgerRow['debtor']): number {
    const text = JSON.stringify(details);
    const known = this.remembered.get(number);
    if (known?.details === text) return known.id;
    const stored = this.findDebtor.get(number) as { id: number; details: string } | undefined;
    const id = stored ? stored.id : Number(this.insertDebtor.run(number, name, text).lastInsertRowid);
    if (stored && stored.details !== text) {
      const first = JSON.parse(stored.details) as string[];
      this.mergeDebtor.run(JSON.stringify(first.map((value, index) => value || details[index] || '')), id);
    }
    if (this.remembered.size >= REMEMBERED_DEBTORS) this.remembered.clear();
    this.remembered.set(number, { id, details: text });
    return id;
  }

  debtors(after: number, limit: number): StagedDebtor[] {
    const rows = this.debtorBatch.all(after, limit) as { id: number; number: string; name: string; details: string }[];
    return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as string[] }));
  }

  setDebtorId(id: number, debtorId: string): void {
    this.bindDebtor.run(debtorId, id);
  }

  rows(after: number, limit: number): StagedRow[] {
    return this.rowBatch.all(after, limit) as StagedRow[];
  }

  has(number: string): boolean {
    return this.hasNumber.get(number) !== undefined;
  }

  empty(): boolean {
    return this.rows(0, 1).length === 0;
  }

  close(): void {
    this.database.close();
  }
}
