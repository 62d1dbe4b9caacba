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
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { NoteRow } from '../../../src-shared/contract/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useGive } from '../../data/undo.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { MentionField } from './mention-field.tsx';
import { mentionsIn } from './mentions.ts';
import styles from './notes.module.css';

interface NoteDialogProps {
  debtorId: string;
  debtorName: string;
  /** What a new note is about; empty is the debtor as a whole. */
  invoices?: readonly { id: string; number: string }[];
  /** The note that is mended; without it a new one is written. */
  note?: NoteRow;
  onClose(): void;
}

/** A note on a debtor or some of its invoices, new or mended; a pinned one stays on top of the card. */
export function NoteDialog({ debtorId, debtorName, note, invoices = note?.invoices ?? [], onClose }: NoteDialogProps) {
  const { t } = useTexts();
  const give = useGive();
  const administrationId = useCoreQuery('debtor.header', { debtorId }).data?.administrationId ?? '';
  const colleagues = useCoreQuery('colleagues.of', { administrationId }, { enabled: administrationId !== '' }).data ?? [];
  const [text, setText] = useState(note?.text ?? '');
  const [pinned, setPinned] = useState(false);
  const [tried, setTried] = useState(false);
  const textBox = useFocusOnOpen<HTMLTextAreaElement>();
  const empty = text.trim() === '';

  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty) return;
    onClose();
    const words = { text: text.trim(), mentions: mentionsIn(text, colleagues) };
    const command = note
      ? { name: 'edit-note', args: { noteId: note.id, ...words } }
      : { name: 'add-note', args: { debtorId, ...words, pinned, invoiceIds: invoices.map(({ id }) => id) } };
    void give(command, { failed: t('note.title') });
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{note ? t('note.edit.title') : t('note.about', { name: debtorName })}</DialogTitle>
            <DialogContent className={styles.fields}>
              {invoices.length > 0 && (
                <p className={styles.about}>{t('note.about-invoices', { numbers: invoices.map(({ number }) => number).join(', ') })}</p>
              )}
              <Field label={t('note.text')} hint={t('note.mention-hint')} validationMessage={tried && empty ? t('note.empty') : undefined}>
                <MentionField textRef={textBox} rows={5} label={t('note.text')} value={text} onChange={setText} colleagues={colleagues} />
              </Field>
              {!note && <Checkbox label={t('note.pin')} checked={pinned} onChange={(_, { checked }) => setPinned(checked === true)} />}
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
