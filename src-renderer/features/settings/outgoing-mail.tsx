import { Field, MessageBar, MessageBarBody, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { z } from 'zod';
import type { OutgoingMail } from '../../../src-shared/contract/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { SaveRow, TextField } from './form-parts.tsx';
import { type FormState, useForm } from './form-state.ts';
import { MailTest } from './mail-test.tsx';
import styles from './settings.module.css';

const SECURITIES = ['tls', 'starttls', 'none'] as const;

const fieldsSchema = z
  .object({
    transport: z.enum(['smtp', 'catch']),
    host: z.string().trim().max(253),
    port: z.string().regex(/^\d{1,5}$/),
    security: z.enum(SECURITIES),
    username: z.string().trim().max(254),
    password: z.string().max(1024),
    fromName: z.string().trim().max(200),
    fromAddress: z.union([z.literal(''), z.email()]),
  })
  .superRefine((fields, context) => {
    const port = Number(fields.port);
    if (port < 1 || port > 65_535) context.addIssue({ code: 'custom', path: ['port'], message: 'range' });
    if (fields.transport !== 'smtp') return;
    if (fields.host === '') context.addIssue({ code: 'custom', path: ['host'], message: 'required' });
    if (fields.fromAddress === '') context.addIssue({ code: 'custom', path: ['fromAddress'], message: 'required' });
  });
type Fields = z.output<typeof fieldsSchema>;

/** How reminders leave the house. */
export function OutgoingMailSettings() {
  const { t } = useTexts();
  const settings = useCoreQuery('settings.outgoing-mail', {});
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.mail')}</h2>
      </header>
      <p className={styles.intro}>{t('settings.mail.intro')}</p>
      {settings.error && <ErrorState error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton lines={6} height={30} />}
      {settings.data && <MailForm settings={settings.data} />}
    </div>
  );
}

function MailForm({ settings }: { settings: OutgoingMail }) {
  const { t } = useTexts();
  const core = useCore();
  const form = useForm<Fields>({
    editable: useMay(['administrator'], null),
    saved: { ...settings, port: String(settings.port), password: '' },
    schema: fieldsSchema,
    // The password goes only when it was typed: an empty field keeps the one the server has.
    save: ({ transport, host, port, security, username, password, fromName, fromAddress }) =>
      core.command('save-outgoing-mail', {
        transport,
        host,
        port: Number(port),
        security,
        username,
        fromName,
        fromAddress,
        ...(password === '' ? {} : { password }),
      }),
    messageFor: (field) =>
      field === 'port' ? 'field.port' : field === 'fromAddress' ? 'field.email' : field === 'host' ? 'field.required' : 'field.too-long',
  });
  const smtp = form.values.transport === 'smtp';
  return (
    <>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        <fieldset>
          <legend>{t('mail-settings.transport')}</legend>
          <RadioGroup
            className={styles.wide}
            aria-label={t('mail-settings.transport')}
            disabled={!form.editable}
            value={form.values.transport}
            onChange={(_, { value }) => form.set('transport', value === 'smtp' ? 'smtp' : 'catch')}
          >
            <Radio value="smtp" label={t('mail-settings.smtp')} />
            <Radio value="catch" label={t('mail-settings.catch')} />
          </RadioGroup>
          {!smtp && (
            <MessageBar intent="info" className={styles.wide}>
              <MessageBarBody>{t('mail-settings.catch-explained')}</MessageBarBody>
            </MessageBar>
          )}
        </fieldset>
        {smtp && <Server form={form} hasPassword={settings.hasPassword} />}
        <fieldset>
          <legend>{t('mail-settings.sender')}</legend>
          <TextField form={form} name="fromName" label={t('mail-settings.from-name')} width="middle" />
          <TextField form={form} name="fromAddress" label={t('mail-settings.from-address')} type="email" width="middle" />
        </fieldset>
        <SaveRow form={form} />
      </form>
      {form.editable && <MailTest unsaved={form.changed} />}
    </>
  );
}

function Server({ form, hasPassword }: { form: FormState<Fields>; hasPassword: boolean }) {
  const { t } = useTexts();
  return (
    <fieldset>
      <legend>{t('mail-settings.server')}</legend>
      <TextField form={form} name="host" label={t('mail-settings.host')} placeholder="smtp.example.nl" />
      <Field label={t('mail-settings.security')} className={styles.field} data-width="middle">
        <Select
          disabled={!form.editable}
          value={form.values.security}
          onChange={(_, { value }) => form.set('security', SECURITIES.find((each) => each === value) ?? 'starttls')}
        >
          {SECURITIES.map((security) => (
            <option key={security} value={security}>
              {t(`mail-settings.security.${security}`)}
            </option>
          ))}
        </Select>
      </Field>
      <TextField form={form} name="port" label={t('mail-settings.port')} width="short" />
      <TextField form={form} name="username" label={t('mail-settings.username')} width="middle" autoComplete="off" />
      <TextField
        form={form}
        name="password"
        label={t('mail-settings.password')}
        type="password"
        width="middle"
        autoComplete="new-password"
        hint={hasPassword ? t('mail-settings.password-kept') : undefined}
      />
    </fieldset>
  );
}
