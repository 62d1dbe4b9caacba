import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { SessionEntry } from '../../../src-shared/contract/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './settings.module.css';

/** Where somebody is signed in; a lost laptop is signed out from here. */
export function SessionsSettings() {
  const { t } = useTexts();
  const sessions = useCoreQuery('sessions.list', {});
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.sessions')}</h2>
      </header>
      <p className={styles.intro}>{t('settings.sessions.intro')}</p>
      {sessions.error && <ErrorState error={sessions.error} retry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton lines={4} height={24} />}
      {sessions.data && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('sessions.user')}</th>
              <th scope="col">{t('sessions.device')}</th>
              <th scope="col">{t('sessions.since')}</th>
              <th scope="col">{t('sessions.last-seen')}</th>
              <th scope="col">
                <span className={styles.unseen}>{t('sessions.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.data.map((session) => (
              <SessionLine key={session.id} session={session} onEnded={() => void sessions.refetch()} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function SessionLine({ session, onEnded }: { session: SessionEntry; onEnded(): void }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const end = () => {
    setBusy(true);
    core
      .call('sessions.end', { sessionId: session.id })
      .then(onEnded, (error: unknown) => notify.failed(error, t('sessions.end')))
      .finally(() => setBusy(false));
  };
  return (
    <tr>
      <th scope="row">{session.userName || session.userId}</th>
      <td>{session.device || '–'}</td>
      <td>
        <WhenText at={session.createdAt} withTime />
      </td>
      <td>
        <WhenText at={session.lastSeenAt} withTime />
      </td>
      <td>
        <Button size="small" disabledFocusable={busy} onClick={end}>
          {t('sessions.end')}
        </Button>
      </td>
    </tr>
  );
}
