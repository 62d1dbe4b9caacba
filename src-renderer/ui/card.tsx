import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  title?: ReactNode;
  icon?: ReactNode;
  /** Right of the title: a link, a score. */
  aside?: ReactNode;
  children: ReactNode;
  label?: string;
}

/** A block of facts in a pane. */
export function Card({ title, icon, aside, children, label }: CardProps) {
  return (
    <section className={styles.card} aria-label={label}>
      {title !== undefined && (
        <header className={styles.head}>
          {icon}
          <h3>{title}</h3>
          {aside && <span className={styles.aside}>{aside}</span>}
        </header>
      )}
      {children}
    </section>
  );
}
