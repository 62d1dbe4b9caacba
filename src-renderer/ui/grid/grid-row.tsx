import { FlexRender, type Row } from '@tanstack/react-table';
import { memo, type ReactNode } from 'react';
import type { GridColumn, GridFeatures } from './columns.ts';
import styles from './grid.module.css';

interface GridRowProps<RowData extends object> {
  id: string;
  row: Row<GridFeatures, RowData>;
  index: number;
  /** Where it stands, headers of groups counted. */
  place: number;
  top: number;
  columns: readonly GridColumn<RowData>[];
  current: boolean;
  leaving: boolean;
  selected: boolean | undefined;
  onToggle: ((row: RowData) => void) | undefined;
  onCurrent(index: number): void;
  onOpen: ((row: RowData) => void) | undefined;
}

function Cells<RowData extends object>(props: GridRowProps<RowData>) {
  const { id, row, index, place, top, columns, current, leaving, selected, onToggle, onCurrent, onOpen } = props;
  const named = columns.findIndex(({ names }) => names);
  const nameAt = named < 0 ? 1 : named;
  return (
    // The grid itself has the keyboard (aria-activedescendant); rows only take the pointer.
    <div
      id={id}
      className={styles.row}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={selected}
      aria-current={current || undefined}
      data-current={current || undefined}
      data-leaving={leaving || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onPointerDown={(event) => {
        if (event.button === 0) onCurrent(index);
      }}
      onDoubleClick={onOpen && (() => onOpen(row.original))}
    >
      {selected !== undefined && (
        <div className={styles.checkCell} role="gridcell">
          {/* A native box: thousands of rows pass by, and it costs a tenth of a Fluent checkbox. */}
          <input
            type="checkbox"
            className={styles.check}
            tabIndex={-1}
            aria-labelledby={`${id}-name`}
            checked={selected}
            onPointerDown={(event) => event.stopPropagation()}
            onChange={() => onToggle?.(row.original)}
          />
        </div>
      )}
      {row.getVisibleCells().map((cell, at) => (
        <div
          key={cell.id}
          id={at === nameAt ? `${id}-name` : undefined}
          className={styles.cell}
          role="gridcell"
          data-align={columns[at]?.align}
          data-inset={columns[at]?.inset}
        >
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  );
}

/** Table makes new row objects whenever the window over the list moves; what counts is whether the data is another. */
export const GridRow = memo(Cells, (before, after) => {
  const { row: rowBefore, ...propsBefore } = before;
  const { row: rowAfter, ...propsAfter } = after;
  const keys = Object.keys(propsAfter) as (keyof typeof propsAfter)[];
  return rowBefore.original === rowAfter.original && keys.every((key) => propsBefore[key] === propsAfter[key]);
}) as typeof Cells;

/** A row that is still being read, at the real height. */
export function SkeletonRow({ top, place, columns }: { top: number; place: number; columns: number }) {
  return (
    <div className={styles.row} role="row" aria-rowindex={place + 2} data-skeleton style={{ transform: `translateY(${top}px)` }}>
      <div className={styles.skeletonCell} role="gridcell" aria-colspan={columns}>
        <span style={{ width: `${40 + ((place * 17) % 40)}%` }} />
      </div>
    </div>
  );
}

/** What the rows under it have in common. */
export function GroupRow({ top, place, columns, label }: { top: number; place: number; columns: number; label: ReactNode }) {
  return (
    <div className={styles.group} role="row" aria-rowindex={place + 2} style={{ transform: `translateY(${top}px)` }}>
      <div className={styles.groupCell} role="gridcell" aria-colspan={columns}>
        {label}
      </div>
    </div>
  );
}
