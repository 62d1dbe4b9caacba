import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up';
import { useEffect, useRef } from 'react';
import type { GridColumn } from './columns.ts';
import styles from './grid.module.css';

export interface GridSort {
  id: string;
  direction: 'asc' | 'desc';
  onSort(id: string): void;
}

export interface SelectAll {
  state: 'none' | 'some' | 'all';
  label: string;
  toggle(): void;
}

interface GridHeaderProps<Row extends object> {
  columns: readonly GridColumn<Row>[];
  sort: GridSort | undefined;
  selectAll: SelectAll | undefined;
}

export function GridHeader<Row extends object>({ columns, sort, selectAll }: GridHeaderProps<Row>) {
  return (
    <div className={styles.head} role="rowgroup">
      <div className={styles.headRow} role="row" aria-rowindex={1}>
        {selectAll && (
          <div className={styles.checkCell} role="columnheader">
            <SelectAllBox {...selectAll} />
          </div>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={sort} />
        ))}
      </div>
    </div>
  );
}

function HeaderCell<Row extends object>({ column, sort }: { column: GridColumn<Row>; sort: GridSort | undefined }) {
  const sorted = sort?.id === column.id ? sort.direction : undefined;
  const ariaSort = sorted === undefined ? undefined : sorted === 'asc' ? 'ascending' : 'descending';
  const arrow = sorted === 'asc' ? <ArrowUp12Regular /> : sorted === 'desc' ? <ArrowDown12Regular /> : undefined;
  return (
    <div
      className={styles.headCell}
      role="columnheader"
      aria-sort={ariaSort}
      data-align={column.align}
      data-inset={column.inset}
      data-sorted={sorted && true}
    >
      {column.sortable && sort ? (
        <button type="button" onClick={() => sort.onSort(column.id)}>
          {column.header}
          {arrow}
        </button>
      ) : (
        column.header
      )}
    </div>
  );
}

function SelectAllBox({ state, label, toggle }: SelectAll) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = state === 'some';
  }, [state]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.check}
      aria-label={label}
      title={label}
      checked={state === 'all'}
      onChange={toggle}
    />
  );
}
