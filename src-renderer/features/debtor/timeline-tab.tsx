import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './card-timeline.module.css';
import { NoteBox, type TIMELINE_FILTERS, TimelineFilters } from './card-timeline.tsx';
import { Timeline } from './timeline.tsx';

const STEP = 50;
const MOST = 200;

/** The whole timeline, as a tab. The core gives at most 200 entries at a time; older ones come in pages before the last. */
export function TimelineTab({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const [filter, setFilter] = useState<(typeof TIMELINE_FILTERS)[number]>('all');
  const [limit, setLimit] = useState(STEP);
  const [befores, setBefores] = useState<string[]>([]);
  const category = filter === 'all' ? null : filter;
  const timeline = useCoreQuery('debtor.timeline', { debtorId, category, limit }, { keepPrevious: true });
  const rows = timeline.data ?? [];
  const oldest = rows.at(-1)?.at;
  return (
    <div className={styles.scroll}>
      <div className={styles.tab}>
        <h2 className={styles.unseen}>{t('debtor.tab.timeline')}</h2>
        <TimelineFilters
          value={filter}
          onChange={(next) => {
            setFilter(next);
            setLimit(STEP);
            setBefores([]);
          }}
        />
        <NoteBox debtorId={debtorId} />
        {timeline.error && <ErrorState error={timeline.error} retry={() => void timeline.refetch()} />}
        {timeline.isPending && <Skeleton lines={8} />}
        {timeline.data?.length === 0 && <p className={styles.empty}>{t('timeline.empty')}</p>}
        <Timeline rows={rows} />
        {befores.map((before) => (
          <OlderPage
            key={before}
            debtorId={debtorId}
            category={category}
            before={before}
            onOlder={setBefores}
            last={before === befores.at(-1)}
          />
        ))}
        {befores.length === 0 && rows.length === limit && (
          <Button
            className={styles.more}
            onClick={() => (limit < MOST ? setLimit(limit + STEP) : oldest !== undefined && setBefores([oldest]))}
          >
            {t('timeline.older')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface OlderPageProps {
  debtorId: string;
  category: 'contact' | 'mail' | 'payment' | 'system' | null;
  before: string;
  last: boolean;
  onOlder(update: (befores: string[]) => string[]): void;
}

function OlderPage({ debtorId, category, before, last, onOlder }: OlderPageProps) {
  const { t } = useTexts();
  const page = useCoreQuery('debtor.timeline', { debtorId, category, before, limit: MOST });
  const rows = page.data ?? [];
  const oldest = rows.at(-1)?.at;
  if (page.error) return <ErrorState error={page.error} retry={() => void page.refetch()} />;
  return (
    <>
      <Timeline rows={rows} />
      {last && rows.length === MOST && oldest !== undefined && (
        <Button className={styles.more} onClick={() => onOlder((befores) => [...befores, oldest])}>
          {t('timeline.older')}
        </Button>
      )}
    </>
  );
}
