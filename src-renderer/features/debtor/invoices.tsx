import { Link } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { useCallback, useMemo, useState } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { translateStep } from '../../../src-shared/i18n/index.ts';
import { usePlace } from '../../app/navigation.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { type Texts, useTexts } from '../../data/language.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Grid, type GridColumn } from '../../ui/grid/index.ts';
import { Amount, currencySign } from '../../ui/money.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { InvoiceStatus } from './invoice-status.tsx';
import styles from './invoices.module.css';

type SortId = 'issued' | 'due' | 'days' | 'amount' | 'open' | 'number';
const values: Record<SortId, (row: InvoiceRow) => string | number> = {
  number: ({ number }) => number,
  issued: ({ issueDate }) => issueDate,
  due: ({ dueDate }) => dueDate,
  days: ({ daysOverdue }) => daysOverdue,
  amount: ({ amount }) => amount,
  open: ({ open }) => open,
};
const isSortId = (id: string): id is SortId => id in values;

const columnsOf = ({ t, language }: Texts, currency: string | undefined): GridColumn<InvoiceRow>[] => {
  const money = (title: string) => (currency ? `${title} ${currencySign(currency)}` : title);
  return [
    {
      id: 'number',
      header: t('invoice.number'),
      width: 'minmax(96px, 1fr)',
      sortable: true,
      cell: (row) => <span className={styles.number}>{row.number}</span>,
    },
    { id: 'issued', header: t('invoice.issued'), width: '96px', sortable: true, cell: (row) => <DayText day={row.issueDate} /> },
    {
      id: 'due',
      header: t('invoice.due'),
      width: '96px',
      sortable: true,
      cell: (row) => (row.kind === 'invoice' ? <DayText day={row.dueDate} /> : '–'),
    },
    { id: 'days', header: t('invoice.days'), width: '60px', align: 'end', sortable: true, cell: (row) => <Days row={row} /> },
    {
      id: 'amount',
      header: money(t('invoice.amount')),
      width: '100px',
      align: 'end',
      sortable: true,
      cell: (row) => <Amount minor={row.amount} currency={row.currency} className={styles.grey} code={!currency} />,
    },
    {
      id: 'open',
      header: money(t('invoice.open')),
      width: '100px',
      align: 'end',
      sortable: true,
      cell: (row) => <Amount minor={row.open} currency={row.currency} className={styles.asked} code={!currency} />,
    },
    {
      id: 'step',
      inset: true,
      header: t('invoice.step'),
      width: 'minmax(136px, 1fr)',
      cell: (row) => (row.stepName ? translateStep(language, row.stepName) : '–'),
    },
    { id: 'status', header: t('invoice.status'), width: 'minmax(150px, 2fr)', cell: (row) => <InvoiceStatus invoice={row} /> },
  ];
};

function Days({ row }: { row: InvoiceRow }) {
  if (row.daysOverdue <= 0 || row.kind !== 'invoice' || row.closedOn) return <>–</>;
  const tone = row.daysOverdue > 90 ? 'danger' : row.daysOverdue > 60 ? 'warning' : undefined;
  return (
    <span className={styles.days} data-tone={tone}>
      {row.daysOverdue}
    </span>
  );
}

/** Sum per currency of what is open. */
function totals(rows: readonly InvoiceRow[]): [currency: string, open: number][] {
  const sums = new Map<string, number>();
  for (const { currency, open } of rows) sums.set(currency, (sums.get(currency) ?? 0) + open);
  return [...sums];
}

function Sums({ sums }: { sums: [currency: string, open: number][] }) {
  return (
    <span className={styles.sums}>
      {sums.map(([currency, open]) => (
        <Amount key={currency} minor={open} currency={currency} code={sums.length > 1} className={styles.asked} />
      ))}
    </span>
  );
}

/** The invoices of a debtor: open ones, and on request the paid ones too. */
export function Invoices({ debtorId }: { debtorId: string }) {
  const texts = useTexts();
  const { t } = texts;
  const [includeClosed, setIncludeClosed] = useState(false);
  const [sort, setSort] = useState<{ id: SortId; direction: 'asc' | 'desc' }>({ id: 'due', direction: 'asc' });
  const place = usePlace();
  const [currentId, setCurrentId] = useState<string | null>((place.screen === 'debtor' && place.focusId) || null);
  const invoices = useCoreQuery('debtor.invoices', { debtorId, includeClosed }, { keepPrevious: true });
  const rows = useMemo(() => {
    const value = values[sort.id];
    const sign = sort.direction === 'asc' ? 1 : -1;
    return [...(invoices.data ?? [])].sort((a, b) =>
      value(a) < value(b) ? -sign : value(a) > value(b) ? sign : a.number < b.number ? -1 : 1,
    );
  }, [invoices.data, sort]);
  const sums = useMemo(() => totals(rows), [rows]);
  const currency = sums.length === 1 ? sums[0]?.[0] : undefined;
  const columns = useMemo(() => columnsOf(texts, currency), [texts, currency]);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const rowId = useCallback((row: InvoiceRow) => row.id, []);
  const onCurrent = useCallback((index: number) => setCurrentId(rows[index]?.id ?? null), [rows]);
  const onSort = useCallback(
    (id: string) => isSortId(id) && setSort((now) => ({ id, direction: now.id === id && now.direction === 'asc' ? 'desc' : 'asc' })),
    [],
  );
  if (invoices.error) return <ErrorState error={invoices.error} retry={() => void invoices.refetch()} />;
  if (!invoices.data) return null;

  const credits = rows.filter(({ kind }) => kind !== 'invoice').length;
  const toggle = (
    <Link onClick={() => setIncludeClosed(!includeClosed)}>{t(includeClosed ? 'invoices.hide-paid' : 'invoices.show-paid')}</Link>
  );
  return (
    <Grid
      label={t('invoices.title')}
      columns={columns}
      count={rows.length}
      rowAt={rowAt}
      rowId={rowId}
      currentIndex={rows.findIndex(({ id }) => id === currentId)}
      onCurrent={onCurrent}
      sort={{ ...sort, onSort }}
      headerHeight={30}
      empty={
        <EmptyState icon={<DocumentRegular fontSize={32} />} text={t('invoices.empty')}>
          {toggle}
        </EmptyState>
      }
      footer={
        rows.length === 0
          ? undefined
          : [
              { id: 'count', columns: '1 / 6', content: t('invoices.count', { count: rows.length, credits }) },
              { id: 'open', columns: '6 / 7', align: 'end', content: <Sums sums={sums} /> },
              { id: 'toggle', columns: '8 / 9', content: toggle },
            ]
      }
    />
  );
}
