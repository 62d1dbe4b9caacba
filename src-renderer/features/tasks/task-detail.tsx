import { Button, Field, Link, Textarea } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { TaskRow } from '../../../src-shared/contract/index.ts';
import { formatDayLong } from '../../../src-shared/i18n/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TaskState } from './task-state.tsx';
import styles from './tasks.module.css';

/** One task: what was asked, what was said since, and a place to answer. */
export function TaskDetail({ task }: { task: TaskRow }) {
  const { t, language } = useTexts();
  const from = task.fromName || t('task.system');
  return (
    <div className={styles.detail}>
      <header>
        <h2>{task.title}</h2>
        <p>
          <Link onClick={() => openDebtor(task.debtorId)}>{task.debtorName}</Link> <span className={styles.grey}>{task.debtorNumber}</span>
        </p>
        <p className={styles.grey}>
          {t('task.from-to', { from, to: task.toName })} · {t('task.due', { day: formatDayLong(task.dueOn, language, { weekday: true }) })}
        </p>
        <p>
          <TaskState task={task} />
        </p>
        {task.invoices.length > 0 && <p className={styles.grey}>{task.invoices.map(({ number }) => number).join(', ')}</p>}
      </header>
      <ol className={styles.conversation}>
        <Said name={from} at={task.createdAt} text={task.text || task.title} via="desktop" />
        {task.messages.map((message) => (
          <Said key={message.id} name={message.authorName} at={message.at} text={message.text} via={message.via} />
        ))}
      </ol>
      <Answer key={task.id} task={task} />
    </div>
  );
}

function Said({ name, at, text, via }: { name: string; at: string; text: string; via: 'desktop' | 'mail' }) {
  const { t } = useTexts();
  return (
    <li>
      <p className={styles.who}>
        <strong>{name}</strong> {via === 'mail' && <Tag tone="neutral">{t('task.via-mail')}</Tag>}
        <span className={styles.when}>
          <WhenText at={at} withTime />
        </span>
      </p>
      <p className={styles.words}>{text}</p>
    </li>
  );
}

function Answer({ task }: { task: TaskRow }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [text, setText] = useState('');
  const closed = task.state === 'done' || task.state === 'cancelled';
  const finish = (more: object = {}, done?: () => void) =>
    void core.command('finish-task', { taskId: task.id, ...more }).then(done, (error: unknown) => notify.failed(error, t('task.finish')));
  if (closed) return <Button onClick={() => finish({ undo: true })}>{t('task.reopen')}</Button>;
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    const said = text.trim();
    if (said === '') return;
    setText('');
    core.command('reply-task', { taskId: task.id, text: said }).catch((error: unknown) => {
      setText(said);
      notify.failed(error, t('task.reply'));
    });
  };
  const finished = () => notify.done(t('task.finished'), { label: t('note.undo'), run: () => finish({ undo: true }) });
  return (
    <form className={styles.answer} onSubmit={send}>
      <Field label={t('task.reply')} hint={t('task.reply.hint')}>
        <Textarea
          rows={3}
          value={text}
          maxLength={20_000}
          onChange={(_, { value }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
      </Field>
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabledFocusable={text.trim() === ''}>
          {t('task.reply.send')}
        </Button>
        <Button onClick={() => finish({}, finished)}>{t('task.finish')}</Button>
        <Button appearance="subtle" onClick={() => finish({ cancelled: true }, finished)}>
          {t('task.cancel')}
        </Button>
      </div>
    </form>
  );
}
