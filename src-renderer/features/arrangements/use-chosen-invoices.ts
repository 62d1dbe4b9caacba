import { useState } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import type { ExpectedVersion } from '../../data/core-client.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useSession } from '../../data/session.tsx';

export interface ChosenInvoices {
  loading: boolean;
  /** What can be arranged at all: what was ticked, then the rest, each with the oldest due date first. */
  rows: readonly InvoiceRow[];
  has(id: string): boolean;
  toggle(id: string): void;
  chosen: readonly InvoiceRow[];
  /** Sum of what can be arranged of the chosen ones, minor units. */
  open: number;
  currency: string;
  /** True when the chosen ones are in more than one currency. */
  mixed: boolean;
  /** The chosen rows as they are on the screen, for the command. */
  expected: ExpectedVersion[];
}

/** The invoices that a promise or plan is about: those that were ticked, else all that is overdue. They can be changed here. */
export function useChosenInvoices(debtorId: string, ticked: readonly string[] | null): ChosenInvoices {
  const { today } = useSession();
  const invoices = useCoreQuery('debtor.invoices', { debtorId });
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const first = (row: InvoiceRow): boolean =>
    ticked && ticked.length > 0 ? ticked.includes(row.id) : row.arrangeable > 0 && row.dueDate < today;
  const possible = (invoices.data ?? []).filter(({ arrangeable }) => arrangeable !== 0);
  const rows = [...possible.filter(first), ...possible.filter((row) => !first(row))];
  const has = (id: string): boolean => {
    const row = rows.find((each) => each.id === id);
    return row !== undefined && (changed.get(id) ?? first(row));
  };
  const chosen = rows.filter(({ id }) => has(id));
  const currency = chosen[0]?.currency ?? rows[0]?.currency ?? 'EUR';
  return {
    loading: invoices.data === undefined,
    rows,
    has,
    toggle: (id) => setChanged((before) => new Map(before).set(id, !has(id))),
    chosen,
    open: chosen.reduce((sum, row) => sum + row.arrangeable, 0),
    currency,
    mixed: chosen.some((row) => row.currency !== currency),
    expected: chosen.map(({ id, rowVersion: version }) => ({ table: 'invoices', id, version })),
  };
}
