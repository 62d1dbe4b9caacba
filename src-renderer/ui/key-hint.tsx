import styles from './key-hint.module.css';

/** The key that does the same, drawn as a key cap. For the eye only: the control's own name says what it does. */
export function KeyHint({ children, onBrand = false }: { children: string; onBrand?: boolean }) {
  return (
    <span className={styles.key} data-key data-on-brand={onBrand || undefined} aria-hidden="true">
      {children}
    </span>
  );
}

const isMac = /mac/i.test(navigator.platform);
/** The name of the command key on this machine. */
export const commandKey = isMac ? '⌘' : 'Ctrl';
