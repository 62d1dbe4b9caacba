import { Button } from '@fluentui/react-components';
import { Note20Regular } from '@fluentui/react-icons/svg/note';
import { type FormEvent, useState } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useGive } from '../../data/undo.tsx';
import { MentionField } from './mention-field.tsx';
import { mentionsIn } from './mentions.ts';
import styles from './notes.module.css';

interface NoteBoxProps {
  debtorId: string;
  administrationId: string;
  /** What the note is about; empty is the debtor as a whole. */
  invoices?: readonly InvoiceRow[];
}

/** A note in one line; Enter keeps it. With invoices chosen it belongs to them. */
export function NoteBox({ debtorId, administrationId, invoices = [] }: NoteBoxProps) {
  const { t } = useTexts();
  const give = useGive();
  const colleagues = useCoreQuery('colleagues.of', { administrationId }).data ?? [];
  const [text, setText] = useState('');
  const placeholder = invoices.length ? t('note.placeholder.invoices', { count: invoices.length }) : t('note.placeholder');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const kept = text.trim();
    if (kept === '') return;
    setText('');
    const args = { debtorId, text: kept, invoiceIds: invoices.map(({ id }) => id), mentions: mentionsIn(kept, colleagues) };
    void give({ name: 'add-note', args }, { failed: t('note.title') }).then((given) => {
      if (!given) setText(kept);
    });
  };
  return (
    <form className={styles.box} onSubmit={save}>
      <MentionField
        value={text}
        onChange={setText}
        colleagues={colleagues}
        label={placeholder}
        placeholder={placeholder}
        before={<Note20Regular />}
        after={
          text.trim() === '' ? undefined : (
            <Button size="small" appearance="transparent" type="submit">
              {t('note.save')}
            </Button>
          )
        }
      />
    </form>
  );
}
