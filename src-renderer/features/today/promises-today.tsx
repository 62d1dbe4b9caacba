import { Call16Regular } from '@fluentui/react-icons/svg/call';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import type { Today } from '../../../src-shared/contract/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Money } from '../../ui/money.tsx';
import styles from './today.module.css';

type Entry = Today['agenda']['today'][number];
const GROUPS = ['broken', 'today', 'tomorrow'] as const;

/** Promises: broken ones that nobody has dealt with first, then what should come in today and tomorrow. */
export function PromisesToday({ agenda }: { agenda: Today['agenda'] }) {
  const { t } = useTexts();
  const groups = GROUPS.filter((group) => agenda[group].length > 0);
  return (
    <section className={styles.list} aria-labelledby="today-promises">
      <h2 id="today-promises">{t('today.promises')}</h2>
      {groups.length === 0 && <p className={styles.none}>{t('today.promises.none')}</p>}
      {groups.map((group) => (
        <div key={group} data-group={group}>
          <h3>{t(`today.promises.${group}`, { count: agenda[group].length })}</h3>
          <ul>
            {agenda[group].map((entry) => (
              <PromiseRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

const iconOf = ({ state }: Entry) =>
  state === 'kept' ? <CheckmarkCircle16Filled /> : state === 'open' ? <Clock16Regular /> : <Call16Regular />;

function PromiseRow({ entry }: { entry: Entry }) {
  const { t } = useTexts();
  return (
    <li className={styles.row} data-state={entry.state}>
      <button type="button" onClick={() => openDebtor(entry.debtorId)}>
        {iconOf(entry)}
        <span className={styles.promise}>
          {entry.debtorName}{' '}
          <small>
            {entry.state === 'kept' ? (
              t('today.promise.in')
            ) : (
              <>
                {t('today.promise.for')} <DayText day={entry.promisedOn} />
              </>
            )}
          </small>
        </span>
        <strong>
          <Money minor={entry.amount - (entry.state === 'kept' ? 0 : entry.received)} currency={entry.currency} />
        </strong>
      </button>
    </li>
  );
}
