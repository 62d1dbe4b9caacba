import { useState } from 'react';
import { useTexts } from '../../data/language.tsx';
import styles from './card-timeline.module.css';
import { NoteBox } from './card-timeline.tsx';
import { type TimelineFilter, TimelineFilters } from './timeline-filters.tsx';
import { VirtualTimeline } from './virtual-timeline.tsx';

/** The whole timeline, as a tab. */
export function TimelineTab({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  return (
    <div className={styles.tab}>
      <h2 className={styles.unseen}>{t('debtor.tab.timeline')}</h2>
      <TimelineFilters value={filter} onChange={setFilter} />
      <NoteBox debtorId={debtorId} />
      <VirtualTimeline key={filter} debtorId={debtorId} filter={filter} />
    </div>
  );
}
