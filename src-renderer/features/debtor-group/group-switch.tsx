import { Link16Regular } from '@fluentui/react-icons/svg/link';
import { Person16Regular } from '@fluentui/react-icons/svg/person';
import { useTexts } from '../../data/language.tsx';
import styles from './debtor-group.module.css';

/** This debtor, or all that are one customer with it. */
export function GroupSwitch({ count, on, onChange }: { count: number; on: boolean; onChange(on: boolean): void }) {
  const { t } = useTexts();
  return (
    <span className={styles.switch}>
      <button type="button" aria-pressed={!on} onClick={() => onChange(false)}>
        <Person16Regular /> {t('group.this-debtor')}
      </button>
      <button type="button" aria-pressed={on} onClick={() => onChange(true)}>
        <Link16Regular /> {t('group.all', { count })}
      </button>
    </span>
  );
}
