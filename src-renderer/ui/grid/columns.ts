import { type ColumnDef, columnVisibilityFeature, tableFeatures } from '@tanstack/react-table';
import type { ReactNode } from 'react';

export const gridFeatures = tableFeatures({ columnVisibilityFeature });
export type GridFeatures = typeof gridFeatures;

/** A column of a grid, as a screen describes it. */
export interface GridColumn<Row extends object> {
  id: string;
  header: ReactNode;
  /** A CSS grid track: `84px`, `minmax(150px, 2fr)`. */
  width: string;
  align?: 'end';
  /** More room on the left, after a column of numbers. */
  inset?: true;
  /** Its cell names the row for who does not see; without one the second column does. */
  names?: true;
  /** Clicking the header sorts by this column. */
  sortable?: boolean;
  cell(row: Row): ReactNode;
}

export type GridColumnDef<Row extends object> = ColumnDef<GridFeatures, Row, unknown>;

export const toColumnDefs = <Row extends object>(columns: readonly GridColumn<Row>[]): GridColumnDef<Row>[] =>
  columns.map(({ id, header, cell }) => ({ id, header: () => header, cell: ({ row }) => cell(row.original) }));
