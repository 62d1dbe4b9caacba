import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { ChatRegular } from '@fluentui/react-icons/svg/chat';
import { useState } from 'react';
import type { ThreadRow } from '../../../src-shared/contract/index.ts';
import { hasMessage } from '../../../src-shared/i18n/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { type Texts, useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Conversation } from './conversation.tsx';
import styles from './conversations-tab.module.css';
import { ViewAsDebtor } from './view-as-debtor.tsx';

/** A conversation's name: the debtor's own words, or what it was asked as. */
export function threadName({ subject }: Pick<ThreadRow, 'subject'>, { t }: Texts): string {
  const key = `request.kind.${subject}`;
  return hasMessage(key) ? t(key) : subject;
}

/** The debtor's conversations, with the one that is read beside them; both sides can go on with it. */
export function ConversationsTab({ debtorId, administrationId }: { debtorId: string; administrationId: string }) {
  const texts = useTexts();
  const { t } = texts;
  const [chosen, setChosen] = useState<string | 'new' | null>(null);
  const list = useCoreQuery('debtor.conversation', { debtorId });
  const mayWrite = useMay(['administrator', 'credit-manager', 'collector'], administrationId);
  const threads = list.data?.threads ?? [];
  const thread = chosen === 'new' ? undefined : (threads.find(({ id }) => id === chosen) ?? threads[0]);
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton lines={6} height={40} />;
  return (
    <div className={styles.tab}>
      <div className={styles.threads}>
        <div className={styles.tools}>
          {mayWrite && <Button onClick={() => setChosen('new')}>{t('conversation.new')}</Button>}
          {mayWrite && <ViewAsDebtor debtorId={debtorId} />}
        </div>
        <ul>
          {threads.map((row) => (
            <li key={row.id}>
              <button type="button" aria-current={row.id === thread?.id || undefined} onClick={() => setChosen(row.id)}>
                <strong>{threadName(row, texts)}</strong>
                <span>
                  <WhenText at={row.lastMessageAt} />
                </span>
                <ThreadState thread={row} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      {thread || chosen === 'new' ? (
        <Thread key={thread?.id ?? 'new'} debtorId={debtorId} thread={thread ?? null} mayWrite={mayWrite} onBegun={(id) => setChosen(id)} />
      ) : (
        <div className={styles.thread}>
          <EmptyState icon={<ChatRegular fontSize={32} />} text={t('conversation.none')} />
        </div>
      )}
    </div>
  );
}

function ThreadState({ thread }: { thread: ThreadRow }) {
  const { t } = useTexts();
  if (thread.state === 'closed') return <Tag tone="neutral">{t('conversation.closed')}</Tag>;
  if (thread.waitingFor === 'company') return <Tag tone="warning">{t('conversation.our-turn')}</Tag>;
  return thread.waitingFor === 'debtor' ? <Tag tone="brand">{t('conversation.their-turn')}</Tag> : null;
}

interface ThreadProps {
  debtorId: string;
  thread: ThreadRow | null;
  mayWrite: boolean;
  onBegun(id: string): void;
}

function Thread({ debtorId, thread, mayWrite, onBegun }: ThreadProps) {
  const texts = useTexts();
  const { t } = texts;
  const core = useCore();
  const notify = useNotify();
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const read = useCoreQuery('debtor.conversation', { debtorId, threadId: thread?.id ?? '' }, { enabled: thread !== null });
  const send = () => {
    setTried(true);
    if (text.trim() === '') return;
    core.command('send-message', { debtorId, threadId: thread?.id ?? null, subject, text: text.trim() }).then(
      ({ value }) => {
        setText('');
        setTried(false);
        const threadId = (value as { threadId?: unknown } | null)?.threadId;
        if (thread === null && typeof threadId === 'string') onBegun(threadId);
      },
      (error: unknown) => notify.failed(error, t('conversation.title')),
    );
  };
  const close = (open: boolean) => {
    core
      .command('close-thread', { threadId: thread?.id ?? '', open })
      .catch((error: unknown) => notify.failed(error, t('conversation.title')));
  };
  return (
    <section className={styles.thread} aria-label={thread ? threadName(thread, texts) : t('conversation.new')}>
      <header>
        <h2>{thread ? threadName(thread, texts) : t('conversation.new')}</h2>
        {thread && mayWrite && (
          <Button appearance="subtle" onClick={() => close(thread.state === 'closed')}>
            {t(thread.state === 'closed' ? 'conversation.reopen' : 'conversation.close')}
          </Button>
        )}
      </header>
      <div className={styles.messages}>{read.data && <Conversation entries={read.data.entries} />}</div>
      {mayWrite && (
        <footer>
          {thread === null && (
            <Field label={t('conversation.subject')}>
              <Input value={subject} maxLength={200} onChange={(_, { value }) => setSubject(value)} />
            </Field>
          )}
          <Field label={t('conversation.answer')} validationMessage={tried && text.trim() === '' ? t('request.reply-needed') : undefined}>
            <Textarea rows={4} value={text} maxLength={10_000} onChange={(_, { value }) => setText(value)} />
          </Field>
          <Button appearance="primary" onClick={send}>
            {t('conversation.send')}
          </Button>
        </footer>
      )}
    </section>
  );
}
