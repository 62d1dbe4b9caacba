import { formatAmount, formatMoney } from '../../src-shared/i18n/index.ts';
import { useTexts } from '../data/language.tsx';
import { cx } from './cx.ts';
import styles from './money.module.css';

interface MoneyProps {
  /** Minor units. */
  minor: number;
  currency: string;
  className?: string | undefined;
}

/** An amount with its currency, for sentences and figures: € 1.234,50. */
export function Money({ minor, currency, className }: MoneyProps) {
  const { language } = useTexts();
  return <span className={cx(styles.figures, className)}>{formatMoney(minor, currency, language)}</span>;
}

/** An amount in a grid whose header names the currency; `code` names it in the cell when the row's is another. */
export function Amount({ minor, currency, className, code = false }: MoneyProps & { code?: boolean }) {
  const { language } = useTexts();
  return (
    <span className={cx(styles.figures, className)}>
      {code && <span className={styles.code}>{currency} </span>}
      {formatAmount(minor, currency, language)}
    </span>
  );
}

const symbols: Record<string, string> = { EUR: '€', USD: '$', GBP: '£' };
/** How a grid header names a currency. */
export const currencySign = (currency: string): string => symbols[currency] ?? currency;
