import { Field, Tab, TabList, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { PORTAL_TEXTS } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import type { FormState } from './form-state.ts';
import type { PortalFields } from './portal-form.ts';
import styles from './settings.module.css';

/** The company's own words on the pages, per language. */
export function PortalTexts({ form }: { form: FormState<PortalFields> }) {
  const { t } = useTexts();
  const [shown, setShown] = useState<'textsNl' | 'textsEn'>('textsNl');
  const words = form.values[shown];
  return (
    <fieldset>
      <legend>{t('settings.portal.texts')}</legend>
      <p className={styles.wide}>{t('settings.portal.texts.hint')}</p>
      <TabList
        className={styles.wide}
        selectedValue={shown}
        onTabSelect={(_, { value }) => setShown(value === 'textsEn' ? 'textsEn' : 'textsNl')}
      >
        <Tab value="textsNl">{t('language.nl')}</Tab>
        <Tab value="textsEn">{t('language.en')}</Tab>
      </TabList>
      {PORTAL_TEXTS.map((name) => (
        <Field key={`${shown}.${name}`} className={styles.wide} label={t(`settings.portal.text.${name}`)}>
          <Textarea
            rows={2}
            maxLength={2_000}
            readOnly={!form.editable}
            value={words[name]}
            onChange={(_, { value }) => form.set(shown, { ...words, [name]: value })}
          />
        </Field>
      ))}
    </fieldset>
  );
}
