import { Input } from '@fluentui/react-components';
import { type Ref, useState } from 'react';
import { formatAmount } from '../../src-shared/i18n/index.ts';
import { AppError, typedAmount } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';
import styles from './amount-field.module.css';
import { currencySign } from './money.tsx';

interface AmountFieldProps {
  /** Minor units; null while what is typed is no amount. */
  value: number | null;
  currency: string;
  onChange(minor: number | null): void;
  /** When no Field gives it one. */
  label?: string;
  input?: Ref<HTMLInputElement>;
  readOnly?: boolean;
}

function read(text: string, currency: string): number | null {
  try {
    return typedAmount(text, currency);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** An amount typed in any usual notation; on leaving it is written as the user's language writes it. */
export function AmountField({ value, currency, onChange, label, input, readOnly }: AmountFieldProps) {
  const { language } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      ref={input}
      className={styles.input}
      inputMode="decimal"
      readOnly={readOnly}
      aria-label={label}
      contentBefore={<span className={styles.sign}>{currencySign(currency)}</span>}
      value={typed ?? (value === null ? '' : formatAmount(value, currency, language))}
      onChange={(_, { value: text }) => {
        setTyped(text);
        onChange(read(text, currency));
      }}
      onBlur={() => value !== null && setTyped(null)}
    />
  );
}
