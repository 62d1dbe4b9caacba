import type { CurrencyOverview, OverviewRow } from '../../../src-shared/domain/portal-overview.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { HeldFacts } from '../held.ts';
import { tagOf } from '../pages/invoice-table.tsx';
import type { Words } from '../words.ts';

/** All that a statement of account shows. */
export interface Statement {
  words: Words;
  today: Day;
  company: Row<'administrations'>;
  debtor: Row<'debtors'>;
  overviews: CurrencyOverview[];
  held: HeldFacts;
  /** Of the last year, newest first. */
  payments: Row<'payments'>[];
  closed: Row<'invoices'>[];
}

/** Everything that is open, in the order of the overview: what is asked, what is deducted, what need not be paid now. */
export const statementRows = ({ due, credits, later }: CurrencyOverview): OverviewRow[] => [...due, ...credits, ...later];

/** Where a row stands, in the words of the portal. */
export function rowState(row: OverviewRow, { held, today, words }: Statement): string {
  return tagOf(row, held, today, words)?.text ?? words.t('portal.statement.not-due');
}
