import type { TimelineRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { Chip } from '../../ui/chip.tsx';
import styles from './card-timeline.module.css';

type Category = TimelineRow['category'];

/** What each chip lets through; null is everything. */
const FILTERS = {
  all: null,
  contact: ['contact', 'note'],
  mail: ['mail'],
  payment: ['payment', 'arrangement'],
  dispute: ['dispute'],
  document: ['document'],
  portal: ['portal'],
  system: ['system'],
} as const satisfies Record<string, readonly Category[] | null>;
export type TimelineFilter = keyof typeof FILTERS;

const EVERY = Object.keys(FILTERS) as TimelineFilter[];
/** Those that fit beside the invoices. */
export const PANE_FILTERS: readonly TimelineFilter[] = ['all', 'contact', 'mail', 'payment', 'system'];

export function categoriesOf(filter: TimelineFilter): Category[] | null {
  const categories: readonly Category[] | null = FILTERS[filter];
  return categories && [...categories];
}

interface Props {
  value: TimelineFilter;
  shown?: readonly TimelineFilter[];
  onChange(filter: TimelineFilter): void;
}

export function TimelineFilters({ value, shown = EVERY, onChange }: Props) {
  const { t } = useTexts();
  return (
    <div className={styles.filters}>
      {shown.map((filter) => (
        <Chip key={filter} on={filter === value} aria-pressed={filter === value} onClick={() => onChange(filter)}>
          {t(`timeline.filter.${filter}`)}
        </Chip>
      ))}
    </div>
  );
}
