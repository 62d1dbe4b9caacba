import type { Reliability } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import styles from './arrangements.module.css';

/** How far a debtor's word could be relied on so far, in a line. */
export function ReliabilityLine({ reliability }: { reliability: Reliability }) {
  const { t } = useTexts();
  const { kept, partly, broken, moved, percentage } = reliability;
  return (
    <p className={styles.reliability}>
      <span>{t('reliability.title')}</span>
      <strong>{percentage === null ? t('reliability.none') : t('reliability.percentage', { percentage })}</strong>
      {percentage !== null && <span>{t('reliability.counts', { kept, partly, broken })}</span>}
      {moved > 0 && <span>{t('reliability.moved', { count: moved })}</span>}
    </p>
  );
}
