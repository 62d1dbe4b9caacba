import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useTexts } from '../data/language.tsx';
import styles from './day-field.module.css';

/** 9.30, 9:30, 0930 or 930 as HH:MM; empty stays empty, and what is no time is undefined. */
export function parseTime(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const match = /^(\d{1,2})[:.h ]?(\d{2})$/.exec(trimmed) ?? /^(\d{1,2})$/.exec(trimmed);
  if (!match) return undefined;
  const [, hours = '', minutes = '00'] = match;
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : undefined;
}

interface TimeFieldProps {
  label: string;
  hint?: string;
  /** As typed; see {@link parseTime}. */
  value: string;
  onChange(text: string): void;
}

/** A time of day, which may be left out. */
export function TimeField({ label, hint, value, onChange }: TimeFieldProps) {
  const { t } = useTexts();
  const [left, setLeft] = useState(false);
  const wrong = parseTime(value) === undefined;
  return (
    <Field label={label} hint={hint} validationMessage={left && wrong ? t('extra.time-wrong') : undefined}>
      <Input
        className={styles.time}
        inputMode="numeric"
        placeholder="09:30"
        value={value}
        maxLength={5}
        onChange={(_, { value: text }) => onChange(text)}
        onBlur={() => {
          setLeft(true);
          const time = parseTime(value);
          if (time !== undefined && time !== value) onChange(time);
        }}
      />
    </Field>
  );
}
