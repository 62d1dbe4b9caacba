import { useEffect } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { usePlace } from '../../app/navigation.ts';

interface List {
  /** Undefined while they are being read. */
  rows: readonly InvoiceRow[] | undefined;
  includeClosed: boolean;
  onCurrent(id: string): void;
  onIncludeClosed(): void;
}

/** Makes the invoice that was looked up the current one; for one that has been paid the paid ones are shown too. */
export function useWantedInvoice({ rows, includeClosed, onCurrent, onIncludeClosed }: List): void {
  const place = usePlace();
  const wanted = place.screen === 'debtor' ? place.focusId : undefined;
  useEffect(() => {
    if (wanted !== undefined) onCurrent(wanted);
  }, [wanted, onCurrent]);
  const missing = wanted !== undefined && rows !== undefined && !includeClosed && !rows.some(({ id }) => id === wanted);
  useEffect(() => {
    if (missing) onIncludeClosed();
  }, [missing, onIncludeClosed]);
}
