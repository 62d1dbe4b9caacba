import { type Row, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { type GridColumn, type GridFeatures, gridFeatures, toColumnDefs } from './columns.ts';
import styles from './grid.module.css';
import { type FooterCell, GridEmpty, GridFooter } from './grid-footer.tsx';
import { GridHeader, type GridSort, type SelectAll } from './grid-header.tsx';
import { GridRow, GroupRow, SkeletonRow } from './grid-row.tsx';
import { type GridGroup, groupRows } from './grouped-rows.ts';

export interface GridProps<RowData extends object> {
  label: string;
  columns: readonly GridColumn<RowData>[];
  /** Ids of columns that are not shown. */
  hidden?: readonly string[];
  /** All rows there are; those not loaded yet are undefined and drawn as a skeleton. */
  count: number;
  rowAt(index: number): RowData | undefined;
  rowId(row: RowData): string;
  /** The row that the panes beside the grid are about. */
  currentIndex: number;
  onCurrent(index: number): void;
  onOpen?(row: RowData): void;
  /** With it every row has a checkbox, which is independent of the current row. */
  selection?: { has(id: string): boolean; toggle(row: RowData): void; all: SelectAll };
  sort?: GridSort;
  /** Rows that belong together, each under a header; `count` and indexes are of rows only. */
  groups?: readonly (GridGroup & { label: ReactNode })[];
  /** Rows on their way out. */
  isLeaving?(row: RowData): boolean;
  /** The first and last row on screen. */
  onRange?(first: number, last: number): void;
  /** Where the list was, for coming back to it. */
  scroll?: { initial: number; onScroll(top: number): void };
  rowHeight?: number;
  headerHeight?: number;
  /** Room under the last row, for a bar that floats over the list. */
  bottomPadding?: number;
  footer?: readonly FooterCell[] | undefined;
  empty?: ReactNode;
  autoFocus?: boolean;
}

const emptyList: readonly string[] = [];
const noGroups: NonNullable<GridProps<object>['groups']> = [];

/**
 * The house's grid: TanStack Table keeps the columns, TanStack Virtual the rows that are on screen. The grid is one tab
 * stop; the arrows move the current row, Enter opens it, Space ticks it.
 */
export function Grid<RowData extends object>(props: GridProps<RowData>) {
  const { columns, hidden = emptyList, count, rowAt, rowId, currentIndex, rowHeight = 36, headerHeight = 32, bottomPadding = 0 } = props;
  const { groups = noGroups } = props;
  const places = useMemo(() => groupRows(count, groups), [count, groups]);
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const virtual = useVirtualizer({
    count: places.size,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: props.scroll?.initial ?? 0,
    scrollPaddingStart: headerHeight,
    paddingEnd: bottomPadding,
  });
  const items = virtual.getVirtualItems();
  const shownItems = items.map(({ index, start }) => ({ place: index, start, ...placed(places.at(index)) }));
  const shownRows = shownItems.flatMap(({ row }) => (row === undefined ? [] : [row]));
  const first = shownRows[0] ?? 0;
  const last = shownRows.at(-1) ?? 0;
  useRange(first, last, props.onRange);
  useFollowCurrent(currentIndex, count, places.placeOf, virtual);

  const data = useMemo(() => {
    const rows: RowData[] = [];
    for (let index = first; index <= last && index < count; index += 1) {
      const row = rowAt(index);
      if (row) rows.push(row);
    }
    return rows;
  }, [first, last, count, rowAt]);
  const columnDefs = useMemo(() => toColumnDefs(columns), [columns]);
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]);
  const table = useTable<GridFeatures, RowData>({
    features: gridFeatures,
    columns: columnDefs,
    data,
    getRowId: rowId,
    state: { columnVisibility },
  });
  const { rows: modelRows } = table.getRowModel();
  const tableRows = useMemo(() => new Map(modelRows.map((row) => [row.id, row])), [modelRows]);
  const shown = useMemo(() => columns.filter(({ id }) => !hidden.includes(id)), [columns, hidden]);
  const template = `${props.selection ? '34px ' : ''}${shown.map(({ width }) => width).join(' ')}`;
  const tableRowAt = (index: number): Row<GridFeatures, RowData> | undefined => {
    const row = rowAt(index);
    return row && tableRows.get(rowId(row));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const move = moves[event.key];
    const row = rowAt(currentIndex);
    if (move !== undefined) props.onCurrent(Math.min(Math.max(currentIndex + move, 0), count - 1));
    else if (event.key === 'Enter' && row) props.onOpen?.(row);
    else if (event.key === ' ' && row) props.selection?.toggle(row);
    else return;
    event.preventDefault();
  };

  useEffect(() => {
    if (props.autoFocus) scroller.current?.focus({ preventScroll: true });
  }, [props.autoFocus]);

  const currentShown = currentIndex >= first && currentIndex <= last && rowAt(currentIndex) !== undefined;
  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      aria-label={props.label}
      aria-rowcount={places.size + 1}
      aria-colcount={shown.length + (props.selection ? 1 : 0)}
      aria-multiselectable={props.selection ? true : undefined}
      aria-activedescendant={currentShown ? `${gridId}-${currentIndex}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={props.scroll && ((event) => props.scroll?.onScroll(event.currentTarget.scrollTop))}
      style={
        {
          '--grid-template': template,
          '--row-height': `${rowHeight}px`,
          '--header-height': `${headerHeight}px`,
          '--grid-inset': props.selection ? '6px' : '14px',
        } as object
      }
    >
      <GridHeader columns={shown} sort={props.sort} selectAll={props.selection?.all} />
      <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {shownItems.map(({ place, start, row: index, group }) => {
          if (index === undefined) {
            const { id, label } = groups[group ?? 0] ?? { id: '', label: '' };
            return <GroupRow key={`group-${id}`} top={start} place={place} columns={shown.length} label={label} />;
          }
          const row = tableRowAt(index);
          if (!row) return <SkeletonRow key={`empty-${index}`} top={start} place={place} columns={shown.length} />;
          return (
            <GridRow
              key={row.id}
              id={`${gridId}-${index}`}
              row={row}
              index={index}
              place={place}
              top={start}
              columns={shown}
              current={index === currentIndex}
              leaving={props.isLeaving?.(row.original) ?? false}
              selected={props.selection?.has(row.id)}
              onToggle={props.selection?.toggle}
              onCurrent={props.onCurrent}
              onOpen={props.onOpen}
            />
          );
        })}
      </div>
      {props.footer && <GridFooter cells={props.footer} />}
      {count === 0 && props.empty && <GridEmpty>{props.empty}</GridEmpty>}
    </div>
  );
}

function useRange(first: number, last: number, onRange: ((first: number, last: number) => void) | undefined): void {
  useEffect(() => {
    onRange?.(first, last);
  }, [first, last, onRange]);
}

const placed = (at: { row: number } | { group: number }): { row?: number; group?: number } => at;

/** Keeps the current row on screen when the keyboard moves it; a list that merely grew stays where it is. */
function useFollowCurrent(
  index: number,
  count: number,
  placeOf: (row: number) => number,
  virtual: { scrollToIndex(index: number, options: { align: 'auto' }): void },
): void {
  const seen = useRef(index);
  useEffect(() => {
    if (seen.current === index || index < 0 || index >= count) return;
    seen.current = index;
    virtual.scrollToIndex(placeOf(index), { align: 'auto' });
  }, [index, count, placeOf, virtual]);
}
