import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Send16Regular } from '@fluentui/react-icons/svg/send';
import { useEffect, useRef } from 'react';
import type { ConversationEntry } from '../../../src-shared/contract/index.ts';
import { formatDay, translateStep } from '../../../src-shared/i18n/index.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { dayOf, timeOf, WhenText } from '../../ui/day-text.tsx';
import styles from './conversation.module.css';
import { FileLink } from './file-link.tsx';
import { lineOf } from './request-texts.ts';

/** What was said with a debtor, oldest first; the newest is in sight. */
export function Conversation({ entries }: { entries: readonly ConversationEntry[] }) {
  const { t } = useTexts();
  const end = useRef<HTMLLIElement>(null);
  const newest = entries.at(-1)?.id;
  useEffect(() => {
    if (newest !== undefined) end.current?.scrollIntoView({ block: 'nearest' });
  }, [newest]);
  if (entries.length === 0) return <p className={styles.none}>{t('conversation.none')}</p>;
  return (
    <ol className={styles.talk}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
      <li ref={end} aria-hidden="true" />
    </ol>
  );
}

function Entry({ entry }: { entry: ConversationEntry }) {
  const texts = useTexts();
  const { user } = useSession();
  const { t, language } = texts;
  switch (entry.kind) {
    case 'told':
      return (
        <li className={styles.line}>
          <CheckmarkCircle16Regular />
          {toldText(entry, texts)}
        </li>
      );
    case 'mail':
      return (
        <li className={styles.line}>
          <Send16Regular />
          <span>
            {formatDay(dayOf(entry.at), language)} · {entry.stepName ? translateStep(language, entry.stepName) : entry.subject}
          </span>
        </li>
      );
    case 'request':
      return (
        <li className={styles.bubble}>
          <p className={styles.by}>
            {entry.authorName} · <WhenText at={entry.at} withTime />
          </p>
          <p>{lineOf(entry.request, texts)}</p>
        </li>
      );
    case 'message':
      return (
        <li className={styles.bubble} data-own={entry.author === 'company' || undefined}>
          <p className={styles.by}>
            {entry.author === 'company' && entry.authorName === user.name ? t('conversation.you') : entry.authorName} ·{' '}
            <WhenText at={entry.at} withTime />
          </p>
          <p className={styles.words}>{entry.text}</p>
          {entry.files.map((file) => (
            <p key={file.id}>
              <FileLink file={file} />
            </p>
          ))}
        </li>
      );
  }
}

function toldText({ at, answerBy }: Extract<ConversationEntry, { kind: 'told' }>, { t, language }: Texts): string {
  const when = `${formatDay(dayOf(at), language)} ${timeOf(at)}`;
  return answerBy === null
    ? t('conversation.handled', { when })
    : t('conversation.confirmed', { when, day: formatDay(answerBy, language) });
}
