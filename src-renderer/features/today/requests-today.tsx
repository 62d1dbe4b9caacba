import type { Today } from '../../../src-shared/contract/index.ts';
import { goTo } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './today.module.css';

/** What debtors asked in the portal: what waits first, then what went by itself. */
export function RequestsToday({ requests, waiting }: { requests: Today['requests']; waiting: number }) {
  const { t } = useTexts();
  return (
    <section className={styles.list} aria-labelledby="today-requests">
      <h2 id="today-requests">
        {t('today.requests')} <small>{t('today.requests.waiting', { count: waiting })}</small>
      </h2>
      {requests.length === 0 && <p className={styles.none}>{t('today.requests.none')}</p>}
      <ul>
        {requests.map(({ id, debtorName, kind, state, text, createdAt }) => (
          <li key={id}>
            <button type="button" onClick={() => goTo({ screen: 'requests', requestId: id })}>
              <span className={styles.who}>
                <strong>{debtorName}</strong>
                <span>{[t(`today.request.${kind}`), text].filter(Boolean).join(': ')}</span>
              </span>
              {state === 'automatic' ? (
                <Tag tone="success">{t('today.request.automatic')}</Tag>
              ) : (
                <span className={styles.when}>
                  <WhenText at={createdAt} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
