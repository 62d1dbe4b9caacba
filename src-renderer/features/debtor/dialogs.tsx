import { CallDialog } from './call-dialog.tsx';
import type { DialogAction } from './dialog-action.ts';
import { NoteDialog } from './note-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';

export type DebtorDialog = 'call' | 'note' | 'plan';

interface DialogsProps {
  debtorId: string;
  debtorName: string;
  action?: DialogAction | undefined;
  dialog: DebtorDialog | null;
  onClose(): void;
}

/** The dialogs that work on one debtor; the same from the worklist and from the card. */
export function DebtorDialogs({ dialog, action, ...rest }: DialogsProps) {
  if (dialog === 'call') return <CallDialog action={action} {...rest} />;
  if (dialog === 'plan') return <PlanDialog {...rest} />;
  if (dialog === 'note') return <NoteDialog {...rest} />;
  return null;
}
