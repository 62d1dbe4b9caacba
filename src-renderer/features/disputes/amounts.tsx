import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import styles from './disputes.module.css';

export interface AmountLine {
  invoiceId: string;
  number: string;
  /** Minor units, null when what stands there is no amount. */
  amount: number | null;
  /** Most it may be. */
  most: number;
}

/** True when every line has an amount that it may have. */
export const amountsFit = (lines: readonly AmountLine[], least: 0 | 1): boolean =>
  lines.every(({ amount, most }) => amount !== null && amount >= least && amount <= most);

interface AmountsProps {
  lines: readonly AmountLine[];
  currency: string;
  least: 0 | 1;
  /** Names the table. */
  label: string;
  onChange(lines: AmountLine[]): void;
}

/** An amount per invoice, with what it may be at most. */
export function Amounts({ lines, currency, least, label, onChange }: AmountsProps) {
  const { t, language } = useTexts();
  const money = (minor: number) => formatMoney(minor, currency, language);
  return (
    <ul className={styles.amounts} aria-label={label}>
      {lines.map((line) => {
        const wrong = !amountsFit([line], least);
        return (
          <li key={line.invoiceId}>
            <strong>{line.number}</strong>
            <AmountField
              value={line.amount}
              currency={currency}
              label={`${label}: ${line.number}`}
              onChange={(amount) => onChange(lines.map((it) => (it === line ? { ...it, amount } : it)))}
            />
            <span className={wrong ? styles.wrong : styles.grey} role={wrong ? 'alert' : undefined}>
              {wrong ? t('dispute.amount.wrong', { most: money(line.most) }) : t('dispute.amount.of', { amount: money(line.most) })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
