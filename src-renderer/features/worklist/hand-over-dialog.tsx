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
  Select,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './dialogs.module.css';

const NOBODY = 'nobody';

interface HandOverProps {
  count: number;
  onHandOver(assigneeId: string | null, name: string, withDebtors: boolean): void;
  onClose(): void;
}

/** To whom the work goes, and whether the customers go along. */
export function HandOverDialog({ count, onHandOver, onClose }: HandOverProps) {
  const { t } = useTexts();
  const { colleagues } = useSession();
  const [chosen, setChosen] = useState('');
  const [withDebtors, setWithDebtors] = useState(false);
  const [tried, setTried] = useState(false);
  const box = useFocusOnOpen<HTMLSelectElement>();
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen === '') return;
    onClose();
    onHandOver(chosen === NOBODY ? null : chosen, colleagues.find(({ id }) => id === chosen)?.name ?? '', withDebtors);
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{t('hand-over.title', { count })}</DialogTitle>
            <DialogContent className={styles.fields}>
              <Field label={t('hand-over.to')} validationMessage={tried && chosen === '' ? t('hand-over.choose') : undefined}>
                <Select ref={box} value={chosen} onChange={(_, { value }) => setChosen(value)}>
                  <option value="" disabled />
                  {colleagues.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                  <option value={NOBODY}>{t('worklist.assignee.nobody')}</option>
                </Select>
              </Field>
              <Checkbox
                label={t('hand-over.with-debtors')}
                checked={withDebtors}
                onChange={(_, { checked }) => setWithDebtors(checked === true)}
              />
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit">
                {t('worklist.hand-over')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
