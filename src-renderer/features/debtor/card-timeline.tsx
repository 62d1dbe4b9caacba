import { useState } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { SidePane } from '../../ui/pane.tsx';
import { NoteBox } from '../notes/index.ts';
import styles from './card-timeline.module.css';
import { PANE_FILTERS, type TimelineFilter, TimelineFilters } from './timeline-filters.tsx';
import { VirtualTimeline } from './virtual-timeline.tsx';

interface CardTimelineProps {
  debtorId: string;
  administrationId: string;
  /** What is chosen beside it: a new note belongs to these. */
  invoices: readonly InvoiceRow[];
}

/** The timeline beside the invoices. */
export function CardTimeline({ debtorId, administrationId, invoices }: CardTimelineProps) {
  const { t } = useTexts();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  return (
    <SidePane name="timeline" label={t('debtor.tab.timeline')} width={404}>
      <div className={styles.pane}>
        <header className={styles.head}>
          <h2>{t('debtor.tab.timeline')}</h2>
          <TimelineFilters value={filter} shown={PANE_FILTERS} onChange={setFilter} />
        </header>
        <NoteBox debtorId={debtorId} administrationId={administrationId} invoices={invoices} />
        <VirtualTimeline key={filter} debtorId={debtorId} filter={filter} />
      </div>
    </SidePane>
  );
}
