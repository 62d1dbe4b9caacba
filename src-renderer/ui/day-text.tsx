import { formatDay } from '../../src-shared/i18n/index.ts';
import { type Day, dayAt } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';
import { useSession } from '../data/session.tsx';
import styles from './day-text.module.css';

/** A business date in the user's format, never wrapped. */
export function DayText({ day }: { day: Day }) {
  const { language } = useTexts();
  return (
    <time className={styles.day} dateTime={day}>
      {formatDay(day, language)}
    </time>
  );
}

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
export const dayOf = (instant: string): Day => dayAt(new Date(instant), localZone);

/** 09:41 on the clock of this machine. */
export const timeOf = (instant: string): string =>
  new Date(instant).toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone: localZone });

/** Day and month only; the year is added when it is another one than today's. */
function shortDay(day: Day, today: Day, language: 'nl' | 'en'): string {
  const full = formatDay(day, language);
  return day.slice(0, 4) === today.slice(0, 4) ? full.slice(0, -5) : full;
}

/** When something happened, as short as it can be: 08:02 today, "gisteren", 17-11. */
export function WhenText({ at, withTime = false }: { at: string; withTime?: boolean }) {
  const { language, t } = useTexts();
  const { today } = useSession();
  const day = dayOf(at);
  const time = timeOf(at);
  const text = day === today ? time : withTime ? `${shortDay(day, today, language)}, ${time}` : shortDay(day, today, language);
  return (
    <time className={styles.day} dateTime={at} title={`${formatDay(day, language)} ${t('when.at', { time })}`}>
      {text}
    </time>
  );
}
