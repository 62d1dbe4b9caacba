import { Button, Input, Tooltip } from '@fluentui/react-components';
import { CalendarLtr16Regular } from '@fluentui/react-icons/svg/calendar-ltr';
import { useRef, useState } from 'react';
import { formatDay } from '../../src-shared/i18n/index.ts';
import { type Day, isDay } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';
import styles from './day-field.module.css';
import { parseDay } from './parse-day.ts';

interface DayFieldProps {
  value: Day;
  /** Written as the user writes dates; called only with an existing day within the bounds. */
  onChange(day: Day): void;
  min?: Day | undefined;
  /** When no Field gives it one. */
  label?: string;
  id?: string;
}

/** A day typed in the user's own notation, or picked; the browser's own date box would use the system's notation. */
export function DayField({ value, onChange, min, label, id }: DayFieldProps) {
  const { t, language } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const take = (day: Day | undefined) => {
    if (day && day !== value && (min === undefined || day >= min)) onChange(day);
    setTyped(null);
  };
  const keep = () => {
    if (typed !== null) take(parseDay(typed, value.slice(0, 4)));
  };
  return (
    <span className={styles.field}>
      <Input
        id={id}
        className={styles.input}
        inputMode="numeric"
        placeholder={t('day.placeholder')}
        aria-label={label}
        value={typed ?? formatDay(value, language)}
        onChange={(_, { value: text }) => setTyped(text)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          else if (event.key === 'Escape') setTyped(null);
        }}
        contentAfter={
          <Tooltip relationship="label" content={t('day.pick')}>
            <Button size="small" appearance="transparent" icon={<CalendarLtr16Regular />} onClick={() => picker.current?.showPicker()} />
          </Tooltip>
        }
      />
      <input
        ref={picker}
        type="date"
        className={styles.picker}
        tabIndex={-1}
        aria-hidden="true"
        value={value}
        min={min}
        onChange={(event) => isDay(event.target.value) && take(event.target.value)}
      />
    </span>
  );
}
