import type { ReactNode } from 'react';
import styles from './grid.module.css';

export interface FooterCell {
  id: string;
  /** CSS grid columns it takes: `1 / 6`. */
  columns: string;
  align?: 'end';
  content: ReactNode;
}

/** The totals under a grid, in its own columns; stays in sight. */
export function GridFooter({ cells }: { cells: readonly FooterCell[] }) {
  return (
    <div className={styles.foot} role="rowgroup">
      <div className={styles.footRow} role="row">
        {cells.map(({ id, columns, align, content }) => (
          <div key={id} className={styles.footCell} role="gridcell" data-align={align} style={{ gridColumn: columns }}>
            {content}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What a grid without rows says. */
export function GridEmpty({ children }: { children: ReactNode }) {
  return (
    <div className={styles.empty} role="rowgroup">
      <div className={styles.empty} role="row">
        <div className={styles.empty} role="gridcell">
          {children}
        </div>
      </div>
    </div>
  );
}
