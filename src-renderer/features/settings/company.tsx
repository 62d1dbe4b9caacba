import { Select } from '@fluentui/react-components';
import { isValidIBAN } from 'ibantools';
import { useState } from 'react';
import { z } from 'zod';
import type { CompanySettings as Company } from '../../../src-shared/contract/index.ts';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { BrandColor } from './brand-color.tsx';
import { SaveRow, TextField } from './form-parts.tsx';
import { useForm } from './form-state.ts';
import styles from './settings.module.css';

const text = z.string().trim().max(200);
const emptyOr = (schema: z.ZodType<string>) => z.union([z.literal(''), schema]);

const fieldsSchema = z.object({
  name: text.min(1),
  legalName: text,
  tagline: text,
  street: text,
  postalCode: text.max(20),
  city: text,
  chamberOfCommerce: text.max(50),
  vatNumber: text.max(50),
  iban: emptyOr(text.refine((value) => isValidIBAN(value.replace(/\s+/g, '').toUpperCase()))),
  phone: text.max(50),
  phoneHours: text,
  email: emptyOr(z.email()),
  website: emptyOr(z.url({ protocol: /^https?$/ })),
  brandColor: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  signatory: text,
});
type Fields = z.output<typeof fieldsSchema>;

const fieldMessages: Record<string, MessageKey> = {
  name: 'field.required',
  iban: 'field.iban',
  email: 'field.email',
  website: 'field.website',
  brandColor: 'field.color',
};

/** The company as its debtors see it: on mails, in the portal. */
export function CompanySettings() {
  const { t } = useTexts();
  const { administrations } = useSession();
  const looked = useAdministration();
  const [chosen, setChosen] = useState<string | null>(null);
  const administrationId = chosen ?? looked?.id ?? administrations[0]?.id ?? '';
  const company = useCoreQuery('settings.company', { administrationId }, { enabled: administrationId !== '' });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.company')}</h2>
        {administrations.length > 1 && (
          <Select aria-label={t('dunning.administration')} value={administrationId} onChange={(_, { value }) => setChosen(value)}>
            {administrations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </header>
      <p className={styles.intro}>{t('settings.company.intro')}</p>
      {company.error && <ErrorState error={company.error} retry={() => void company.refetch()} />}
      {company.isPending && <Skeleton lines={8} height={30} />}
      {company.data && <CompanyForm key={company.data.id} company={company.data} />}
    </div>
  );
}

function CompanyForm({ company }: { company: Company }) {
  const { t } = useTexts();
  const core = useCore();
  const form = useForm<Fields>({
    editable: useMay(['administrator', 'credit-manager'], company.id),
    saved: fieldsOf(company),
    schema: fieldsSchema,
    save: (fields) =>
      core.command('update-company', { administrationId: company.id, ...fields }, [
        { table: 'administrations', id: company.id, version: company.rowVersion },
      ]),
    messageFor: (field) => fieldMessages[field] ?? 'field.too-long',
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
        <legend>{t('company.identity')}</legend>
        <TextField form={form} name="name" label={t('company.name')} />
        <TextField form={form} name="legalName" label={t('company.legal-name')} />
        <TextField form={form} name="tagline" label={t('company.tagline')} />
        <TextField form={form} name="chamberOfCommerce" label={t('company.chamber-of-commerce')} width="middle" />
        <TextField form={form} name="vatNumber" label={t('company.vat-number')} width="middle" />
      </fieldset>
      <fieldset>
        <legend>{t('company.address')}</legend>
        <TextField form={form} name="street" label={t('company.street')} />
        <TextField form={form} name="postalCode" label={t('company.postal-code')} width="short" />
        <TextField form={form} name="city" label={t('company.city')} width="middle" />
      </fieldset>
      <fieldset>
        <legend>{t('company.contact')}</legend>
        <TextField form={form} name="phone" label={t('company.phone')} width="middle" />
        <TextField form={form} name="phoneHours" label={t('company.phone-hours')} width="middle" />
        <TextField form={form} name="email" label={t('company.email')} type="email" width="middle" />
        <TextField form={form} name="website" label={t('company.website')} width="middle" />
        <TextField form={form} name="signatory" label={t('company.signatory')} hint={t('company.signatory-hint')} />
      </fieldset>
      <fieldset>
        <legend>{t('company.payment')}</legend>
        <TextField form={form} name="iban" label="IBAN" />
        <BrandColor form={form} />
      </fieldset>
      <SaveRow form={form} />
    </form>
  );
}

function fieldsOf(company: Company): Fields {
  const { id: _id, rowVersion: _version, code: _code, currency: _currency, ...fields } = company;
  return fields;
}
