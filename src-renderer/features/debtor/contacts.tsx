import { Link } from '@fluentui/react-components';
import { People32Regular } from '@fluentui/react-icons/svg/people';
import type { DebtorHeader } from '../../../src-shared/contract/index.ts';
import { hasMessage } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './contacts.module.css';

/** Whom to ask for, and about what. */
export function Contacts({ debtor }: { debtor: DebtorHeader }) {
  const { t } = useTexts();
  const roleName = (role: string) => {
    const key = `contact.role.${role}`;
    return hasMessage(key) ? t(key) : role;
  };
  const general = debtor.email !== '' || debtor.phone !== '';
  if (debtor.contacts.length === 0 && !general) return <EmptyState icon={<People32Regular />} text={t('contacts.empty')} />;
  return (
    <ul className={styles.contacts}>
      {debtor.contacts.map((contact) => (
        <li key={contact.id}>
          <div className={styles.name}>
            <strong>{contact.name}</strong>
            {contact.isPrimary && <Tag tone="brand">{t('contact.primary')}</Tag>}
            {contact.roles.map((role) => (
              <Tag key={role} tone="neutral">
                {roleName(role)}
              </Tag>
            ))}
          </div>
          <Ways email={contact.email} phone={contact.phone} />
        </li>
      ))}
      {general && (
        <li>
          <div className={styles.name}>
            <strong>{t('contact.general')}</strong>
          </div>
          <Ways email={debtor.email} phone={debtor.phone} />
        </li>
      )}
    </ul>
  );
}

function Ways({ email, phone }: { email: string; phone: string }) {
  return (
    <div className={styles.ways}>
      {phone && <Link href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</Link>}
      {email && <Link href={`mailto:${email}`}>{email}</Link>}
    </div>
  );
}
