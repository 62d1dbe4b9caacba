export type { GridColumn } from './columns.ts';
export { Grid } from './grid.tsx';
