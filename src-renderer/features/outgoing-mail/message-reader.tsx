import { Button } from '@fluentui/react-components';
import { MailInbox32Regular } from '@fluentui/react-icons/svg/mail-inbox';
import { MailRead32Regular } from '@fluentui/react-icons/svg/mail-read';
import { useState } from 'react';
import { goTo } from '../../app/navigation.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { MessageList } from './message-list.tsx';
import { MessagePane } from './message-pane.tsx';
import styles from './outgoing-mail.module.css';

interface ReaderProps {
  administrationId: string | null;
  /** Null: of all debtors. */
  debtorId: string | null;
  selectedId?: string | null;
  onSelect?(id: string): void;
}

const MOST = 500;

/** Messages, newest first, with the chosen one beside them. */
export function MessageReader({ administrationId, debtorId, selectedId, onSelect }: ReaderProps) {
  const { t } = useTexts();
  const [own, setOwn] = useState<string | null>(null);
  const messages = useCoreQuery('messages.list', { administrationId, debtorId, limit: MOST });
  const chosen = onSelect ? (selectedId ?? null) : own;
  const selected = messages.data?.find(({ id }) => id === chosen) ?? messages.data?.[0];
  if (messages.error) return <ErrorState error={messages.error} retry={() => void messages.refetch()} />;
  if (!messages.data) {
    return (
      <div className={styles.loading}>
        <Skeleton lines={8} height={40} />
      </div>
    );
  }
  if (messages.data.length === 0) {
    return (
      <EmptyState icon={<MailInbox32Regular />} text={t(debtorId === null ? 'mail.empty' : 'mail.empty-debtor')}>
        <Button onClick={() => goTo({ screen: 'workflows' })}>{t('mail.to-reminders')}</Button>
      </EmptyState>
    );
  }
  return (
    <div className={styles.reader}>
      <MessageList
        messages={messages.data}
        selectedId={selected?.id ?? null}
        onSelect={onSelect ?? setOwn}
        withDebtor={debtorId === null}
        cut={messages.data.length === MOST ? MOST : null}
      />
      {selected ? (
        <MessagePane key={selected.id} message={selected} withDebtor={debtorId === null} />
      ) : (
        <EmptyState icon={<MailRead32Regular />} text={t('mail.choose')} />
      )}
    </div>
  );
}
