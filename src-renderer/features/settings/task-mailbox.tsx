import { Checkbox, Field, Select } from '@fluentui/react-components';
import { z } from 'zod';
import type { TaskMailbox } from '../../../src-shared/contract/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { SaveRow, TextField } from './form-parts.tsx';
import { useForm } from './form-state.ts';
import styles from './settings.module.css';

const SECURITIES = ['tls', 'starttls', 'none'] as const;

const fieldsSchema = z
  .object({
    enabled: z.boolean(),
    address: z.union([z.literal(''), z.email()]),
    host: z.string().trim().max(253),
    port: z.string().regex(/^\d{1,5}$/),
    security: z.enum(SECURITIES),
    username: z.string().trim().max(254),
    password: z.string().max(1024),
    folder: z.string().trim().min(1).max(200),
    subaddressing: z.boolean(),
  })
  .superRefine((fields, context) => {
    const port = Number(fields.port);
    if (port < 1 || port > 65_535) context.addIssue({ code: 'custom', path: ['port'], message: 'range' });
    if (!fields.enabled) return;
    for (const name of ['host', 'address'] as const)
      if (fields[name] === '') context.addIssue({ code: 'custom', path: [name], message: 'required' });
  });
type Fields = z.output<typeof fieldsSchema>;

/** The mailbox in which colleagues' answers to tasks come in. */
export function TaskMailboxSettings() {
  const { t } = useTexts();
  const settings = useCoreQuery('settings.task-mailbox', {});
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.task-mailbox')}</h2>
      </header>
      <p className={styles.intro}>{t('task-mailbox.intro')}</p>
      {settings.error && <ErrorState error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton lines={6} height={30} />}
      {settings.data && <MailboxForm settings={settings.data} />}
    </div>
  );
}

function MailboxForm({ settings }: { settings: TaskMailbox }) {
  const { t } = useTexts();
  const core = useCore();
  const { hasPassword, ...saved } = settings;
  const form = useForm<Fields>({
    editable: useMay(['administrator'], null),
    saved: { ...saved, port: String(saved.port), password: '' },
    schema: fieldsSchema,
    // The password goes only when it was typed: an empty field keeps the one the server has.
    save: ({ port, password, ...mailbox }) =>
      core.command('save-task-mailbox', { ...mailbox, port: Number(port), ...(password === '' ? {} : { password }) }),
    messageFor: (field) =>
      field === 'port' ? 'field.port' : field === 'address' ? 'field.email' : field === 'host' ? 'field.required' : 'field.too-long',
  });
  const { values, editable } = form;
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
        <legend>{t('settings.task-mailbox')}</legend>
        <Checkbox
          className={styles.wide}
          disabled={!editable}
          label={t('task-mailbox.enabled')}
          checked={values.enabled}
          onChange={(_, { checked }) => form.set('enabled', checked === true)}
        />
        <TextField form={form} name="address" label={t('task-mailbox.address')} type="email" />
        <Checkbox
          className={styles.wide}
          disabled={!editable}
          label={t('task-mailbox.subaddressing')}
          checked={values.subaddressing}
          onChange={(_, { checked }) => form.set('subaddressing', checked === true)}
        />
      </fieldset>
      <fieldset>
        <legend>{t('mail-settings.server')}</legend>
        <TextField form={form} name="host" label={t('mail-settings.host')} placeholder="imap.example.nl" />
        <Field label={t('mail-settings.security')} className={styles.field} data-width="middle">
          <Select
            disabled={!editable}
            value={values.security}
            onChange={(_, { value }) => form.set('security', SECURITIES.find((each) => each === value) ?? 'tls')}
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
        <TextField form={form} name="folder" label={t('task-mailbox.folder')} width="middle" />
      </fieldset>
      <SaveRow form={form} />
    </form>
  );
}
