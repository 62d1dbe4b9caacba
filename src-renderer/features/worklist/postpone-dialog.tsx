import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { addDays, type Day } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { parseTime, TimeField } from '../../ui/time-field.tsx';
import { nextWorkingDay } from '../../ui/working-day.ts';
import styles from './dialogs.module.css';

interface PostponeProps {
  count: number;
  /** Where it stands now; without it the next working day is proposed. */
  start?: { day: Day; time: string };
  onPostpone(day: Day, time: string | undefined): void;
  onClose(): void;
}

/** When then: a few likely days with one key each, or any day and time. */
export function PostponeDialog({ count, start, onPostpone, onClose }: PostponeProps) {
  const { t } = useTexts();
  const { today } = useSession();
  const tomorrow = nextWorkingDay(today);
  const [day, setDay] = useState<Day>(start && start.day >= today ? start.day : tomorrow);
  const [time, setTime] = useState(start?.time ?? '');
  const put = (to: Day, at?: string) => {
    onClose();
    onPostpone(to, at);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const at = parseTime(time);
    // Left empty it keeps the time it has; emptied it becomes all day.
    if (at !== undefined) put(day, at === '' && !start?.time ? undefined : at);
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{t('postpone.title', { count })}</DialogTitle>
            <DialogContent className={styles.fields}>
              <Field label={t('postpone.quick')}>
                <div className={styles.quick}>
                  <Button onClick={() => put(tomorrow)}>{t('postpone.tomorrow')}</Button>
                  <Button onClick={() => put(nextWorkingDay(addDays(today, 6)))}>{t('postpone.next-week')}</Button>
                  <Button onClick={() => put(nextWorkingDay(addDays(today, 13)))}>{t('postpone.in-two-weeks')}</Button>
                </div>
              </Field>
              <div className={styles.pair}>
                <Field label={t('postpone.to')}>
                  <DayField value={day} min={today} onChange={setDay} />
                </Field>
                <TimeField label={t('postpone.time')} hint={t('postpone.time-hint')} value={time} onChange={setTime} />
              </div>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit">
                {t('worklist.postpone')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
