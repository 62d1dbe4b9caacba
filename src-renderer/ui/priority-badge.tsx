import { useTexts } from '../data/language.tsx';
import styles from './priority-badge.module.css';

/** The priority score 0–100: strong from 75, middle from 55. */
export function PriorityBadge({ score }: { score: number }) {
  const { t } = useTexts();
  const level = score >= 75 ? 'high' : score >= 55 ? 'middle' : 'low';
  return (
    <span className={styles.badge} data-level={level} title={t('priority.score', { score })}>
      {score}
    </span>
  );
}
