import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { PlanDialog, PromiseDialog } from '../arrangements/index.ts';
import { OpenDisputeDialog } from '../disputes/index.ts';
import { NoteDialog } from '../notes/index.ts';
import { SettleDialog } from '../settlement/index.ts';
import { TaskDialog } from '../tasks/index.ts';
import { ActionDialog } from './action-dialog.tsx';
import { CallDialog } from './call-dialog.tsx';
import type { DialogAction } from './dialog-action.ts';

export type DebtorDialog = 'call' | 'note' | 'action' | 'promise' | 'plan' | 'task' | 'dispute' | 'write-off' | 'hand-over';

interface DialogsProps {
  debtorId: string;
  debtorName: string;
  action?: DialogAction | undefined;
  administrationId: string;
  /** What is ticked. Without any a promise or plan is about all that is overdue, and a note or task about the debtor as a whole. */
  invoices?: readonly InvoiceRow[];
  dialog: DebtorDialog | null;
  onClose(): void;
}

const none: readonly InvoiceRow[] = [];

/** The dialogs that work on one debtor; the same from the worklist and from the card. */
export function DebtorDialogs({ dialog, action, invoices = none, ...rest }: DialogsProps) {
  const invoiceIds = invoices.map(({ id }) => id);
  if (dialog === 'call') return <CallDialog action={action} {...rest} />;
  if (dialog === 'action') return <ActionDialog {...rest} />;
  if (dialog === 'note') return <NoteDialog {...rest} invoices={invoices} />;
  if (dialog === 'promise') return <PromiseDialog {...rest} invoiceIds={invoiceIds} />;
  if (dialog === 'plan') return <PlanDialog {...rest} invoiceIds={invoiceIds} />;
  if (dialog === 'task') return <TaskDialog {...rest} invoices={invoices} />;
  if (dialog === 'dispute') return <OpenDisputeDialog {...rest} invoices={invoices} />;
  if (dialog === 'write-off' || dialog === 'hand-over')
    return <SettleDialog kind={dialog} debtorId={rest.debtorId} invoiceIds={invoiceIds} onClose={rest.onClose} />;
  return null;
}
