import { Button } from '@fluentui/react-components';
import { Play16Filled } from '@fluentui/react-icons/svg/play';
import { formatDayLong } from '../../../src-shared/i18n/index.ts';
import { goTo } from '../../app/navigation.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { News } from './news.tsx';
import { OwnNumbers } from './own-numbers.tsx';
import { PromisesToday } from './promises-today.tsx';
import { RequestsToday } from './requests-today.tsx';
import { lastSeen } from './since.ts';
import styles from './today.module.css';

const MORNING_UNTIL = 12;
const AFTERNOON_UNTIL = 18;

function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const hour = new Date().getHours();
  if (hour < MORNING_UNTIL) return 'morning';
  return hour < AFTERNOON_UNTIL ? 'afternoon' : 'evening';
}

const toWorklist = () => goTo({ screen: 'worklist' });

/** What changed, how am I doing, what waits for me: from top to bottom. */
export function TodayScreen() {
  const { t, language } = useTexts();
  const { user, today } = useSession();
  const administrationId = useAdministration()?.id ?? null;
  const found = useCoreQuery('today.get', { administrationId, since: lastSeen }, { keepPrevious: true });
  useShortcuts({ Enter: toWorklist });
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div>
          <h1>{t(`today.greeting.${partOfDay()}`, { name: user.name.split(' ')[0] ?? user.name })}</h1>
          <p>{formatDayLong(today, language, { weekday: true, year: true })}</p>
        </div>
        <Button className={styles.start} appearance="primary" icon={<Play16Filled />} onClick={toWorklist}>
          {t('today.start')}
          <KeyHint onBrand>Enter</KeyHint>
        </Button>
      </header>
      {found.error && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Skeleton lines={8} height={32} />}
      {found.data && (
        <>
          <News data={found.data} since={lastSeen} />
          <OwnNumbers data={found.data} />
          <div className={styles.waiting}>
            <RequestsToday requests={found.data.requests} waiting={found.data.news.requests.waiting} />
            <PromisesToday agenda={found.data.agenda} />
          </div>
        </>
      )}
    </div>
  );
}
