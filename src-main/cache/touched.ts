import type { TableName } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';

/** What a change reached: the tables, for the screens; the debtors, for their derived rows. */
export class Touched {
  readonly tables = new Set<string>();
  readonly debtorIds = new Set<string>();
  /** True when something changed that every debtor's figures depend on. */
  everyDebtor = false;
  private readonly positions = new Map<TableName, number>();

  /** @param values the row in column order */
  add(table: TableName, values: readonly unknown[]): void {
    this.tables.add(table);
    if (table === 'administrations') this.everyDebtor = true;
    const at = this.position(table);
    if (at >= 0) this.debtorIds.add(values[at] as string);
  }

  private position(table: TableName): number {
    let at = this.positions.get(table);
    if (at === undefined) {
      const { columns } = tableSql(table);
      at = columns.findIndex((column) => column.key === (table === 'debtors' ? 'id' : 'debtorId'));
      this.positions.set(table, at);
    }
    return at;
  }
}
