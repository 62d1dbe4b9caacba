import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { goTo, type Place } from '../navigation.ts';
import styles from './rail.module.css';
import { type RailItem, railItemOf, railItems } from './screens.tsx';

/** More than this is only "much". */
const LARGEST = 9_999;

/** What a badge counts, where that is not actions. */
const COUNTED: Partial<Record<RailItem['id'], MessageKey>> = { agenda: 'rail.agenda.count', disputes: 'rail.disputes.count' };

export function Rail({ place }: { place: Place }) {
  const { t } = useTexts();
  const administrationId = useAdministration()?.id ?? null;
  const counts = useCoreQuery('worklist.counts', { administrationId }, { keepPrevious: true });
  const agenda = useCoreQuery('agenda.counts', { administrationId }, { keepPrevious: true });
  const disputes = useCoreQuery('disputes.counts', { administrationId }, { keepPrevious: true });
  const shown: Partial<Record<RailItem['id'], number | undefined>> = {
    worklist: counts.data?.mine,
    agenda: agenda.data?.today,
    disputes: disputes.data?.open,
  };
  const current = railItemOf(place);
  return (
    <nav className={styles.rail} aria-label={t('rail.title')}>
      {railItems.map((item) => (
        <Item key={item.id} item={item} current={item.id === current} count={shown[item.id]} />
      ))}
    </nav>
  );
}

function Item({ item, current, count }: { item: RailItem; current: boolean; count: number | undefined }) {
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
      {count !== undefined && count > 0 && (
        <span className={styles.badge}>
          {count > LARGEST ? `${LARGEST}+` : count}
          <span className={styles.unseen}> {t(COUNTED[item.id] ?? 'rail.count')}</span>
        </span>
      )}
    </button>
  );
}
