import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import type { DunningPreview } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney, translateStep } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import styles from './dunning.module.css';
import { countInvoices, countSteps } from './summary.ts';

interface RunDialogProps {
  preview: DunningPreview;
  onConfirm(planHash: string): void;
  onClose(): void;
}

/** Says what leaves the house before it does. What was asked is what is sent: the plan as it was when the question came up. */
export function RunDialog({ preview, onConfirm, onClose }: RunDialogProps) {
  const { t, language } = useTexts();
  const [asked] = useState(preview);
  const totals = Object.entries(asked.totals).map(([currency, minor]) => formatMoney(minor, currency, language));
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('dunning.confirm', { count: asked.messages.length })}</DialogTitle>
          <DialogContent>
            <p className={styles.confirm}>
              {t('dunning.confirm-explained', {
                invoices: countInvoices(asked.messages),
                amount: totals.join(' + '),
                day: formatDay(asked.date, language),
              })}
            </p>
            <ul className={styles.confirm}>
              {countSteps(asked.messages).map(({ step, stepName, messages }) => (
                <li key={step}>
                  {translateStep(language, stepName)}: {messages}
                </li>
              ))}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button appearance="primary" className={styles.send} onClick={() => onConfirm(asked.planHash)}>
              {t('dunning.send', { count: asked.messages.length })}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
