import type { PlanRow, PromiseRow } from '../../../src-shared/contract/index.ts';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { dayOf } from '../../ui/day-text.tsx';
import styles from './arrangements.module.css';

/** What an arrangement is about, who recorded it, and what was said. */
export function Agreed({ row, more = [] }: { row: PromiseRow | PlanRow; more?: readonly string[] }) {
  const { t, language } = useTexts();
  const day = formatDay(dayOf(row.createdAt), language);
  const by = row.createdByName
    ? t('arrangements.by', { name: row.createdByName, day })
    : t('arrangements.from', { day, origin: t(`arrangements.origin.${row.origin}`) });
  const numbers = row.lines.filter(({ amount }) => amount !== 0).map(({ number }) => number);
  return (
    <p className={styles.facts}>
      <span className={styles.numbers}>{numbers.join(', ')}</span>
      <span>{[by, ...more.filter(Boolean)].join(' · ')}</span>
      {row.note && <q>{row.note}</q>}
    </p>
  );
}
