import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type AppError, errorShape } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';
import styles from './form-dialog.module.css';

interface FormDialogProps {
  title: string;
  /** Words of the button that does it. */
  submit: string;
  /** Null when the fields themselves say what is missing; the dialog closes when it resolves. */
  save(): Promise<unknown> | null;
  onClose(): void;
  children: ReactNode;
  /** Off while what is asked cannot be done. */
  disabled?: boolean;
  /** For two columns. */
  wide?: boolean;
}

/** A dialog with fields. A refusal comes back into it, with the reason. */
export function FormDialog({ title, submit, save, onClose, children, disabled = false, wide = false }: FormDialogProps) {
  const texts = useTexts();
  const [refusal, setRefusal] = useState<Pick<AppError, 'code' | 'params'> | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || disabled) return;
    const saving = save();
    if (!saving) return;
    setBusy(true);
    setRefusal(null);
    saving.then(onClose, (error: unknown) => {
      setRefusal(errorShape(error));
      setBusy(false);
    });
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} data-wide={wide || undefined}>
        <form noValidate onSubmit={onSubmit}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.fields}>
              {children}
              {refusal && (
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody>{texts.error(refusal)}</MessageBarBody>
                </MessageBar>
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{texts.t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit" disabledFocusable={busy || disabled}>
                {submit}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
