import { CheckmarkCircle32Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useCallback, useMemo, useState } from 'react';
import type { DunningPreview } from '../../../src-shared/contract/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { Grid, type GridColumn } from '../../ui/grid/index.ts';
import { Amount } from '../../ui/money.tsx';
import { EmptyState } from '../../ui/states.tsx';
import styles from './dunning.module.css';
import { reasonKey } from './reasons.ts';

type SkippedRow = DunningPreview['skipped'][number];

const columnsOf = ({ t }: Texts): GridColumn<SkippedRow>[] => [
  {
    id: 'debtor',
    header: t('dunning.column.debtor'),
    width: 'minmax(160px, 1fr)',
    cell: (row) => <strong className={styles.name}>{row.debtorName}</strong>,
  },
  {
    id: 'number',
    header: t('dunning.column.number'),
    width: '110px',
    cell: (row) => <span className={styles.grey}>{row.debtorNumber}</span>,
  },
  { id: 'reason', header: t('dunning.column.reason'), width: 'minmax(160px, 1.4fr)', cell: (row) => t(reasonKey(row.reason)) },
  {
    id: 'amount',
    header: t('dunning.column.due'),
    width: '140px',
    align: 'end',
    cell: (row) => <Amount minor={row.amount} currency={row.currency} code className={styles.amount} />,
  },
];

const idOf = (row: SkippedRow): string => `${row.debtorId}|${row.currency}|${row.reason}`;
const open = (row: SkippedRow) => openDebtor(row.debtorId);

/** Debtors with something due that get no message, and why. */
export function Skipped({ skipped }: { skipped: readonly SkippedRow[] }) {
  const texts = useTexts();
  const [index, setIndex] = useState(-1);
  const columns = useMemo(() => columnsOf(texts), [texts]);
  const rowAt = useCallback((at: number) => skipped[at], [skipped]);
  return (
    <div className={styles.below}>
      <Grid
        label={texts.t('dunning.tab.skipped')}
        columns={columns}
        count={skipped.length}
        rowAt={rowAt}
        rowId={idOf}
        currentIndex={index}
        onCurrent={setIndex}
        onOpen={open}
        rowHeight={31}
        headerHeight={30}
        empty={<EmptyState icon={<CheckmarkCircle32Regular />} text={texts.t('dunning.nobody-skipped')} />}
      />
    </div>
  );
}
