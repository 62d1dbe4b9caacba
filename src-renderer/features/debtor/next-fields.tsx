import { Field, Select } from '@fluentui/react-components';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { parseTime, TimeField } from '../../ui/time-field.tsx';
import { nextWorkingDay } from '../../ui/working-day.ts';
import styles from './dialogs.module.css';

/** What a person plans by hand; the other kinds are made by what they are about. */
const KINDS = ['call', 'follow-up', 'email', 'letter', 'ask-sales', 'review'] as const;
type Kind = (typeof KINDS)[number];
const isKind = (value: string): value is Kind => KINDS.some((kind) => kind === value);

export interface NextStep {
  kind: Kind;
  title: string;
  dueOn: Day;
  /** As typed. */
  time: string;
}

export const newStep = (today: Day): NextStep => ({ kind: 'call', title: '', dueOn: nextWorkingDay(today), time: '' });

/** The step as a command takes it; undefined while its time is none. */
export function stepArgs({ kind, title, dueOn, time }: NextStep) {
  const dueTime = parseTime(time);
  return dueTime === undefined ? undefined : { kind, title: title.trim(), dueOn, dueTime };
}

/** What, on which day, and at what time if any. */
export function NextFields({ step, onChange }: { step: NextStep; onChange(step: NextStep): void }) {
  const { t } = useTexts();
  const { today } = useSession();
  return (
    <div className={styles.next}>
      <Field label={t('extra.kind')}>
        <Select value={step.kind} onChange={(_, { value }) => isKind(value) && onChange({ ...step, kind: value })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`action.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('extra.on')}>
        <DayField value={step.dueOn} min={today} onChange={(dueOn) => onChange({ ...step, dueOn })} />
      </Field>
      <TimeField label={t('extra.time')} value={step.time} onChange={(time) => onChange({ ...step, time })} />
    </div>
  );
}
