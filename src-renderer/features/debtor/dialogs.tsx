import { PlanDialog, PromiseDialog } from '../arrangements/index.ts';
import { CallDialog } from './call-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';

export type DebtorDialog = 'call' | 'note' | 'promise' | 'plan';

interface DialogsProps {
  debtorId: string;
  debtorName: string;
  administrationId: string;
  /** Invoices a promise or plan is about; none: all that is overdue. */
  invoiceIds?: readonly string[];
  dialog: DebtorDialog | null;
  onClose(): void;
}

/** The dialogs that work on one debtor; the same from the worklist and from the card. */
export function DebtorDialogs({ dialog, administrationId, invoiceIds = [], ...rest }: DialogsProps) {
  if (dialog === 'call') return <CallDialog {...rest} />;
  if (dialog === 'note') return <NoteDialog {...rest} />;
  if (dialog === 'promise') return <PromiseDialog {...rest} administrationId={administrationId} invoiceIds={invoiceIds} />;
  if (dialog === 'plan') return <PlanDialog {...rest} administrationId={administrationId} invoiceIds={invoiceIds} />;
  return null;
}
