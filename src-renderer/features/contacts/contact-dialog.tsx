import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { z } from 'zod';
import type { ContactRow } from '../../../src-shared/contract/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import styles from './contacts.module.css';

const ROLES = ['invoices', 'dunning', 'disputes'] as const;
const CHANNELS = ['email', 'letter', 'sms'] as const;

type Words = Omit<ContactRow, 'id' | 'bouncedAt' | 'bounceReason' | 'rowVersion'>;
const EMPTY: Words = {
  name: '',
  salutation: '',
  roles: ['dunning', 'invoices'],
  email: '',
  phone: '',
  mobile: '',
  language: null,
  channels: [],
  isPrimary: false,
  doNotContact: false,
  doNotContactReason: '',
};

function wordsOf({ id: _id, bouncedAt: _at, bounceReason: _reason, rowVersion: _version, ...words }: ContactRow): Words {
  return words;
}

const toggled = <T,>(list: readonly T[], item: T, on: boolean): T[] => [...list.filter((each) => each !== item), ...(on ? [item] : [])];

/** A person at the debtor, new or changed. */
export function ContactDialog({ debtorId, contact, onClose }: { debtorId: string; contact: ContactRow | null; onClose(): void }) {
  const { t } = useTexts();
  const core = useCore();
  const [words, setWords] = useState<Words>(contact ? wordsOf(contact) : EMPTY);
  const [tryAgain, setTryAgain] = useState(false);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Words>) => setWords((before) => ({ ...before, ...change }));
  const nameMissing = words.name.trim() === '';
  const emailWrong = words.email !== '' && !z.email().safeParse(words.email).success;

  const save = () => {
    setTried(true);
    if (nameMissing || emailWrong) return null;
    const expected = contact ? [{ table: 'contacts', id: contact.id, version: contact.rowVersion }] : undefined;
    return core.command('save-contact', { debtorId, ...words, ...(contact ? { contactId: contact.id, tryAgain } : {}) }, expected);
  };
  const text = (name: 'salutation' | 'phone' | 'mobile', hint?: string) => (
    <Field label={t(`contact.${name}`)} hint={hint}>
      <Input value={words[name]} onChange={(_, { value }) => set({ [name]: value })} />
    </Field>
  );
  return (
    <FormDialog
      title={contact ? t('contacts.edit-of', { name: contact.name }) : t('contacts.add')}
      submit={t('contact.save')}
      save={save}
      onClose={onClose}
    >
      <Field label={t('contact.name')} required validationMessage={tried && nameMissing ? t('contact.name-missing') : undefined}>
        <Input value={words.name} maxLength={200} onChange={(_, { value }) => set({ name: value })} />
      </Field>
      {text('salutation', t('contact.salutation-hint'))}
      <Field label={t('contact.email')} validationMessage={tried && emailWrong ? t('contact.email-wrong') : undefined}>
        <Input type="email" value={words.email} onChange={(_, { value }) => set({ email: value.trim() })} />
      </Field>
      {contact?.bouncedAt && words.email === contact.email && (
        <Checkbox label={t('contact.try-again')} checked={tryAgain} onChange={(_, { checked }) => setTryAgain(checked === true)} />
      )}
      <div className={styles.pair}>
        {text('phone')}
        {text('mobile')}
      </div>
      <fieldset className={styles.choices}>
        <legend>{t('contact.roles')}</legend>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={t(`contact.role.${role}`)}
            checked={words.roles.includes(role)}
            onChange={(_, { checked }) => set({ roles: toggled(words.roles, role, checked === true) })}
          />
        ))}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('contact.channels')}</legend>
        {CHANNELS.map((channel) => (
          <Checkbox
            key={channel}
            label={t(`channel.${channel}`)}
            checked={words.channels.includes(channel)}
            onChange={(_, { checked }) => set({ channels: toggled(words.channels, channel, checked === true) })}
          />
        ))}
        <small>{t('contact.channels-hint')}</small>
      </fieldset>
      <Field label={t('contact.language')}>
        <Select
          value={words.language ?? ''}
          onChange={(_, { value }) => set({ language: value === 'nl' || value === 'en' ? value : null })}
        >
          <option value="">{t('contact.language.debtor')}</option>
          <option value="nl">{t('contacts.language.nl')}</option>
          <option value="en">{t('contacts.language.en')}</option>
        </Select>
      </Field>
      <Checkbox label={t('contact.first')} checked={words.isPrimary} onChange={(_, { checked }) => set({ isPrimary: checked === true })} />
      <NoContactFields
        label={t('contact.do-not-contact')}
        doNotContact={words.doNotContact}
        reason={words.doNotContactReason}
        onChange={(doNotContact, doNotContactReason) => set({ doNotContact, doNotContactReason })}
      />
    </FormDialog>
  );
}

interface NoContactProps {
  label: string;
  doNotContact: boolean;
  reason: string;
  onChange(doNotContact: boolean, reason: string): void;
}

/** That nothing may be sent, and why. */
export function NoContactFields({ label, doNotContact, reason, onChange }: NoContactProps) {
  const { t } = useTexts();
  return (
    <>
      <Checkbox label={label} checked={doNotContact} onChange={(_, { checked }) => onChange(checked === true, reason)} />
      {doNotContact && (
        <Field label={t('contact.reason')}>
          <Input value={reason} maxLength={500} onChange={(_, { value }) => onChange(true, value)} />
        </Field>
      )}
    </>
  );
}
