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
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './portal-access.module.css';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 730;

interface LinkDialogProps {
  debtorId: string;
  inGroup: boolean;
  onClose(): void;
}

/** Makes a link, shows it, and copies it; it is shown this once. */
export function LinkDialog({ debtorId, inGroup, onClose }: LinkDialogProps) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [days, setDays] = useState(String(DEFAULT_DAYS));
  const [withGroup, setWithGroup] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const wanted = Number(days);
  const isWrong = !Number.isInteger(wanted) || wanted < 1 || wanted > MOST_DAYS;

  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const { value } = await core.command('give-portal-access', { debtorId, withGroup, days: wanted });
      const made = await core.call('portal-access.link', { accessId: (value as { accessId: string }).accessId });
      setUrl(made.url);
    } catch (error) {
      notify.failed(error, t('portal-access.make'));
      onClose();
    } finally {
      setBusy(false);
    }
  };
  const copy = (): void => {
    navigator.clipboard.writeText(url ?? '').then(
      () => {
        notify.done(t('portal-access.copied'));
        onClose();
      },
      (error: unknown) => notify.failed(error, t('portal-access.copy')),
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (url !== null) copy();
    else if (!isWrong && !isBusy) void make();
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{t('portal-access.make')}</DialogTitle>
            <DialogContent className={styles.link}>
              {url === null ? (
                <>
                  <p>{t('portal-access.what')}</p>
                  <Field label={t('portal-access.days')} validationMessage={isWrong ? t('portal-access.days-wrong') : undefined}>
                    <Input type="number" min={1} max={MOST_DAYS} value={days} onChange={(_, { value }) => setDays(value)} />
                  </Field>
                  {inGroup && (
                    <Checkbox
                      label={t('portal-access.for-group')}
                      checked={withGroup}
                      onChange={(_, { checked }) => setWithGroup(checked === true)}
                    />
                  )}
                </>
              ) : (
                <Field label={t('portal-access.link')} hint={t('portal-access.secret')}>
                  <Input readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
                </Field>
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t(url === null ? 'dialog.cancel' : 'portal-access.close')}</Button>
              <Button appearance="primary" type="submit" disabledFocusable={isBusy}>
                {t(url === null ? 'portal-access.make' : 'portal-access.copy')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
