import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './timeline.module.css';
import { dayGroup, Entry } from './timeline.tsx';
import type { TimelineFilter } from './timeline-filters.tsx';
import { useTimeline } from './use-timeline.ts';

/** Height of an entry with one line under its headline; each is measured once it is drawn. */
const USUAL_HEIGHT = 62;

/** Everything that happened, newest first, by day: only what is on screen is read and drawn, however long it is. */
export function VirtualTimeline({ debtorId, filter }: { debtorId: string; filter: TimelineFilter }) {
  const { t } = useTexts();
  const { today } = useSession();
  const scroller = useRef<HTMLElement>(null);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const { count, rowAt, error, retry } = useTimeline(debtorId, filter, range.first, range.last);
  const virtual = useVirtualizer({
    count: count ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 8,
    getItemKey: (index) => rowAt(index)?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => setRange({ first, last }), [first, last]);

  if (error) return <ErrorState error={error} retry={retry} />;
  if (count === undefined) return <Skeleton lines={8} />;
  if (count === 0) return <p className={styles.empty}>{t('timeline.empty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard (WCAG 2.1.1)
    <section ref={scroller} className={styles.scroller} aria-label={t('debtor.tab.timeline')} tabIndex={0}>
      <ol className={styles.entries} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rowAt(index);
          const group = row && dayGroup(row, today);
          const above = index > 0 ? rowAt(index - 1) : undefined;
          const isFirstOfGroup =
            group !== undefined && (!above || dayGroup(above, today) !== group) && (index === 0 || above !== undefined);
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.placed}
              style={{ transform: `translateY(${start}px)` }}
              aria-posinset={index + 1}
              aria-setsize={count}
            >
              {isFirstOfGroup && <h3 className={styles.day}>{t(`timeline.${group}`)}</h3>}
              {row ? <Entry debtorId={debtorId} entry={row} last={index === count - 1} /> : <Skeleton lines={2} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
