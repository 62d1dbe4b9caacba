import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Select,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useGive } from '../../data/undo.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './dialogs.module.css';
import { NextFields, type NextStep, newStep, stepArgs } from './next-fields.tsx';

interface ActionDialogProps {
  debtorId: string;
  debtorName: string;
  onClose(): void;
}

const DEBTORS_OWN = '';

/** An extra action: what, when, and for whom. */
export function ActionDialog({ debtorId, debtorName, onClose }: ActionDialogProps) {
  const { t, language } = useTexts();
  const give = useGive();
  const { today, colleagues } = useSession();
  const [step, setStep] = useState<NextStep>(() => newStep(today));
  const [assigneeId, setAssigneeId] = useState(DEBTORS_OWN);
  const words = useFocusOnOpen<HTMLInputElement>();
  const save = (event: FormEvent) => {
    event.preventDefault();
    const next = stepArgs(step);
    if (!next) return;
    onClose();
    const args = { debtorId, ...next, ...(assigneeId === DEBTORS_OWN ? {} : { assigneeId }) };
    void give(
      { name: 'plan-action', args },
      { done: t('extra.saved', { day: formatDay(step.dueOn, language) }), failed: t('extra.title') },
    );
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{t('extra.for', { name: debtorName })}</DialogTitle>
            <DialogContent className={styles.fields}>
              <NextFields step={step} onChange={setStep} />
              <Field label={t('extra.words')}>
                <Input ref={words} value={step.title} maxLength={200} onChange={(_, { value }) => setStep({ ...step, title: value })} />
              </Field>
              <Field label={t('extra.who')}>
                <Select value={assigneeId} onChange={(_, { value }) => setAssigneeId(value)}>
                  <option value={DEBTORS_OWN}>{t('extra.debtors-own')}</option>
                  {colleagues.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit">
                {t('extra.save')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
