import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { Edit16Regular } from '@fluentui/react-icons/svg/edit';
import { MoreHorizontal16Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { Pin16Regular } from '@fluentui/react-icons/svg/pin';
import { PinOff16Regular } from '@fluentui/react-icons/svg/pin-off';
import { useState } from 'react';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { useGive } from '../../data/undo.tsx';
import { NoteDialog } from './note-dialog.tsx';
import styles from './notes.module.css';

/** What can be done with a note where it is shown: pin it, mend it, take it away. */
export function NoteMenu({ debtorId, noteId }: { debtorId: string; noteId: string }) {
  const { t } = useTexts();
  const give = useGive();
  const { user } = useSession();
  const header = useCoreQuery('debtor.header', { debtorId }).data;
  const manages = useMay(['administrator', 'credit-manager'], header?.administrationId ?? null);
  const note = useCoreQuery('debtor.notes', { debtorId }).data?.find(({ id }) => id === noteId);
  const [editing, setEditing] = useState(false);
  if (!note) return null;
  const mayChange = manages || note.authorId === null || note.authorId === user.id;
  const remove = () => void give({ name: 'remove-note', args: { noteId } }, { done: t('note.removed'), failed: t('note.title') });
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip relationship="label" content={t('note.menu')}>
            <Button appearance="transparent" size="small" className={styles.menu} icon={<MoreHorizontal16Regular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem
              icon={note.pinned ? <PinOff16Regular /> : <Pin16Regular />}
              onClick={() => void give({ name: 'pin-note', args: { noteId, pinned: !note.pinned } }, { failed: t('note.title') })}
            >
              {t(note.pinned ? 'note.unpin' : 'note.pin-it')}
            </MenuItem>
            {mayChange && (
              <MenuItem icon={<Edit16Regular />} onClick={() => setEditing(true)}>
                {t('note.edit')}
              </MenuItem>
            )}
            {mayChange && (
              <MenuItem icon={<Delete16Regular />} onClick={remove}>
                {t('note.remove')}
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {editing && <NoteDialog debtorId={debtorId} debtorName={header?.name ?? ''} note={note} onClose={() => setEditing(false)} />}
    </>
  );
}
