import { Button, Input } from '@fluentui/react-components';
import { Note20Regular } from '@fluentui/react-icons/svg/note';
import { type FormEvent, useState } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { SidePane } from '../../ui/pane.tsx';
import styles from './card-timeline.module.css';
import { PANE_FILTERS, type TimelineFilter, TimelineFilters } from './timeline-filters.tsx';
import { VirtualTimeline } from './virtual-timeline.tsx';

/** A note in one line; Enter keeps it. */
export function NoteBox({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [text, setText] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const kept = text.trim();
    if (kept === '') return;
    setText('');
    core.command('add-note', { debtorId, text: kept }).catch((error: unknown) => {
      setText(kept);
      notify.failed(error, t('note.title'));
    });
  };
  return (
    <form className={styles.note} onSubmit={save}>
      <Input
        className={styles.noteInput}
        contentBefore={<Note20Regular />}
        placeholder={t('note.placeholder')}
        aria-label={t('note.placeholder')}
        value={text}
        maxLength={10_000}
        onChange={(_, { value }) => setText(value)}
        contentAfter={
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

/** The timeline beside the invoices. */
export function CardTimeline({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  return (
    <SidePane name="timeline" label={t('debtor.tab.timeline')} width={404}>
      <div className={styles.pane}>
        <header className={styles.head}>
          <h2>{t('debtor.tab.timeline')}</h2>
          <TimelineFilters value={filter} shown={PANE_FILTERS} onChange={setFilter} />
        </header>
        <NoteBox debtorId={debtorId} />
        <VirtualTimeline key={filter} debtorId={debtorId} filter={filter} />
      </div>
    </SidePane>
  );
}
