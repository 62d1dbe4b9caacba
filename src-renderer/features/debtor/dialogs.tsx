import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { OpenDisputeDialog } from '../disputes/index.ts';
import { NoteDialog } from '../notes/index.ts';
import { TaskDialog } from '../tasks/index.ts';
import { CallDialog } from './call-dialog.tsx';

export type DebtorDialog = 'call' | 'note' | 'task' | 'dispute';

interface DialogsProps {
  debtorId: string;
  debtorName: string;
  dialog: DebtorDialog | null;
  /** What was chosen; a note, a task and a dispute belong to them. */
  invoices?: readonly InvoiceRow[];
  onClose(): void;
  /** What was chosen has been dealt with. */
  onDone?(): void;
}

const none: readonly InvoiceRow[] = [];

/** The dialogs that work on one debtor; the same from the worklist and from the card. */
export function DebtorDialogs({ dialog, invoices = none, onDone = () => undefined, ...rest }: DialogsProps) {
  const administrationId = useCoreQuery('debtor.header', { debtorId: rest.debtorId }).data?.administrationId;
  if (dialog === 'call') return <CallDialog {...rest} />;
  if (dialog === null || administrationId === undefined) return null;
  if (dialog === 'note') return <NoteDialog {...rest} invoices={invoices} />;
  if (dialog === 'task') return <TaskDialog {...rest} administrationId={administrationId} invoices={invoices} />;
  return <OpenDisputeDialog {...rest} administrationId={administrationId} invoices={invoices} onDone={onDone} />;
}
