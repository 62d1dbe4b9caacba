import { Checkbox, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { type CompanySettings, modesOf, PORTAL_FUNCTIONS, type QueryResult } from '../../../src-shared/contract/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { currencySign } from '../../ui/money.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { ViewAsDebtor } from '../requests/index.ts';
import { SaveRow, TextField } from './form-parts.tsx';
import { type FormState, useForm } from './form-state.ts';
import { type PortalFields, portalFields, portalFieldsSchema, portalMessage, portalSettings } from './portal-form.ts';
import { PortalLook } from './portal-look.tsx';
import { PortalOverrides } from './portal-overrides.tsx';
import { PortalTexts } from './portal-texts.tsx';
import styles from './settings.module.css';

type Loaded = QueryResult<'settings.portal'>;

/** What debtors can do in the portal: each function on or off, by itself or by a person, within which limits. */
export function PortalSettingsPage() {
  const { t } = useTexts();
  const { administrations } = useSession();
  const looked = useAdministration();
  const [chosen, setChosen] = useState<string | null>(null);
  const administrationId = chosen ?? looked?.id ?? administrations[0]?.id ?? '';
  const enabled = administrationId !== '';
  const portal = useCoreQuery('settings.portal', { administrationId }, { enabled });
  const company = useCoreQuery('settings.company', { administrationId }, { enabled });
  const error = portal.error ?? company.error;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.portal')}</h2>
        {administrations.length > 1 && (
          <Select aria-label={t('dunning.administration')} value={administrationId} onChange={(_, { value }) => setChosen(value)}>
            {administrations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
        {portal.data?.previewDebtorId && <ViewAsDebtor debtorId={portal.data.previewDebtorId} label={t('settings.portal.preview')} />}
      </header>
      <p className={styles.intro}>{t('settings.portal.intro')}</p>
      {error && <ErrorState error={error} retry={() => void portal.refetch()} />}
      {(portal.isPending || company.isPending) && <Skeleton lines={8} height={30} />}
      {portal.data && company.data && <PortalForm key={company.data.id} portal={portal.data} company={company.data} />}
    </div>
  );
}

function PortalForm({ portal, company }: { portal: Loaded; company: CompanySettings }) {
  const core = useCore();
  const { language } = useTexts();
  const { currency, settings } = portal;
  const form = useForm<PortalFields>({
    editable: useMay(['administrator', 'credit-manager'], company.id),
    saved: portalFields(settings, company, currency, language),
    schema: portalFieldsSchema,
    save: async (fields) => {
      const { logo, portalDomain, privacyUrl, accessibilityUrl } = fields;
      const look = { logo, portalDomain, privacyUrl, accessibilityUrl };
      const administrationId = company.id;
      await core.command('save-administration-settings', {
        administrationId,
        key: 'portal',
        value: portalSettings(fields, settings, currency),
      });
      await core.command('update-company', { administrationId, ...look }, [
        { table: 'administrations', id: administrationId, version: company.rowVersion },
      ]);
    },
    messageFor: portalMessage,
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
      <Functions form={form} />
      <Limits form={form} currency={currency} />
      <PortalLook form={form} administrationId={company.id} />
      <PortalTexts form={form} />
      <PortalOverrides form={form} segments={portal.segments} currency={currency} />
      <SaveRow form={form} />
    </form>
  );
}

function Functions({ form }: { form: FormState<PortalFields> }) {
  const { t } = useTexts();
  return (
    <fieldset>
      <legend>{t('settings.portal.functions')}</legend>
      <table className={styles.functions}>
        <thead>
          <tr>
            <th scope="col">{t('settings.portal.function')}</th>
            <th scope="col">{t('settings.portal.handling')}</th>
          </tr>
        </thead>
        <tbody>
          {PORTAL_FUNCTIONS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`settings.portal.function.${name}`)}</th>
              <td>
                <Select
                  aria-label={t(`settings.portal.function.${name}`)}
                  disabled={!form.editable}
                  value={form.values.functions[name] ?? 'off'}
                  onChange={(_, { value }) =>
                    form.set('functions', { ...form.values.functions, [name]: value } as PortalFields['functions'])
                  }
                >
                  {modesOf(name).map((mode) => (
                    <option key={mode} value={mode}>
                      {t(
                        mode === 'automatic' && (name === 'pay' || name === 'partPayment')
                          ? 'settings.portal.mode.on'
                          : `settings.portal.mode.${mode}`,
                      )}
                    </option>
                  ))}
                </Select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

const RISKS = ['low', 'medium', 'high'] as const;

function Limits({ form, currency }: { form: FormState<PortalFields>; currency: string }) {
  const { t } = useTexts();
  const sign = currencySign(currency);
  const number = (name: keyof PortalFields & string) =>
    ({ form, name, label: t(`settings.portal.limits.${name}` as 'settings.portal.limits.maximumTerms'), width: 'short' }) as const;
  const { riskClasses } = form.values;
  return (
    <>
      <fieldset>
        <legend>{t('settings.portal.limits.plan')}</legend>
        <TextField {...number('maximumTerms')} />
        <TextField {...number('maximumMonths')} />
        <TextField {...number('firstWithinDays')} />
        <TextField {...number('minimumInstalment')} before={sign} />
        <TextField {...number('maximumAmount')} before={sign} />
        <Field className={styles.wide} label={t('settings.portal.limits.riskClasses')}>
          <div>
            {RISKS.map((risk) => (
              <Checkbox
                key={risk}
                label={t(`risk.${risk}`)}
                disabled={!form.editable}
                checked={riskClasses.includes(risk)}
                onChange={(_, { checked }) =>
                  form.set('riskClasses', checked ? [...riskClasses, risk] : riskClasses.filter((each) => each !== risk))
                }
              />
            ))}
          </div>
        </Field>
      </fieldset>
      <fieldset>
        <legend>{t('settings.portal.limits.promise')}</legend>
        <TextField {...number('maximumDays')} />
        <TextField {...number('maximumDaysAgo')} />
        <TextField {...number('arrivesWithinWorkingDays')} />
        <TextField
          form={form}
          name="answerWorkingDays"
          label={t('settings.portal.answerWorkingDays')}
          hint={t('settings.portal.answerWorkingDays-hint')}
          width="middle"
        />
      </fieldset>
    </>
  );
}
