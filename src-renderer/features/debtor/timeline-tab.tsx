import { useState } from 'react';
import { useTexts } from '../../data/language.tsx';
import { NoteBox } from '../notes/index.ts';
import styles from './card-timeline.module.css';
import { type TimelineFilter, TimelineFilters } from './timeline-filters.tsx';
import { VirtualTimeline } from './virtual-timeline.tsx';

/** The whole timeline, as a tab. */
export function TimelineTab({ debtorId, administrationId }: { debtorId: string; administrationId: string }) {
  const { t } = useTexts();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  return (
    <div className={styles.tab}>
      <h2 className={styles.unseen}>{t('debtor.tab.timeline')}</h2>
      <TimelineFilters value={filter} onChange={setFilter} />
      <NoteBox debtorId={debtorId} administrationId={administrationId} />
      <VirtualTimeline key={filter} debtorId={debtorId} filter={filter} />
    </div>
  );
}
