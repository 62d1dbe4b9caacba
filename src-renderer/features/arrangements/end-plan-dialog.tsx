import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { PlanRow } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './dialogs.module.css';

/** Asked, because dunning starts again and a mail may leave the house. */
export function EndPlanDialog({ plan, onClose }: { plan: PlanRow; onClose(): void }) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [confirm, setConfirm] = useState(true);
  const save = () =>
    core
      .command('end-plan', { planId: plan.id, reason: reason.trim(), confirm }, [
        { table: 'paymentPlans', id: plan.id, version: plan.rowVersion },
      ])
      .then(() => notify.done(t('plan.ended')));
  return (
    <FormDialog title={t('plan.end.title')} submit={t('plan.end')} save={save} onClose={onClose}>
      <p className={styles.text}>{t('plan.end.explained', { amount: formatMoney(plan.total - plan.paid, plan.currency, language) })}</p>
      <Field label={t('plan.end.reason')}>
        <Input value={reason} maxLength={500} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <Checkbox label={t('plan.end.confirm')} checked={confirm} onChange={(_, { checked }) => setConfirm(checked === true)} />
    </FormDialog>
  );
}
