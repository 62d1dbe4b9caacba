import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { z } from 'zod';
import type { ArrangementSettings as Values } from '../../../src-shared/contract/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { SaveRow } from './form-parts.tsx';
import { type FormState, useForm } from './form-state.ts';
import styles from './settings.module.css';

const LIMITS = {
  promiseGrace: [0, 30],
  promiseAhead: [1, 365],
  planGrace: [0, 30],
  planRemind: [1, 30],
  planLapse: [0, 12],
} as const;
type Name = keyof typeof LIMITS;

const whole = ([min, max]: readonly [number, number]) =>
  z
    .string()
    .trim()
    .regex(/^\d+$/)
    .refine((text) => Number(text) >= min && Number(text) <= max);
const fieldsSchema = z.object({
  promiseGrace: whole(LIMITS.promiseGrace),
  promiseAhead: whole(LIMITS.promiseAhead),
  planGrace: whole(LIMITS.planGrace),
  /** Empty: no reminder. */
  planRemind: z.union([z.literal(''), whole(LIMITS.planRemind)]),
  planLapse: whole(LIMITS.planLapse),
});
type Fields = z.output<typeof fieldsSchema>;

/** How long promises and plans are waited for, per company. */
export function ArrangementSettings() {
  const { t } = useTexts();
  const { administrations } = useSession();
  const looked = useAdministration();
  const [chosen, setChosen] = useState<string | null>(null);
  const administrationId = chosen ?? looked?.id ?? administrations[0]?.id ?? '';
  const settings = useCoreQuery('settings.arrangements', { administrationId }, { enabled: administrationId !== '' });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.arrangements')}</h2>
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
      <p className={styles.intro}>{t('settings.arrangements.intro')}</p>
      {settings.error && <ErrorState error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton lines={6} height={30} />}
      {settings.data && <SettingsForm key={administrationId} administrationId={administrationId} saved={settings.data} />}
    </div>
  );
}

function SettingsForm({ administrationId, saved }: { administrationId: string; saved: Values }) {
  const { t } = useTexts();
  const core = useCore();
  const form = useForm<Fields>({
    editable: useMay(['administrator', 'credit-manager'], administrationId),
    saved: {
      promiseGrace: String(saved.promises.graceDays),
      promiseAhead: String(saved.promises.maximumDaysAhead),
      planGrace: String(saved.plans.graceDays),
      planRemind: saved.plans.remindDaysBefore === null ? '' : String(saved.plans.remindDaysBefore),
      planLapse: String(saved.plans.lapseAfterMissed),
    },
    schema: fieldsSchema,
    save: async (fields) => {
      const promises = { graceDays: Number(fields.promiseGrace), maximumDaysAhead: Number(fields.promiseAhead) };
      const remindDaysBefore = fields.planRemind === '' ? null : Number(fields.planRemind);
      const plans = { graceDays: Number(fields.planGrace), remindDaysBefore, lapseAfterMissed: Number(fields.planLapse) };
      await core.command('save-administration-settings', { administrationId, key: 'promises', value: promises });
      await core.command('save-administration-settings', { administrationId, key: 'plans', value: plans });
    },
    messageFor: () => 'field.whole-number',
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
        <legend>{t('settings.promises')}</legend>
        <DaysField form={form} name="promiseGrace" label={t('settings.promises.grace')} hint={t('settings.promises.grace.hint')} />
        <DaysField form={form} name="promiseAhead" label={t('settings.promises.ahead')} hint={t('settings.promises.ahead.hint')} />
      </fieldset>
      <fieldset>
        <legend>{t('settings.plans')}</legend>
        <DaysField form={form} name="planGrace" label={t('settings.plans.grace')} hint={t('settings.plans.grace.hint')} />
        <DaysField form={form} name="planRemind" label={t('settings.plans.remind')} hint={t('settings.plans.remind.hint')} />
        <DaysField form={form} name="planLapse" label={t('settings.plans.lapse')} hint={t('settings.plans.lapse.hint')} />
      </fieldset>
      <SaveRow form={form} />
    </form>
  );
}

/** A small whole number, with its bounds in words when it is outside them. */
function DaysField({ form, name, label, hint }: { form: FormState<Fields>; name: Name; label: string; hint: string }) {
  const { t } = useTexts();
  const [min, max] = LIMITS[name];
  const wrong = form.errors[name] ? t('field.whole-number', { min, max }) : undefined;
  return (
    <Field className={styles.field} data-width="middle" label={label} hint={hint} validationMessage={wrong}>
      <Input
        type="number"
        min={min}
        max={max}
        readOnly={!form.editable}
        value={form.values[name]}
        onChange={(_, { value }) => form.set(name, value)}
      />
    </Field>
  );
}
