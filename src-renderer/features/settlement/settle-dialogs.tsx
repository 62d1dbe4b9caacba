import { useCoreQuery } from '../../data/core-context.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { WriteOffDialog } from './write-off-dialog.tsx';

interface SettleProps {
  kind: 'write-off' | 'hand-over';
  debtorId: string;
  /** Ticked beforehand. */
  invoiceIds: readonly string[];
  onClose(): void;
}

/** A write-off or hand-over begun from the invoices instead of from the settlement tab. */
export function SettleDialog({ kind, debtorId, invoiceIds, onClose }: SettleProps) {
  const settlement = useCoreQuery('settlement.get', { debtorId });
  if (!settlement.data) return null;
  const Dialog = kind === 'write-off' ? WriteOffDialog : HandOverDialog;
  return <Dialog debtorId={debtorId} settlement={settlement.data} invoiceIds={invoiceIds} onClose={onClose} />;
}
