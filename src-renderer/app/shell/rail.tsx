import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { goTo, type Place } from '../navigation.ts';
import styles from './rail.module.css';
import { type RailItem, railItemOf, railItems } from './screens.tsx';

/** More than this is only "much". */
const LARGEST = 9_999;

export function Rail({ place }: { place: Place }) {
  const { t } = useTexts();
  const administrationId = useAdministration()?.id ?? null;
  const counts = useCoreQuery('worklist.counts', { administrationId }, { keepPrevious: true });
  const requests = useCoreQuery('requests.counts', { administrationId }, { keepPrevious: true });
  const disputes = useCoreQuery('disputes.counts', { administrationId }, { keepPrevious: true });
  const agenda = useCoreQuery('agenda.counts', { administrationId }, { keepPrevious: true });
  const badges: Partial<Record<RailItem['id'], Badge>> = {
    worklist: { count: counts.data?.mine ?? 0, words: 'rail.count' },
    requests: { count: requests.data?.waiting ?? 0, words: 'requests.badge', urgent: true },
    disputes: { count: disputes.data?.open ?? 0, words: 'rail.disputes.count' },
    agenda: { count: agenda.data?.today ?? 0, words: 'rail.agenda.count' },
  };
  const current = railItemOf(place);
  return (
    <nav className={styles.rail} aria-label={t('rail.title')}>
      {railItems.map((item) => (
        <Item key={item.id} item={item} current={item.id === current} badge={badges[item.id]} />
      ))}
    </nav>
  );
}

interface Badge {
  count: number;
  /** What is counted, for who does not see where it stands. */
  words: MessageKey;
  /** Somebody outside the house waits. */
  urgent?: boolean;
}

function Item({ item, current, badge }: { item: RailItem; current: boolean; badge: Badge | undefined }) {
  const { t } = useTexts();
  return (
    <button
      type="button"
      className={styles.item}
      data-bottom={item.atBottom || undefined}
      aria-current={current ? 'page' : undefined}
      onClick={() => goTo(item.place)}
    >
      {current ? item.currentIcon : item.icon}
      <span>{t(item.label)}</span>
      {badge !== undefined && badge.count > 0 && (
        <span className={styles.badge} data-urgent={badge.urgent || undefined}>
          {badge.count > LARGEST ? `${LARGEST}+` : badge.count}
          <span className={styles.unseen}> {t(badge.words)}</span>
        </span>
      )}
    </button>
  );
}
