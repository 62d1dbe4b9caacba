import { Button, Input } from '@fluentui/react-components';
import { Note20Regular } from '@fluentui/react-icons/svg/note';
import { type FormEvent, useState } from 'react';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { SidePane } from '../../ui/pane.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './card-timeline.module.css';
import { Timeline } from './timeline.tsx';

export const TIMELINE_FILTERS = ['all', 'contact', 'mail', 'payment', 'system'] as const;
type Filter = (typeof TIMELINE_FILTERS)[number];

export function TimelineFilters({ value, onChange }: { value: Filter; onChange(filter: Filter): void }) {
  const { t } = useTexts();
  return (
    <div className={styles.filters}>
      {TIMELINE_FILTERS.map((filter) => (
        <Chip key={filter} on={filter === value} aria-pressed={filter === value} onClick={() => onChange(filter)}>
          {t(`timeline.filter.${filter}`)}
        </Chip>
      ))}
    </div>
  );
}

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
  const [filter, setFilter] = useState<Filter>('all');
  const category = filter === 'all' ? null : filter;
  const timeline = useCoreQuery('debtor.timeline', { debtorId, category, limit: 50 }, { keepPrevious: true });
  return (
    <SidePane name="timeline" label={t('debtor.tab.timeline')} width={404}>
      <div className={styles.pane}>
        <header className={styles.head}>
          <h2>{t('debtor.tab.timeline')}</h2>
          <TimelineFilters value={filter} onChange={setFilter} />
        </header>
        <NoteBox debtorId={debtorId} />
        {timeline.error && <ErrorState error={timeline.error} retry={() => void timeline.refetch()} />}
        {timeline.isPending && <Skeleton lines={6} />}
        {timeline.data?.length === 0 && <p className={styles.empty}>{t('timeline.empty')}</p>}
        {timeline.data && <Timeline rows={timeline.data} />}
      </div>
    </SidePane>
  );
}
