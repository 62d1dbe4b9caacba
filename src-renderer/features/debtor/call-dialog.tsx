import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Link,
  Radio,
  RadioGroup,
  Textarea,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { CALL_OUTCOMES } from '../../../src-shared/commands/log-call.ts';
import { addDays, type Day, weekday } from '../../../src-shared/kernel/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './dialogs.module.css';

type Outcome = (typeof CALL_OUTCOMES)[number];
const isOutcome = (value: string): value is Outcome => CALL_OUTCOMES.some((outcome) => outcome === value);

/** Tomorrow, or Monday when tomorrow is in the weekend. */
function nextWorkingDay(today: Day): Day {
  const next = addDays(today, 1);
  return weekday(next) > 5 ? addDays(next, 8 - weekday(next)) : next;
}

interface CallDialogProps {
  debtorId: string;
  debtorName: string;
  onClose(): void;
}

/** Logs a telephone call, and plans the next one when that was agreed. */
export function CallDialog({ debtorId, debtorName, onClose }: CallDialogProps) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const { today } = useSession();
  const header = useCoreQuery('debtor.header', { debtorId });
  const [outcome, setOutcome] = useState<Outcome>('spoken');
  const [spokenTo, setSpokenTo] = useState('');
  const [text, setText] = useState('');
  const [again, setAgain] = useState<Day | null>(null);
  const textBox = useFocusOnOpen<HTMLTextAreaElement>();
  const contacts = header.data?.contacts.filter(({ phone }) => phone !== '') ?? [];

  const save = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    const give = async () => {
      await core.command('log-call', { debtorId, outcome, spokenTo: outcome === 'spoken' ? spokenTo : '', text });
      if (again !== null) await core.command('plan-action', { debtorId, kind: 'call', title: '', dueOn: again });
    };
    give().then(
      () => notify.done(t('call.saved', { name: debtorName })),
      (error: unknown) => notify.failed(error, t('call.title')),
    );
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{t('call.with', { name: debtorName })}</DialogTitle>
            <DialogContent className={styles.fields}>
              {contacts.length > 0 && (
                <ul className={styles.numbers}>
                  {contacts.map((contact) => (
                    <li key={contact.id}>
                      <Link href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</Link> {contact.name}
                    </li>
                  ))}
                </ul>
              )}
              <Field label={t('call.outcome')}>
                <RadioGroup layout="horizontal" value={outcome} onChange={(_, { value }) => isOutcome(value) && setOutcome(value)}>
                  {CALL_OUTCOMES.map((value) => (
                    <Radio key={value} value={value} label={t(`call.outcome.${value}`)} />
                  ))}
                </RadioGroup>
              </Field>
              {outcome === 'spoken' && (
                <Field label={t('call.spoken-to')}>
                  <Input list="call-contacts" value={spokenTo} maxLength={200} onChange={(_, { value }) => setSpokenTo(value)} />
                </Field>
              )}
              <datalist id="call-contacts">
                {header.data?.contacts.map(({ id, name }) => (
                  <option key={id} value={name} />
                ))}
              </datalist>
              <Field label={t('call.text')}>
                <Textarea ref={textBox} rows={4} value={text} maxLength={10_000} onChange={(_, { value }) => setText(value)} />
              </Field>
              <div className={styles.again}>
                <Checkbox
                  label={t('call.again')}
                  checked={again !== null}
                  onChange={(_, { checked }) => setAgain(checked ? nextWorkingDay(today) : null)}
                />
                {again !== null && <DayField label={t('call.again-on')} value={again} min={today} onChange={setAgain} />}
              </div>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit">
                {t('call.save')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
