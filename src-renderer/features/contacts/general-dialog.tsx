import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { z } from 'zod';
import type { QueryResult } from '../../../src-shared/contract/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { NoContactFields } from './contact-dialog.tsx';

type Debtor = QueryResult<'contacts.list'>['debtor'];

/** The debtor's own details, and whether anything may be sent at all. */
export function GeneralDialog({ debtorId, debtor, onClose }: { debtorId: string; debtor: Debtor; onClose(): void }) {
  const { t } = useTexts();
  const core = useCore();
  const { administrationId: _administration, bounced, rowVersion, ...saved } = debtor;
  const [words, setWords] = useState(saved);
  const [tryAgain, setTryAgain] = useState(false);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<typeof words>) => setWords((before) => ({ ...before, ...change }));
  const emailWrong = words.email !== '' && !z.email().safeParse(words.email).success;
  const save = () => {
    setTried(true);
    if (emailWrong) return null;
    return core.command('save-debtor-contact', { debtorId, ...words, tryAgain }, [{ table: 'debtors', id: debtorId, version: rowVersion }]);
  };
  return (
    <FormDialog title={t('contact.general-of')} submit={t('contact.save')} save={save} onClose={onClose}>
      <Field label={t('contact.email')} validationMessage={tried && emailWrong ? t('contact.email-wrong') : undefined}>
        <Input type="email" value={words.email} onChange={(_, { value }) => set({ email: value.trim() })} />
      </Field>
      {bounced && words.email === debtor.email && (
        <Checkbox label={t('contact.try-again')} checked={tryAgain} onChange={(_, { checked }) => setTryAgain(checked === true)} />
      )}
      <Field label={t('contact.phone')}>
        <Input value={words.phone} maxLength={50} onChange={(_, { value }) => set({ phone: value })} />
      </Field>
      <Field label={t('contact.language')}>
        <Select value={words.language} onChange={(_, { value }) => set({ language: value === 'en' ? 'en' : 'nl' })}>
          <option value="nl">{t('contacts.language.nl')}</option>
          <option value="en">{t('contacts.language.en')}</option>
        </Select>
      </Field>
      <NoContactFields
        label={t('contact.do-not-contact-all')}
        doNotContact={words.doNotContact}
        reason={words.doNotContactReason}
        onChange={(doNotContact, doNotContactReason) => set({ doNotContact, doNotContactReason })}
      />
    </FormDialog>
  );
}
