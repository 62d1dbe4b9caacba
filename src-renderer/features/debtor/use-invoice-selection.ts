import { useCallback, useMemo, useState } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';

export interface InvoiceSelection {
  /** As they are now, in the order of their due dates. */
  rows: readonly InvoiceRow[];
  has(id: string): boolean;
  toggle(id: string): void;
  /** Chooses exactly these. */
  set(ids: readonly string[]): void;
  clear(): void;
}

/** The ticked invoices of one debtor; another debtor begins without any. */
export function useInvoiceSelection(debtorId: string): InvoiceSelection {
  const [chosen, setChosen] = useState<{ debtorId: string; ids: ReadonlySet<string> }>({ debtorId, ids: new Set() });
  const ids = chosen.debtorId === debtorId ? chosen.ids : undefined;
  const invoices = useCoreQuery('debtor.invoices', { debtorId, includeClosed: true }, { enabled: Boolean(ids?.size) });
  const set = useCallback((next: readonly string[]) => setChosen({ debtorId, ids: new Set(next) }), [debtorId]);
  const toggle = useCallback(
    (id: string) =>
      setChosen((before) => {
        const after = new Set(before.debtorId === debtorId ? before.ids : []);
        if (!after.delete(id)) after.add(id);
        return { debtorId, ids: after };
      }),
    [debtorId],
  );
  const clear = useCallback(() => set([]), [set]);
  return useMemo(() => {
    const has = (id: string) => ids?.has(id) ?? false;
    return { rows: (invoices.data ?? []).filter(({ id }) => has(id)), has, toggle, set, clear };
  }, [ids, invoices.data, toggle, set, clear]);
}
