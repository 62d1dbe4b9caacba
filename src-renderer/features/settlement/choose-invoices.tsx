import { Checkbox, Input } from '@fluentui/react-components';
import type { AskableInvoice } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Amount } from '../../ui/money.tsx';
import styles from './settlement.module.css';

interface ChooseProps {
  invoices: readonly AskableInvoice[];
  /** By invoice: what was typed as its amount; without one the whole. */
  chosen: ReadonlyMap<string, string>;
  onChange(chosen: Map<string, string>): void;
  /** Parts of an invoice can be chosen too. */
  withAmounts?: boolean;
  /** As an amount is written in this language, for the field. */
  write?(invoice: AskableInvoice): string;
}

/** Invoices to do something with, each a row with a tick. */
export function ChooseInvoices({ invoices, chosen, onChange, withAmounts = false, write = () => '' }: ChooseProps) {
  const { t } = useTexts();
  const set = (id: string, amount: string | null) => {
    const next = new Map(chosen);
    if (amount === null) next.delete(id);
    else next.set(id, amount);
    onChange(next);
  };
  return (
    <ul className={styles.invoices}>
      {invoices.map((invoice) => {
        const { id, number, dueDate, askable, currency } = invoice;
        const typed = chosen.get(id);
        return (
          <li key={id}>
            <Checkbox
              label={number}
              checked={typed !== undefined}
              onChange={(_, { checked }) => set(id, checked === true ? write(invoice) : null)}
            />
            <span className={styles.quiet}>
              <DayText day={dueDate} />
            </span>
            {withAmounts && typed !== undefined ? (
              <Input
                className={styles.amount}
                aria-label={t('settlement.amount-of', { number })}
                inputMode="decimal"
                value={typed}
                onChange={(_, { value }) => set(id, value)}
              />
            ) : (
              <Amount minor={askable} currency={currency} code={currency !== 'EUR'} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
