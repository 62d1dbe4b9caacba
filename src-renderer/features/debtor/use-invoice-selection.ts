import { useCallback, useMemo, useState } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import type { GridProps } from '../../ui/grid/grid.tsx';

export interface InvoiceSelection {
  selected: readonly InvoiceRow[];
  toggle(row: InvoiceRow): void;
  clear(): void;
  grid: GridProps<InvoiceRow>['selection'];
}

/** The ticked invoices of a debtor, in the order they are shown; what is no longer shown is not ticked any more. */
export function useInvoiceSelection(rows: readonly InvoiceRow[]): InvoiceSelection {
  const { t } = useTexts();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((row: InvoiceRow) => {
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(row.id)) after.add(row.id);
      return after;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return useMemo(() => {
    const selected = rows.filter(({ id }) => ids.has(id));
    const state = selected.length === 0 ? 'none' : selected.length === rows.length ? 'all' : 'some';
    const toggleAll = () => (state === 'none' ? setIds(new Set(rows.map(({ id }) => id))) : clear());
    return {
      selected,
      toggle,
      clear,
      grid: {
        has: (id) => ids.has(id),
        toggle,
        all: { state, label: t(state === 'none' ? 'selection.all' : 'selection.none'), toggle: toggleAll },
      },
    };
  }, [rows, ids, toggle, clear, t]);
}
