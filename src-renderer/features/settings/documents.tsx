import { Checkbox, Field } from '@fluentui/react-components';
import { copyInvoiceFile, standardCopyFolder, type DocumentSettings as Values } from '../../../src-shared/contract/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { AdministrationChoice, useAdministrationChoice } from './administration-choice.tsx';
import {
  type DocumentFields,
  documentFields,
  documentFieldsSchema,
  documentMessage,
  documentValues,
  FILE_KINDS,
  type FileKind,
  fileKinds,
} from './document-form.ts';
import { SaveRow, TextField } from './form-parts.tsx';
import { type FormState, useForm } from './form-state.ts';
import styles from './settings.module.css';

/** What files are kept, and where the copies of invoices are, per company. */
export function DocumentSettings() {
  const { t } = useTexts();
  const choice = useAdministrationChoice();
  const { administrationId } = choice;
  const settings = useCoreQuery('settings.documents', { administrationId }, { enabled: administrationId !== '' });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.documents')}</h2>
        <AdministrationChoice {...choice} />
      </header>
      <p className={styles.intro}>{t('settings.documents.intro')}</p>
      {settings.error && <ErrorState error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton lines={6} height={30} />}
      {settings.data && <SettingsForm key={administrationId} administrationId={administrationId} saved={settings.data} />}
    </div>
  );
}

function SettingsForm({ administrationId, saved }: { administrationId: string; saved: Values }) {
  const { t, language } = useTexts();
  const core = useCore();
  const before = documentFields(saved, language);
  const form = useForm<DocumentFields>({
    editable: useMay(['administrator', 'credit-manager'], administrationId),
    saved: before,
    schema: documentFieldsSchema,
    save: async (fields) => {
      const { documents, copyInvoices } = documentValues(fields, before, saved);
      await core.command('save-administration-settings', { administrationId, key: 'documents', value: documents });
      await core.command('save-administration-settings', { administrationId, key: 'copy-invoices', value: copyInvoices });
    },
    messageFor: documentMessage,
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
        <legend>{t('settings.documents.files')}</legend>
        <TextField
          form={form}
          name="size"
          width="middle"
          label={t('settings.documents.size')}
          hint={t('settings.documents.size.hint')}
          after="MB"
        />
        <Kinds form={form} />
        <TextField form={form} name="others" label={t('settings.documents.others')} hint={t('settings.documents.others.hint')} />
      </fieldset>
      <fieldset>
        <legend>{t('settings.documents.copies')}</legend>
        <TextField
          form={form}
          name="folder"
          label={t('settings.documents.folder')}
          hint={t('settings.documents.folder.hint')}
          placeholder={standardCopyFolder(saved.code)}
        />
        <TextField form={form} name="pattern" label={t('settings.documents.pattern')} hint={t('settings.documents.pattern.hint')} />
        <Example form={form} saved={saved} />
      </fieldset>
      <SaveRow form={form} />
    </form>
  );
}

/** The kinds of file; half ticked when only some of a kind's types are allowed. */
function Kinds({ form }: { form: FormState<DocumentFields> }) {
  const { t } = useTexts();
  const { types } = form.values;
  const state = (kind: FileKind) => {
    const allowed = FILE_KINDS[kind].filter((type) => types.includes(type)).length;
    return allowed === 0 ? false : allowed === FILE_KINDS[kind].length || 'mixed';
  };
  const turn = (kind: FileKind, on: boolean) => {
    const rest = types.filter((type) => !(FILE_KINDS[kind] as readonly string[]).includes(type));
    form.set('types', on ? [...rest, ...FILE_KINDS[kind]] : rest);
  };
  return (
    <fieldset className={styles.choices}>
      <legend>{t('settings.documents.types')}</legend>
      {fileKinds.map((kind) => (
        <Checkbox
          key={kind}
          label={t(`settings.documents.kind.${kind}`)}
          disabled={!form.editable}
          checked={state(kind)}
          onChange={(_, { checked }) => turn(kind, checked !== false)}
        />
      ))}
      {form.errors.types && (
        <Field className={styles.wide} validationMessage={t(form.errors.types)}>
          <span />
        </Field>
      )}
    </fieldset>
  );
}

/** Where the server will look for the newest invoice, while the pattern is typed. */
function Example({ form, saved }: { form: FormState<DocumentFields>; saved: Values }) {
  const { t } = useTexts();
  const folder = documentFieldsSchema.shape.folder.safeParse(form.values.folder);
  const pattern = documentFieldsSchema.shape.pattern.safeParse(form.values.pattern);
  if (!folder.success || !pattern.success || !saved.example) return null;
  const { number, issueDate } = saved.example;
  const within = (folder.data || standardCopyFolder(saved.code)).replace(/[\\/]+$/, '');
  const file = `${within}/${copyInvoiceFile(pattern.data, number, issueDate.slice(0, 4))}`;
  return (
    <p className={styles.wide} role="status">
      {t('settings.documents.example', { number })} <code className={styles.path}>{file}</code>
    </p>
  );
}
