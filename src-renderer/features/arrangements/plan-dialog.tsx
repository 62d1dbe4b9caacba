import type { PlanRow } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './dialogs.module.css';
import { InvoiceChoice } from './invoice-choice.tsx';
import { type AgreedPlan, PlanForm } from './plan-form.tsx';
import type { ArrangementDialogProps } from './promise-dialog.tsx';
import { useChosenInvoices } from './use-chosen-invoices.ts';

/** Agrees a payment plan over some invoices. */
export function PlanDialog({ debtorId, debtorName, administrationId, invoiceIds, onClose }: ArrangementDialogProps) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const rules = useCoreQuery('settings.arrangements', { administrationId }).data?.plans;
  const choice = useChosenInvoices(debtorId, invoiceIds);
  if (!rules || choice.loading) return null;
  const save = (plan: AgreedPlan) =>
    core
      .command('agree-plan', { debtorId, invoiceIds: choice.chosen.map(({ id }) => id), ...plan }, choice.expected)
      .then(() => notify.done(t('plan.saved', { amount: formatMoney(choice.open, choice.currency, language), count: plan.terms.length })));
  return (
    <PlanForm
      title={t('plan.with', { name: debtorName })}
      submit={t('plan.save')}
      total={choice.mixed ? 0 : Math.max(0, choice.open)}
      currency={choice.currency}
      rules={rules}
      save={save}
      onClose={onClose}
    >
      <InvoiceChoice choice={choice} />
    </PlanForm>
  );
}

interface ChangePlanProps {
  plan: PlanRow;
  debtorName: string;
  onClose(): void;
}

/** Agrees other terms for what is left of a plan. */
export function ChangePlanDialog({ plan, debtorName, onClose }: ChangePlanProps) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const left = plan.total - plan.paid;
  const { id: planId, currency, rowVersion, remindDaysBefore, graceDays, lapseAfterMissed } = plan;
  const save = (agreed: AgreedPlan) =>
    core
      .command('change-plan', { planId, ...agreed }, [{ table: 'paymentPlans', id: planId, version: rowVersion }])
      .then(() => notify.done(t('plan.changed')));
  return (
    <PlanForm
      title={t('plan.change-with', { name: debtorName })}
      submit={t('plan.change.save')}
      total={left}
      currency={currency}
      rules={{ remindDaysBefore, graceDays, lapseAfterMissed }}
      save={save}
      onClose={onClose}
    >
      <p className={styles.strong}>{t('plan.about-left', { amount: formatMoney(left, currency, language) })}</p>
    </PlanForm>
  );
}
