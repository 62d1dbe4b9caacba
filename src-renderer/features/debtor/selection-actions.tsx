import { CommentError20Regular } from '@fluentui/react-icons/svg/comment-error';
import { Note20Regular } from '@fluentui/react-icons/svg/note';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import type { DebtorDialog } from './dialogs.tsx';
import type { SelectionAction } from './selection-bar.tsx';

const WORKERS = ['administrator', 'credit-manager', 'collector'];

/** What can be done with chosen invoices on the card, by button and by key. */
export function useSelectionActions(administrationId: string, open: (dialog: DebtorDialog) => void): SelectionAction[] {
  const { t } = useTexts();
  const works = useMay(WORKERS, administrationId);
  const may = useMay([...WORKERS, 'sales'], administrationId);
  return [
    ...(works
      ? [{ id: 'dispute', label: t('selection.dispute'), icon: <CommentError20Regular />, hint: 'S', run: () => open('dispute') }]
      : []),
    ...(may
      ? [
          { id: 'note', label: t('selection.note'), icon: <Note20Regular />, hint: 'N', run: () => open('note') },
          { id: 'task', label: t('selection.task'), icon: <PersonQuestionMark20Regular />, hint: 'T', run: () => open('task') },
        ]
      : []),
  ];
}
