import { Input } from '@fluentui/react-components';
import { useState } from 'react';
import { formatAmount } from '../../src-shared/i18n/index.ts';
import { useTexts } from '../data/language.tsx';
import { currencySign } from './money.tsx';
import styles from './money-field.module.css';
import { parseAmount } from './parse-amount.ts';

interface MoneyFieldProps {
  /** Minor units; null when what stands there is no amount. */
  value: number | null;
  currency: string;
  onChange(minor: number | null): void;
  /** When no Field gives it one. */
  label?: string;
  invalid?: boolean;
}

/** An amount typed in the user's own notation. */
export function MoneyField({ value, currency, onChange, label, invalid = false }: MoneyFieldProps) {
  const { language } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      className={styles.field}
      input={{ className: styles.input }}
      inputMode="decimal"
      contentBefore={<span aria-hidden="true">{currencySign(currency)}</span>}
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={typed ?? (value === null ? '' : formatAmount(value, currency, language))}
      onChange={(_, { value: text }) => {
        setTyped(text);
        onChange(parseAmount(text, currency) ?? null);
      }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => value !== null && setTyped(null)}
    />
  );
}
