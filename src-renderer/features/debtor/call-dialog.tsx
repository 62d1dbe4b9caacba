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
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useGive } from '../../data/undo.tsx';
import { leaveWorklist, stayOnWorklist } from '../../data/worklist-leaving.ts';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import type { DialogAction } from './dialog-action.ts';
import styles from './dialogs.module.css';
import { NextFields, type NextStep, newStep, stepArgs } from './next-fields.tsx';

type Outcome = (typeof CALL_OUTCOMES)[number];
const isOutcome = (value: string): value is Outcome => CALL_OUTCOMES.some((outcome) => outcome === value);

interface CallDialogProps {
  debtorId: string;
  debtorName: string;
  /** The action that is being dealt with; a call finishes it when it asked for one. */
  action?: DialogAction | undefined;
  onClose(): void;
}

/** Logs a telephone call: what came of it, which action it was, and what comes next. */
export function CallDialog({ debtorId, debtorName, action, onClose }: CallDialogProps) {
  const { t } = useTexts();
  const give = useGive();
  const { today } = useSession();
  const header = useCoreQuery('debtor.header', { debtorId });
  const [outcome, setOutcome] = useState<Outcome>('spoken');
  const [spokenTo, setSpokenTo] = useState('');
  const [text, setText] = useState('');
  const [next, setNext] = useState<NextStep | null>(null);
  const [finishes, setFinishes] = useState(action?.kind === 'call');
  const textBox = useFocusOnOpen<HTMLTextAreaElement>();
  const contacts = header.data?.contacts.filter(({ phone }) => phone !== '') ?? [];

  const save = (event: FormEvent) => {
    event.preventDefault();
    const step = next === null ? null : stepArgs(next);
    if (step === undefined) return;
    onClose();
    const finishesActionId = action && finishes ? action.actionId : null;
    if (finishesActionId !== null) leaveWorklist([finishesActionId]);
    const args = { debtorId, outcome, spokenTo: outcome === 'spoken' ? spokenTo : '', text, finishesActionId, next: step };
    void give({ name: 'log-call', args }, { done: t('call.saved', { name: debtorName }), failed: t('call.title') }).then((given) => {
      if (!given && finishesActionId !== null) stayOnWorklist([finishesActionId]);
    });
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
              {action && (
                <Checkbox
                  label={t('call.finishes', { action: action.title || t(`action.${action.kind}`) })}
                  checked={finishes}
                  onChange={(_, { checked }) => setFinishes(checked === true)}
                />
              )}
              <Checkbox
                label={t('call.next')}
                checked={next !== null}
                onChange={(_, { checked }) => setNext(checked ? newStep(today) : null)}
              />
              {next && <NextFields step={next} onChange={setNext} />}
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
