import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Tooltip } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import type { Selection } from './use-selection.ts';
import styles from './worklist.module.css';

/** What can be done with all ticked actions at once; floats over the list, no row moves for it. */
export function SelectionBar({ selection, onDone }: { selection: Selection; onDone(): void }) {
  const { t, language } = useTexts();
  const amounts = [...selection.overdue].map(([currency, minor]) => formatMoney(minor, currency, language)).join(' + ');
  return (
    <section className={styles.selection} aria-label={t('worklist.selection')}>
      <strong>{t('worklist.selected', { count: selection.count })}</strong>
      <span>{t('worklist.total.overdue', { amount: amounts })}</span>
      <Button appearance="primary" icon={<Checkmark16Regular />} onClick={onDone}>
        {t('worklist.done')} <KeyHint onBrand>D</KeyHint>
      </Button>
      <Tooltip relationship="label" content={t('worklist.select-none')}>
        <Button appearance="subtle" icon={<Dismiss16Regular />} onClick={selection.clear} />
      </Tooltip>
    </section>
  );
}

/** Asked for several at once, because taking them back is not possible yet. */
export function ConfirmFinish({ count, onConfirm, onClose }: { count: number; onConfirm(): void; onClose(): void }) {
  const { t } = useTexts();
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('worklist.finish-many', { count })}</DialogTitle>
          <DialogContent>{t('worklist.finish-many-explained')}</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button appearance="primary" onClick={onConfirm}>
              {t('worklist.done')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
