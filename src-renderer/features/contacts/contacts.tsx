import { Button, Link } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { Edit16Regular } from '@fluentui/react-icons/svg/edit';
import { People32Regular } from '@fluentui/react-icons/svg/people';
import { useState } from 'react';
import type { ContactRow, QueryResult } from '../../../src-shared/contract/index.ts';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { takeBack } from '../../data/take-back.ts';
import { dayOf } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { PortalAccess } from '../portal-access/index.ts';
import { ContactChangeCard } from './contact-change.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import styles from './contacts.module.css';
import { GeneralDialog } from './general-dialog.tsx';

type Debtor = QueryResult<'contacts.list'>['debtor'];
type Open = { kind: 'contact'; contact: ContactRow | null } | { kind: 'general' };

/** Whom to ask for, and about what; what the debtor wants changed comes first. */
export function Contacts({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const list = useCoreQuery('contacts.list', { debtorId }, { keepPrevious: true });
  const [open, setOpen] = useState<Open | null>(null);
  const mayEdit = useMay(['administrator', 'credit-manager', 'collector'], list.data?.debtor.administrationId ?? null);
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton lines={6} />;
  const { debtor, contacts, changes } = list.data;
  const add = mayEdit && (
    <Button icon={<Add16Regular />} onClick={() => setOpen({ kind: 'contact', contact: null })}>
      {t('contacts.add')}
    </Button>
  );
  const isEmpty = contacts.length === 0 && debtor.email === '' && debtor.phone === '' && changes.length === 0 && !debtor.doNotContact;
  return (
    <div className={styles.tab}>
      {isEmpty ? (
        <EmptyState icon={<People32Regular />} text={t('contacts.empty')}>
          {add}
        </EmptyState>
      ) : (
        <>
          <header className={styles.tools}>{add}</header>
          {changes.map((change) => (
            <ContactChangeCard key={change.requestId} change={change} mayDecide={mayEdit} />
          ))}
          <ul className={styles.contacts}>
            {contacts.map((contact) => (
              <Person key={contact.id} contact={contact} onEdit={mayEdit ? () => setOpen({ kind: 'contact', contact }) : null} />
            ))}
            <General debtor={debtor} onEdit={mayEdit ? () => setOpen({ kind: 'general' }) : null} />
          </ul>
        </>
      )}
      <PortalAccess debtorId={debtorId} />
      {open?.kind === 'contact' && <ContactDialog debtorId={debtorId} contact={open.contact} onClose={() => setOpen(null)} />}
      {open?.kind === 'general' && <GeneralDialog debtorId={debtorId} debtor={debtor} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Person({ contact, onEdit }: { contact: ContactRow; onEdit: (() => void) | null }) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const { id, name, roles, email, phone, mobile, channels, bouncedAt, doNotContact, doNotContactReason } = contact;
  const remove = () => {
    core.command('remove-contact', { contactId: id }).then(
      ({ undo }) =>
        notify.done(t('contacts.removed', { name }), {
          label: t('documents.undo'),
          run: () => void takeBack(core, undo).catch((error: unknown) => notify.failed(error, t('documents.undo'))),
        }),
      (error: unknown) => notify.failed(error, t('contacts.remove')),
    );
  };
  return (
    <li>
      <div className={styles.name}>
        <strong>{name}</strong>
        {contact.isPrimary && <Tag tone="brand">{t('contact.primary')}</Tag>}
        {roles.map((role) => (
          <Tag key={role} tone="neutral">
            {t(`contact.role.${role}`)}
          </Tag>
        ))}
        {contact.language && <Tag tone="plain">{t(`contacts.language.${contact.language}`)}</Tag>}
        {channels.length > 0 && (
          <Tag tone="plain">{t('contacts.only-by', { channels: channels.map((channel) => t(`channel.${channel}`)).join(', ') })}</Tag>
        )}
        {doNotContact && <NoContact reason={doNotContactReason} />}
        {bouncedAt && <Tag tone="danger">{t('contacts.bounced')}</Tag>}
        {onEdit && (
          <span className={styles.acts}>
            <Button size="small" icon={<Edit16Regular />} aria-label={t('contacts.edit-of', { name })} onClick={onEdit}>
              {t('contacts.edit')}
            </Button>
            <Button
              size="small"
              appearance="subtle"
              icon={<Delete16Regular />}
              aria-label={t('contacts.remove-of', { name })}
              onClick={remove}
            />
          </span>
        )}
      </div>
      <Ways email={email} phones={[phone, mobile]} />
      {bouncedAt && <p className={styles.bounced}>{t('contacts.bounced-since', { email, day: formatDay(dayOf(bouncedAt), language) })}</p>}
    </li>
  );
}

function General({ debtor, onEdit }: { debtor: Debtor; onEdit: (() => void) | null }) {
  const { t } = useTexts();
  return (
    <li>
      <div className={styles.name}>
        <strong>{t('contact.general')}</strong>
        <Tag tone="plain">{t(`contacts.language.${debtor.language}`)}</Tag>
        {debtor.doNotContact && <NoContact reason={debtor.doNotContactReason} />}
        {debtor.bounced && <Tag tone="danger">{t('contacts.bounced')}</Tag>}
        {onEdit && (
          <span className={styles.acts}>
            <Button size="small" icon={<Edit16Regular />} aria-label={t('contact.general-of')} onClick={onEdit}>
              {t('contacts.edit')}
            </Button>
          </span>
        )}
      </div>
      <Ways email={debtor.email} phones={[debtor.phone]} />
      {debtor.bounced && <p className={styles.bounced}>{t('contacts.bounced-general', { email: debtor.email })}</p>}
    </li>
  );
}

function NoContact({ reason }: { reason: string }) {
  const { t } = useTexts();
  return <Tag tone="warning">{reason ? t('contacts.do-not-contact-because', { reason }) : t('contacts.do-not-contact')}</Tag>;
}

function Ways({ email, phones }: { email: string; phones: readonly string[] }) {
  return (
    <div className={styles.ways}>
      {phones.filter(Boolean).map((phone) => (
        <Link key={phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </Link>
      ))}
      {email && <Link href={`mailto:${email}`}>{email}</Link>}
    </div>
  );
}
