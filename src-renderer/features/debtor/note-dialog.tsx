import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Textarea,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './dialogs.module.css';

interface NoteDialogProps {
  debtorId: string;
  debtorName: string;
  onClose(): void;
}

/** A note on a debtor; a pinned one stays on top of the card. */
export function NoteDialog({ debtorId, debtorName, onClose }: NoteDialogProps) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [text, setText] = useState('');
  const [pinned, setPinned] = useState(false);
  const [tried, setTried] = useState(false);
  const textBox = useFocusOnOpen<HTMLTextAreaElement>();
  const empty = text.trim() === '';

  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty) return;
    onClose();
    core.command('add-note', { debtorId, text: text.trim(), pinned }).catch((error: unknown) => notify.failed(error, t('note.title')));
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{t('note.about', { name: debtorName })}</DialogTitle>
            <DialogContent className={styles.fields}>
              <Field label={t('note.text')} validationMessage={tried && empty ? t('note.empty') : undefined}>
                <Textarea ref={textBox} rows={5} value={text} maxLength={10_000} onChange={(_, { value }) => setText(value)} />
              </Field>
              <Checkbox label={t('note.pin')} checked={pinned} onChange={(_, { checked }) => setPinned(checked === true)} />
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit">
                {t('note.save')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
