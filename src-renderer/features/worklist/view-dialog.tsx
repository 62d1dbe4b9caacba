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
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../../data/language.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './dialogs.module.css';

interface ViewDialogProps {
  title: string;
  name: string;
  shared: boolean;
  onSave(view: { name: string; shared: boolean }): void;
  onClose(): void;
}

/** The name of a view, and whether colleagues see it. */
export function ViewDialog({ title, name: startName, shared: startShared, onSave, onClose }: ViewDialogProps) {
  const { t } = useTexts();
  const [name, setName] = useState(startName);
  const [shared, setShared] = useState(startShared);
  const [tried, setTried] = useState(false);
  const box = useFocusOnOpen<HTMLInputElement>();
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    onClose();
    onSave({ name: name.trim(), shared });
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.fields}>
              <Field
                label={t('worklist.view.name')}
                validationMessage={tried && name.trim() === '' ? t('worklist.view.name-missing') : undefined}
              >
                <Input ref={box} value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
              </Field>
              <Field hint={t('worklist.view.shared-hint')}>
                <Checkbox label={t('worklist.view.shared')} checked={shared} onChange={(_, { checked }) => setShared(checked === true)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit">
                {t('note.save')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
