import { useMemo } from 'react';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { pageNonce } from '../../app/nonce.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { dayOf, timeOf } from '../../ui/day-text.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { mailDocument } from '../outgoing-mail/index.ts';
import styles from './document-preview.module.css';

/** A kept mail, in the same sandboxed frame as the mail that was sent. */
export function MailView({ documentId }: { documentId: string }) {
  const { t, language } = useTexts();
  const mail = useCoreQuery('document.mail', { documentId });
  const frame = useMemo(() => (mail.data?.html ? mailDocument(mail.data.html, pageNonce(document)) : undefined), [mail.data]);
  if (mail.error) return <ErrorState error={mail.error} retry={() => void mail.refetch()} />;
  if (!mail.data) return <Skeleton lines={8} />;
  const { subject, from, to, date, text, attachments } = mail.data;
  return (
    <>
      <dl className={styles.mail}>
        <dt>{t('documents.mail.from')}</dt>
        <dd>
          {from} {date && <span className={styles.quiet}>{`${formatDay(dayOf(date), language)} ${timeOf(date)}`}</span>}
        </dd>
        <dt>{t('documents.mail.to')}</dt>
        <dd>{to}</dd>
      </dl>
      {attachments.length > 0 && (
        <p className={styles.attachments}>
          {t('documents.mail.attachments', { names: attachments.map(({ name, mediaType }) => name || mediaType).join(', ') })}
        </p>
      )}
      {frame ? (
        <iframe
          className={styles.frame}
          title={t('mail.body-of', { subject: subject || t('documents.mail.no-subject') })}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          srcDoc={frame.html}
        />
      ) : (
        <pre className={styles.plain}>{text}</pre>
      )}
    </>
  );
}
