import { useCallback, useState } from 'react';
import { useUndoKey } from '../../data/undo.tsx';
import { Agenda } from '../../features/agenda/index.ts';
import { DebtorCard } from '../../features/debtor/index.ts';
import { Disputes } from '../../features/disputes/index.ts';
import { Dunning } from '../../features/dunning/index.ts';
import { OutgoingMail } from '../../features/outgoing-mail/index.ts';
import { Requests } from '../../features/requests/index.ts';
import { Settings } from '../../features/settings/index.ts';
import { Tasks } from '../../features/tasks/index.ts';
import { TodayScreen } from '../../features/today/index.ts';
import { Worklist } from '../../features/worklist/index.ts';
import { useFocusBack } from '../../ui/focus-back.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { goTo, type Place, usePlace } from '../navigation.ts';
import { KeyList } from './key-list.tsx';
import { Rail } from './rail.tsx';
import { railItems } from './screens.tsx';
import { focusSearch } from './search-box.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

const railKeys = Object.fromEntries(railItems.map(({ place }, index) => [`mod+${index + 1}`, () => goTo(place)]));

/** Title bar, rail, status bar, and the screen between them. */
export function Shell() {
  const place = usePlace();
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = useCallback(() => setKeysShown(true), []);
  useUndoKey();
  useFocusBack();
  useShortcuts({ ...railKeys, 'mod+k': focusSearch, '?': showKeys });
  return (
    <div className={styles.shell}>
      <TitleBar onShowKeys={showKeys} />
      <Rail place={place} />
      <main className={styles.content}>
        <ErrorBoundary resetOn={JSON.stringify(place)}>
          <Screen place={place} />
        </ErrorBoundary>
      </main>
      <StatusBar onShowKeys={showKeys} />
      <KeyList open={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
}

function Screen({ place }: { place: Place }) {
  switch (place.screen) {
    case 'today':
      return <TodayScreen />;
    case 'worklist':
      return <Worklist />;
    case 'debtor':
      return <DebtorCard debtorId={place.debtorId} tab={place.tab} />;
    case 'requests':
      return <Requests requestId={place.requestId} />;
    case 'agenda':
      return <Agenda />;
    case 'disputes':
      return <Disputes />;
    case 'tasks':
      return <Tasks taskId={place.taskId} />;
    case 'workflows':
      return <Dunning />;
    case 'mail':
      return <OutgoingMail messageId={place.messageId} />;
    case 'settings':
      return <Settings section={place.section} />;
  }
}
