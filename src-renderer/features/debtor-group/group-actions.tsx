import { Button, Input } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { addDays } from '../../../src-shared/kernel/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './debtor-group.module.css';

/** One note, or one action for tomorrow, on every member of the group at once. */
export function GroupActions({ members }: { members: readonly { debtorId: string }[] }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const { today } = useSession();
  const [text, setText] = useState('');

  const forAll = async (give: (debtorId: string) => Promise<unknown>) => {
    const words = text;
    setText('');
    const results = await Promise.allSettled(members.map(({ debtorId }) => give(debtorId)));
    const failed = results.find((result) => result.status === 'rejected');
    if (!failed) return notify.done(t('group.done-for-all', { count: members.length }));
    setText(words);
    notify.failed(failed.reason, t('group.title'));
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void forAll((debtorId) => core.command('add-note', { debtorId, text: text.trim() }));
  };
  const call = () =>
    void forAll((debtorId) =>
      core.command('plan-action', { debtorId, kind: 'call', title: text.trim().slice(0, 200), dueOn: addDays(today, 1) }),
    );
  return (
    <form className={styles.actions} onSubmit={save}>
      <Input
        aria-label={t('group.note')}
        placeholder={t('group.note')}
        value={text}
        maxLength={10_000}
        onChange={(_, { value }) => setText(value)}
      />
      <Button type="submit">{t('group.note-all')}</Button>
      <Button onClick={call}>{t('group.call-all')}</Button>
    </form>
  );
}
