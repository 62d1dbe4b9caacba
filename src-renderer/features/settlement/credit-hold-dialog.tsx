import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Sets the credit hold or lifts it; both have a reason. */
export function CreditHoldDialog({ debtorId, hold, onClose }: { debtorId: string; hold: boolean; onClose(): void }) {
  const { t } = useTexts();
  const core = useCore();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const words = t(hold ? 'settlement.hold-set' : 'settlement.hold-release');
  const save = () => {
    setTried(true);
    return missing ? null : core.command('set-credit-hold', { debtorId, hold, reason });
  };
  return (
    <FormDialog title={words} submit={words} save={save} onClose={onClose}>
      <Field label={t('settlement.hold-reason')} required validationMessage={tried && missing ? t('settlement.reason-missing') : undefined}>
        <Textarea value={reason} maxLength={500} onChange={(_, { value }) => setReason(value)} />
      </Field>
    </FormDialog>
  );
}
