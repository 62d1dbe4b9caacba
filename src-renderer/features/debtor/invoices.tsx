import { Link } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';

import { Note16Regular } from '@fluentui/react-icons/svg/note';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { translateStep } from '../../../src-shared/i18n/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { type Texts, useTexts } from '../../data/language.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Grid, type GridColumn } from '../../ui/grid/index.ts';
import { useWidth } from '../../ui/media.ts';
import { Amount, currencySign } from '../../ui/money.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import type { DebtorDialog } from './dialogs.tsx';
import { InvoiceActions } from './invoice-actions.tsx';
import { InvoiceStatus } from './invoice-status.tsx';
import styles from './invoices.module.css';
import { useInvoiceSelection } from './use-invoice-selection.ts';
import { useWantedInvoice } from './use-wanted-invoice.ts';

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

const columnsOf = ({ t, language }: Texts, currency: string | undefined, group: boolean): GridColumn<InvoiceRow>[] => {
  const money = (title: string) => (currency ? `${title} ${currencySign(currency)}` : title);
  return [
    {
      id: 'number',
      header: t('invoice.number'),
      width: 'minmax(112px, 1fr)',
      names: true,
      sortable: true,
      cell: (row) => <Numbered row={row} />,
    },
    ...(group ? [debtorColumn(t('invoice.debtor'))] : []),
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

/** The number, with a mark when somebody has written something about this invoice. */
function Numbered({ row }: { row: InvoiceRow }) {
  const { t } = useTexts();
  const notes = t('invoice.notes', { count: row.notes });
  return (
    <span className={styles.number}>
      {row.number}
      {row.notes > 0 && (
        <span className={styles.mark} role="img" aria-label={notes} title={notes}>
          <Note16Regular />
        </span>
      )}
    </span>
  );
}

const debtorColumn = (header: string): GridColumn<InvoiceRow> => ({
  id: 'debtor',
  header,
  width: 'minmax(140px, 1.4fr)',
  cell: (row) => (
    <span className={styles.debtor} title={row.debtorName}>
      {row.debtorName}
    </span>
  ),
});

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

/** Below this width the date gives its room to the status, which says more. */
const hiddenFor = (width: number, group: boolean): string[] => (group || (width > 0 && width < 880) ? ['issued'] : []);

interface InvoicesProps {
  debtorId: string;
  /** Those of the whole group. */
  group: boolean;
  /** Opens a dialog about what is ticked. */
  onDialog(dialog: DebtorDialog): void;
  /** Told what is ticked. */
  onSelected(rows: readonly InvoiceRow[]): void;
  /** Enter or a double click on a row. */
  onOpen(invoice: InvoiceRow): void;
}

/** The invoices of a debtor: open ones, and on request the paid ones too. */
export function Invoices({ debtorId, group, onDialog, onSelected, onOpen }: InvoicesProps) {
  const texts = useTexts();
  const { t } = texts;
  const [includeClosed, setIncludeClosed] = useState(false);
  const [sort, setSort] = useState<{ id: SortId; direction: 'asc' | 'desc' }>({ id: 'due', direction: 'asc' });
  const [currentId, setCurrentId] = useState<string | null>(null);
  const invoices = useCoreQuery('debtor.invoices', { debtorId, includeClosed, group }, { keepPrevious: true });
  const showClosed = useCallback(() => setIncludeClosed(true), []);
  useWantedInvoice({ rows: invoices.data, includeClosed, onCurrent: setCurrentId, onIncludeClosed: showClosed });
  const rows = useMemo(() => {
    const value = values[sort.id];
    const sign = sort.direction === 'asc' ? 1 : -1;
    return [...(invoices.data ?? [])].sort((a, b) =>
      value(a) < value(b) ? -sign : value(a) > value(b) ? sign : a.number < b.number ? -1 : 1,
    );
  }, [invoices.data, sort]);
  const sums = useMemo(() => totals(rows), [rows]);
  const currency = sums.length === 1 ? sums[0]?.[0] : undefined;
  const columns = useMemo(() => columnsOf(texts, currency, group), [texts, currency, group]);
  const selection = useInvoiceSelection(rows);
  const list = useRef<HTMLDivElement>(null);
  const hidden = hiddenFor(useWidth(list), group);
  const { selected } = selection;
  // Nothing ticked is about this debtor, also when the group's are shown.
  const overdue = useMemo(
    () => rows.filter((row) => row.debtorId === debtorId && row.kind === 'invoice' && row.open > 0 && row.daysOverdue > 0),
    [rows, debtorId],
  );
  useEffect(() => onSelected(selected), [onSelected, selected]);
  useShortcuts({
    s: selected.length > 0 ? () => onDialog('dispute') : undefined,
    Escape: selected.length > 0 ? selection.clear : undefined,
  });
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const rowId = useCallback((row: InvoiceRow) => row.id, []);
  const onCurrent = useCallback((index: number) => setCurrentId(rows[index]?.id ?? null), [rows]);
  const onSort = useCallback(
    (id: string) => isSortId(id) && setSort((now) => ({ id, direction: now.id === id && now.direction === 'asc' ? 'desc' : 'asc' })),
    [],
  );
  if (invoices.error) return <ErrorState error={invoices.error} retry={() => void invoices.refetch()} />;
  // There from the start: its width is what the columns go by.
  if (!invoices.data) return <div ref={list} className={styles.list} />;

  /** The grid line before what is open. */
  const at = 7 - hidden.length + (group ? 1 : 0);
  const credits = rows.filter(({ kind }) => kind !== 'invoice').length;
  const toggle = (
    <Link onClick={() => setIncludeClosed(!includeClosed)}>{t(includeClosed ? 'invoices.hide-paid' : 'invoices.show-paid')}</Link>
  );
  return (
    <div ref={list} className={styles.list}>
      <InvoiceActions selected={selected} overdue={overdue} onDialog={onDialog} onClear={selection.clear} />
      <Grid
        label={t('invoices.title')}
        columns={columns}
        hidden={hidden}
        count={rows.length}
        rowAt={rowAt}
        rowId={rowId}
        currentIndex={rows.findIndex(({ id }) => id === currentId)}
        onCurrent={onCurrent}
        onOpen={onOpen}
        selection={selection.grid}
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
                { id: 'count', columns: `2 / ${at}`, content: t('invoices.count', { count: rows.length, credits }) },
                { id: 'open', columns: `${at} / ${at + 1}`, align: 'end', content: <Sums sums={sums} /> },
                { id: 'toggle', columns: `${at + 2} / ${at + 3}`, content: toggle },
              ]
        }
      />
    </div>
  );
}
