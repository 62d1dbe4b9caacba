import { Checkbox, Field } from '@fluentui/react-components';
import { useTexts } from '../../data/language.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Amount, Money } from '../../ui/money.tsx';
import styles from './dialogs.module.css';
import type { ChosenInvoices } from './use-chosen-invoices.ts';

/** The invoices it is about, to be ticked on and off, with their sum. */
export function InvoiceChoice({ choice }: { choice: ChosenInvoices }) {
  const { t } = useTexts();
  if (choice.loading) return null;
  if (choice.rows.length === 0) return <p className={styles.hint}>{t('arrangements.nothing')}</p>;
  return (
    <Field label={t('arrangements.invoices')} validationMessage={choice.mixed ? t('arrangements.several-currencies') : undefined}>
      <ul className={styles.invoices}>
        {choice.rows.map((row) => (
          <li key={row.id}>
            <Checkbox label={row.number} checked={choice.has(row.id)} onChange={() => choice.toggle(row.id)} />
            <span className={styles.due}>{row.kind === 'invoice' ? <DayText day={row.dueDate} /> : t(`invoice.kind.${row.kind}`)}</span>
            <Amount minor={row.arrangeable} currency={row.currency} code={choice.mixed} />
          </li>
        ))}
      </ul>
      {!choice.mixed && (
        <p className={styles.sum}>
          {t('selection.count', { count: choice.chosen.length })}
          <Money minor={choice.open} currency={choice.currency} className={styles.strong} />
        </p>
      )}
    </Field>
  );
}
