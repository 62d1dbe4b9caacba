import { Button, Field } from '@fluentui/react-components';
import { type ChangeEvent, useRef, useState } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { TextField } from './form-parts.tsx';
import type { FormState } from './form-state.ts';
import type { PortalFields } from './portal-form.ts';
import styles from './settings.module.css';

interface LookProps {
  form: FormState<PortalFields>;
  administrationId: string;
}

/** The logo, which always stands on white, and the address debtors see. */
export function PortalLook({ form, administrationId }: LookProps) {
  const { t } = useTexts();
  return (
    <fieldset>
      <legend>{t('settings.portal.look')}</legend>
      <Logo form={form} administrationId={administrationId} />
      <TextField form={form} name="portalDomain" label={t('settings.portal.domain')} hint={t('settings.portal.domain-hint')} />
      <TextField form={form} name="privacyUrl" label={t('settings.portal.privacy')} width="middle" />
      <TextField form={form} name="accessibilityUrl" label={t('settings.portal.accessibility')} width="middle" />
      <p className={styles.wide}>{t('settings.portal.color-elsewhere')}</p>
    </fieldset>
  );
}

function Logo({ form, administrationId }: LookProps) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const picker = useRef<HTMLInputElement>(null);
  // What was just chosen is shown from this page; the server's copy has an address of its own, which this page may not load.
  const [preview, setPreview] = useState<{ hash: string; url: string } | null>(null);
  const { logo } = form.values;

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = '';
    if (!file) return;
    try {
      const url = await dataUrl(file);
      const kept = await core.call('portal.logo', { administrationId, data: url.replace(/^[^,]*,/, '') });
      setPreview({ hash: kept.hash, url });
      form.set('logo', kept);
    } catch (error) {
      notify.failed(error, t('settings.portal.logo'));
    }
  };
  return (
    <Field className={styles.wide} label={t('settings.portal.logo')} hint={t('settings.portal.logo.hint')}>
      <div className={styles.logoRow}>
        <span className={styles.logo}>
          {logo && preview?.hash === logo.hash ? (
            <img src={preview.url} alt="" />
          ) : (
            <span>{logo ? logo.mediaType : t('settings.portal.logo.none')}</span>
          )}
        </span>
        <input ref={picker} hidden type="file" accept="image/png,image/jpeg,image/webp" onChange={(event) => void choose(event)} />
        <Button disabled={!form.editable} onClick={() => picker.current?.click()}>
          {t('settings.portal.logo.choose')}
        </Button>
        {logo && (
          <Button appearance="subtle" disabled={!form.editable} onClick={() => form.set('logo', null)}>
            {t('settings.portal.logo.remove')}
          </Button>
        )}
      </div>
    </Field>
  );
}

const dataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
