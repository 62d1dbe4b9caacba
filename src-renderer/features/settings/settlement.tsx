import { Field } from '@fluentui/react-components';
import type { SettlementSettings as Values } from '../../../src-shared/contract/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { AdministrationChoice, useAdministrationChoice } from './administration-choice.tsx';
import { SaveRow, TextField } from './form-parts.tsx';
import { useForm } from './form-state.ts';
import { InterestRates } from './interest-rates.tsx';
import styles from './settings.module.css';
import { APPROVING_ROLES, type SettlementFields, settlementFields, settlementFieldsSchema, settlementValues } from './settlement-form.ts';

/** Who may give up how much, and what is asked of who is handed over, per company. */
export function SettlementSettings() {
  const { t } = useTexts();
  const choice = useAdministrationChoice();
  const { administrationId } = choice;
  const settings = useCoreQuery('settings.settlement', { administrationId }, { enabled: administrationId !== '' });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.settlement')}</h2>
        <AdministrationChoice {...choice} />
      </header>
      <p className={styles.intro}>{t('settings.settlement.intro')}</p>
      {settings.error && <ErrorState error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton lines={8} height={30} />}
      {settings.data && <SettingsForm key={administrationId} administrationId={administrationId} saved={settings.data} />}
    </div>
  );
}

function SettingsForm({ administrationId, saved }: { administrationId: string; saved: Values }) {
  const { t, language } = useTexts();
  const core = useCore();
  const form = useForm<SettlementFields>({
    editable: useMay(['administrator', 'credit-manager'], administrationId),
    saved: settlementFields(saved, language),
    schema: settlementFieldsSchema,
    save: async (fields) => {
      const { writeOffs, handOver, statutoryInterest } = settlementValues(fields);
      await core.command('save-administration-settings', { administrationId, key: 'write-offs', value: writeOffs });
      await core.command('save-administration-settings', { administrationId, key: 'hand-over', value: handOver });
      await core.command('save-administration-settings', { administrationId, key: 'statutory-interest', value: statutoryInterest });
    },
    messageFor: (field) => (field === 'rates' ? 'field.rates' : field === 'vatPercent' ? 'field.vat-percent' : 'field.amount'),
  });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <fieldset>
        <legend>{t('settings.write-offs')}</legend>
        <p className={styles.wide}>{t('settings.write-offs.intro')}</p>
        {APPROVING_ROLES.map((role) => {
          const wrong = form.errors[role];
          return (
            <Field
              key={role}
              className={styles.field}
              data-width="short"
              label={t(`settings.write-offs.${role}`)}
              validationMessage={wrong ? t(wrong) : undefined}
            >
              <AmountField
                value={form.values[role]}
                currency={saved.currency}
                readOnly={!form.editable}
                onChange={(minor) => form.set(role, minor)}
              />
            </Field>
          );
        })}
      </fieldset>
      <fieldset>
        <legend>{t('settings.hand-over')}</legend>
        <TextField
          form={form}
          name="vatPercent"
          width="middle"
          label={t('settings.hand-over.vat')}
          hint={t('settings.hand-over.vat.hint')}
          after="%"
        />
      </fieldset>
      <InterestRates form={form} />
      <SaveRow form={form} />
    </form>
  );
}
