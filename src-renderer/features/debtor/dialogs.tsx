import { CallDialog } from './call-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';

export type DebtorDialog = 'call' | 'note';

interface DialogsProps {
  debtorId: string;
  debtorName: string;
  dialog: DebtorDialog | null;
  onClose(): void;
}

/** The dialogs that work on one debtor; the same from the worklist and from the card. */
export function DebtorDialogs({ dialog, ...rest }: DialogsProps) {
  if (dialog === 'call') return <CallDialog {...rest} />;
  if (dialog === 'note') return <NoteDialog {...rest} />;
  return null;
}
