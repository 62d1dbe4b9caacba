import { type DragEvent, useState } from 'react';
import type { AgendaItem } from '../../../src-shared/contract/index.ts';
import { formatDayHeading, formatDayLong } from '../../../src-shared/i18n/index.ts';
import { type Day, weekday } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import styles from './agenda.module.css';
import { AgendaCard, dragType } from './agenda-card.tsx';
import { itemKey } from './agenda-state.ts';

export interface ItemActs {
  onMove(item: AgendaItem, by: number): void;
  onAsk(item: AgendaItem): void;
  onDone(item: AgendaItem): void;
}

interface DaysProps {
  days: readonly Day[];
  items: readonly AgendaItem[];
  acts: ItemActs;
  onDrop(actionId: string, day: Day): void;
}

/** Days side by side; an action is dropped on the day it is to move to. */
export function AgendaDays({ days, items, acts, onDrop }: DaysProps) {
  const byDay = Map.groupBy(items, ({ on }) => on);
  return (
    <div className={styles.days} data-single={days.length === 1 || undefined} data-agenda>
      {days.map((day) => (
        <DayColumn key={day} day={day} items={byDay.get(day) ?? []} acts={acts} onDrop={onDrop} />
      ))}
    </div>
  );
}

function DayColumn({ day, items, acts, onDrop }: { day: Day; items: readonly AgendaItem[]; acts: ItemActs } & Pick<DaysProps, 'onDrop'>) {
  const { t, language } = useTexts();
  const { today } = useSession();
  const [over, setOver] = useState(false);
  const title = formatDayLong(day, language, { weekday: true });
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const actionId = event.dataTransfer.getData(dragType);
    if (actionId === '') return;
    event.preventDefault();
    onDrop(actionId, day);
  };
  return (
    <section
      className={styles.day}
      aria-label={title}
      data-day={day}
      data-today={day === today || undefined}
      data-weekend={weekday(day) > 5 || undefined}
      data-over={over || undefined}
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <header>
        <h2>{formatDayHeading(day, language)}</h2>
        {day === today && <span>{t('agenda.today')}</span>}
      </header>
      <div className={styles.cards}>
        {items.map((item) => (
          <AgendaCard key={itemKey(item)} item={item} {...acts} />
        ))}
        {items.length === 0 && <p className={styles.none}>{t('agenda.nothing')}</p>}
      </div>
    </section>
  );
}

/** What has expired first, then what comes, under the day it is on. */
export function AgendaList({ items, acts }: { items: readonly AgendaItem[]; acts: ItemActs }) {
  const { t, language } = useTexts();
  const expired = items.filter((item) => item.expired);
  const coming = Map.groupBy(
    items.filter((item) => !item.expired),
    ({ on }) => on,
  );
  return (
    <div className={styles.list} data-agenda>
      {expired.length > 0 && (
        <section aria-label={t('agenda.expired-title')}>
          <h2 className={styles.title} data-tone="danger">
            {t('agenda.expired-title')}
          </h2>
          {expired.map((item) => (
            <AgendaCard key={itemKey(item)} item={item} withDay {...acts} />
          ))}
        </section>
      )}
      {[...coming].map(([day, list]) => (
        <section key={day} aria-label={formatDayLong(day, language, { weekday: true })}>
          <h2 className={styles.title}>{formatDayLong(day, language, { weekday: true })}</h2>
          {list.map((item) => (
            <AgendaCard key={itemKey(item)} item={item} {...acts} />
          ))}
        </section>
      ))}
    </div>
  );
}
