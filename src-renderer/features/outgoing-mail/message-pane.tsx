import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { MessageRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney, translateStep } from '../../../src-shared/i18n/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { pageNonce } from '../../app/nonce.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { dayOf, timeOf } from '../../ui/day-text.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { mailDocument } from './mail-document.ts';
import styles from './message-pane.module.css';
import { MessageState } from './message-state.tsx';

/** One message as the debtor got it. */
export function MessagePane({ message, withDebtor }: { message: MessageRow; withDebtor: boolean }) {
  const { t } = useTexts();
  const body = useCoreQuery('message.body', { messageId: message.id });
  const mail = useMemo(() => (body.data ? mailDocument(body.data.html, pageNonce(document)) : undefined), [body.data]);
  return (
    <article className={styles.pane} aria-label={message.subject}>
      <MessageHead message={message} withDebtor={withDebtor} links={mail?.links} />
      {message.error && (
        <MessageBar intent="error" className={styles.bar}>
          <MessageBarBody>{t('mail.failed-because', { reason: message.error })}</MessageBarBody>
        </MessageBar>
      )}
      {message.state === 'caught' && (
        <MessageBar intent="warning" className={styles.bar}>
          <MessageBarBody>{t('mail.caught-explained')}</MessageBarBody>
        </MessageBar>
      )}
      {body.error && <ErrorState error={body.error} retry={() => void body.refetch()} />}
      {body.isPending && (
        <div className={styles.loading}>
          <Skeleton lines={6} />
        </div>
      )}
      {mail && (
        // Popups may leave the sandbox: the portal a link leads to must work as it does for the debtor.
        <iframe
          className={styles.body}
          title={t('mail.body-of', { subject: message.subject })}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          srcDoc={mail.html}
        />
      )}
    </article>
  );
}

function MessageHead({ message, withDebtor, links }: { message: MessageRow; withDebtor: boolean; links: number | undefined }) {
  const { t, language } = useTexts();
  const at = message.sentAt ?? message.createdAt;
  const facts = [
    message.stepName && translateStep(language, message.stepName),
    formatMoney(message.amount, message.currency, language),
    `${formatDay(dayOf(at), language)} ${timeOf(at)}`,
    links === undefined ? '' : t('mail.links', { count: links }),
  ];
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2>{message.subject}</h2>
        <MessageState state={message.state} />
      </div>
      <p>
        {t('mail.to')} <strong>{message.recipient}</strong>
        {withDebtor && (
          <>
            {' · '}
            <Link inline onClick={() => openDebtor(message.debtorId, 'mail')}>
              {message.debtorName}
            </Link>
          </>
        )}
      </p>
      <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
    </header>
  );
}
