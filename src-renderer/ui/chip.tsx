import { Dismiss12Regular } from '@fluentui/react-icons/svg/dismiss';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './chip.module.css';
import { cx } from './cx.ts';

type ChipProps = Omit<ComponentPropsWithRef<'button'>, 'type'> & { on?: boolean; dashed?: boolean };

/** One choice out of a few, or an open menu of them; `on` when it limits what is shown. */
export function Chip({ on = false, dashed = false, className, ...rest }: ChipProps) {
  return (
    <button type="button" className={cx(styles.chip, className)} data-on={on || undefined} data-dashed={dashed || undefined} {...rest} />
  );
}

/** A filter that is in force, with the cross that lifts it. */
export function FilterChip({
  children,
  clearLabel,
  onClear,
  ...rest
}: ChipProps & { children: ReactNode; clearLabel: string; onClear(): void }) {
  return (
    <span className={styles.pair}>
      <Chip on className={styles.first} {...rest}>
        {children}
      </Chip>
      <button type="button" className={styles.clear} aria-label={clearLabel} title={clearLabel} onClick={onClear}>
        <Dismiss12Regular />
      </button>
    </span>
  );
}
