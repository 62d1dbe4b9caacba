import { Button, Checkbox, Field, Input, Select, SpinButton } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import type { DisputeType } from '../../../src-shared/contract/index.ts';
import { hasMessage, type MessageKey } from '../../../src-shared/i18n/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { type Texts, useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './dispute-types.module.css';
import page from './settings.module.css';

const NOBODY = '';
const TEMPLATES = ['', '.not-delivered', '.damaged', '.price', '.already-paid'].map((kind) => `dispute.confirmation${kind}`);

const fresh: DisputeType = {
  ...{ id: '', key: '', name: '', templateKey: 'dispute.confirmation', ownerRule: 'assignee', ownerId: null, escalateToId: null },
  ...{ answerWorkingDays: 5, inPortal: false, active: true },
};

function nameOf({ key, name }: DisputeType, { t }: Texts): string {
  const usual = `dispute.type.${key}`;
  return name || (hasMessage(usual) ? t(usual) : key);
}

function templateName(key: string, { t }: Texts): string {
  const name = `dispute-types.template.${key}`;
  if (key === '') return t('dispute-types.template.none');
  return hasMessage(name) ? t(name as MessageKey & `dispute-types.template.${string}`) : key;
}

/** The kinds of dispute and how each is handled. */
export function DisputeTypes() {
  const texts = useTexts();
  const { t } = texts;
  const { administrations } = useSession();
  const administrationId = (useAdministration() ?? administrations[0])?.id ?? '';
  const may = useMay(['administrator', 'credit-manager'], administrationId);
  const types = useCoreQuery('disputes.types', { administrationId }, { enabled: administrationId !== '' });
  const colleagues = useCoreQuery('colleagues.of', { administrationId }, { enabled: administrationId !== '' });
  const [edited, setEdited] = useState<DisputeType | null>(null);
  const person = (id: string | null) => colleagues.data?.find((colleague) => colleague.id === id)?.name ?? '';
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h2>{t('settings.disputes')}</h2>
        {may && (
          <Button icon={<Add16Regular />} onClick={() => setEdited(fresh)}>
            {t('dispute-types.add')}
          </Button>
        )}
      </header>
      <p className={page.intro}>{t('dispute-types.intro')}</p>
      {types.error && <ErrorState error={types.error} retry={() => void types.refetch()} />}
      {types.isPending && <Skeleton lines={6} height={30} />}
      <ul className={styles.list}>
        {types.data?.map((type) => (
          <li key={type.id} data-off={!type.active || undefined}>
            <span>
              <strong>{nameOf(type, texts)}</strong>
              <span className={styles.facts}>
                {[
                  t('dispute-types.days', { days: type.answerWorkingDays }),
                  type.ownerRule === 'user' ? person(type.ownerId) : t('dispute-types.owner.assignee'),
                  person(type.escalateToId) || t('dispute-types.escalate.default'),
                  ...(type.active ? [] : [t('dispute-types.inactive')]),
                ].join(' · ')}
              </span>
            </span>
            {may && (
              <Button size="small" onClick={() => setEdited(type)} aria-label={`${t('dispute-types.edit')}: ${nameOf(type, texts)}`}>
                {t('dispute-types.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {edited && <TypeDialog administrationId={administrationId} type={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

function TypeDialog({ administrationId, type, onClose }: { administrationId: string; type: DisputeType; onClose(): void }) {
  const texts = useTexts();
  const { t } = texts;
  const core = useCore();
  const colleagues = useCoreQuery('colleagues.of', { administrationId }).data ?? [];
  const [values, setValues] = useState(type);
  const change = (more: Partial<DisputeType>) => setValues({ ...values, ...more });
  const templates = TEMPLATES.includes(type.templateKey) || type.templateKey === '' ? TEMPLATES : [...TEMPLATES, type.templateKey];
  const save = () => {
    const { id, key: _key, ...settings } = values;
    return core.command('save-dispute-type', { administrationId, ...settings, ...(id ? { disputeTypeId: id } : {}) });
  };
  const people = colleagues.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
  return (
    <FormDialog title={t(type.id ? 'dispute-types.edit' : 'dispute-types.add')} submit={t('settings.save')} save={save} onClose={onClose}>
      <Field label={t('dispute-types.name')}>
        <Input value={values.name} maxLength={100} placeholder={nameOf(type, texts)} onChange={(_, { value }) => change({ name: value })} />
      </Field>
      <Field label={t('dispute-types.term')}>
        <SpinButton
          value={values.answerWorkingDays}
          min={1}
          max={60}
          onChange={(_, { value, displayValue }) => {
            const days = value ?? Number(displayValue);
            if (Number.isInteger(days) && days >= 1 && days <= 60) change({ answerWorkingDays: days });
          }}
        />
      </Field>
      <Field label={t('dispute-types.owner')}>
        <Select
          value={values.ownerRule === 'user' ? (values.ownerId ?? NOBODY) : NOBODY}
          onChange={(_, { value }) =>
            change(value === NOBODY ? { ownerRule: 'assignee', ownerId: null } : { ownerRule: 'user', ownerId: value })
          }
        >
          <option value={NOBODY}>{t('dispute-types.owner.assignee')}</option>
          {people}
        </Select>
      </Field>
      <Field label={t('dispute-types.escalate')}>
        <Select
          value={values.escalateToId ?? NOBODY}
          onChange={(_, { value }) => change({ escalateToId: value === NOBODY ? null : value })}
        >
          <option value={NOBODY}>{t('dispute-types.escalate.default')}</option>
          {people}
        </Select>
      </Field>
      <Field label={t('dispute-types.template')}>
        <Select value={values.templateKey} onChange={(_, { value }) => change({ templateKey: value })}>
          {['', ...templates].map((key) => (
            <option key={key} value={key}>
              {templateName(key, texts)}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        label={t('dispute-types.portal')}
        checked={values.inPortal}
        onChange={(_, { checked }) => change({ inPortal: checked === true })}
      />
      <Checkbox
        label={t('dispute-types.active')}
        checked={values.active}
        onChange={(_, { checked }) => change({ active: checked === true })}
      />
    </FormDialog>
  );
}
