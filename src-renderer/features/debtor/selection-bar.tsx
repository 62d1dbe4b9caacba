import { Button } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './selection-bar.module.css';

export interface SelectionAction {
  id: string;
  label: string;
  icon: ReactElement;
  /** The key that does the same. */
  hint: string;
  run(): void;
}

interface SelectionBarProps {
  rows: readonly InvoiceRow[];
  actions: readonly SelectionAction[];
  onClear(): void;
}

/** What can be done with the ticked invoices at once. It is always there, so that no row moves for it. */
export function SelectionBar({ rows, actions, onClear }: SelectionBarProps) {
  const { t, language } = useTexts();
  if (rows.length === 0) return <p className={styles.hint}>{t('selection.hint')}</p>;
  const sums = new Map<string, number>();
  for (const { currency, open } of rows) sums.set(currency, (sums.get(currency) ?? 0) + open);
  const amount = [...sums].map(([currency, minor]) => formatMoney(minor, currency, language)).join(' + ');
  const count = t('selection.count', { count: rows.length });
  return (
    <section className={styles.bar} aria-label={count}>
      <strong>{count}</strong>
      <span className={styles.amount}>{amount}</span>
      {actions.map(({ id, label, icon, hint, run }) => (
        <Button key={id} appearance="subtle" icon={icon} onClick={run}>
          {label} <KeyHint>{hint}</KeyHint>
        </Button>
      ))}
      <span className={styles.spacer} />
      <Button appearance="subtle" className={styles.clear} onClick={onClear}>
        {t('selection.clear')} <KeyHint>Esc</KeyHint>
      </Button>
    </section>
  );
}
