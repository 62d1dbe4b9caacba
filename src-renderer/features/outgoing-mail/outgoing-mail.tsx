import { goTo } from '../../app/navigation.ts';
import { useAdministration } from '../../data/administration.ts';
import { useTexts } from '../../data/language.tsx';
import { MessageReader } from './message-reader.tsx';
import styles from './outgoing-mail.module.css';

/** Everything that was sent, waits to be sent, or was caught. */
export function OutgoingMail({ messageId }: { messageId: string | null }) {
  const { t } = useTexts();
  const administration = useAdministration();
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('mail.title')}</h1>
        <span>{administration?.name ?? t('administration.all')}</span>
      </header>
      <MessageReader
        administrationId={administration?.id ?? null}
        debtorId={null}
        selectedId={messageId}
        onSelect={(id) => goTo({ screen: 'mail', messageId: id })}
      />
    </div>
  );
}
