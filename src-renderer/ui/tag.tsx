import type { ReactNode } from 'react';
import styles from './tag.module.css';

export type Tone = 'neutral' | 'brand' | 'success' | 'warning' | 'danger' | 'plain';

/** A state in words on its colour; the colour never says anything the words do not. */
export function Tag({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
