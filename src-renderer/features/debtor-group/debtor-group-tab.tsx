import { Button, Input, Link, Switch } from '@fluentui/react-components';
import { Link32Regular } from '@fluentui/react-icons/svg/link';
import { LinkDismiss16Regular } from '@fluentui/react-icons/svg/link-dismiss';
import { useState } from 'react';
import type { DebtorGroup } from '../../../src-shared/contract/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { Money } from '../../ui/money.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { AddToGroup } from './add-to-group.tsx';
import styles from './debtor-group.module.css';
import { GroupActions } from './group-actions.tsx';

type Group = NonNullable<DebtorGroup['group']>;
type Give = (name: 'link-debtors' | 'unlink-debtor' | 'change-debtor-group', args: object) => void;

/** One customer under several numbers: who belongs together, what they owe together, and what can be done for all at once. */
export function DebtorGroupTab({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const found = useCoreQuery('debtor.group', { debtorId }, { keepPrevious: true });
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={6} />;
  const { group, suggestions, past } = found.data;
  const give: Give = (name, args) => {
    core.command(name, args).catch((error: unknown) => notify.failed(error, t('group.title')));
  };
  const link = (otherId: string) => give('link-debtors', { debtorIds: [debtorId, otherId] });
  return (
    <div className={styles.tab}>
      {group ? (
        <GroupPanel group={group} debtorId={debtorId} give={give} />
      ) : (
        <EmptyState icon={<Link32Regular />} text={t('group.none')} />
      )}
      <AddToGroup debtorId={debtorId} onLink={link} />
      {suggestions.length > 0 && (
        <section aria-labelledby="group-suggestions">
          <h2 id="group-suggestions">{t('group.suggestions')}</h2>
          <ul className={styles.rows}>
            {suggestions.map((other) => (
              <li key={other.debtorId}>
                <Who {...other} />
                <span className={styles.why}>
                  {other.reasons.map((reason) => (
                    <Tag key={reason} tone="neutral">
                      {t(`group.reason.${reason}`)}
                    </Tag>
                  ))}
                </span>
                <Button size="small" onClick={() => link(other.debtorId)}>
                  {t('group.link')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {past.length > 0 && (
        <section aria-labelledby="group-past">
          <h2 id="group-past">{t('group.past')}</h2>
          <ul className={styles.rows}>
            {past.map((other) => (
              <li key={`${other.debtorId} ${other.linkedAt}`}>
                <Who {...other} />
                <span className={styles.when}>
                  {t('group.past.until', { group: other.groupName, name: other.unlinkedByName || t('group.somebody') })}{' '}
                  <WhenText at={other.unlinkedAt} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function GroupPanel({ group, debtorId, give }: { group: Group; debtorId: string; give: Give }) {
  const { t } = useTexts();
  const [name, setName] = useState(group.name);
  const rename = () => {
    const wanted = name.trim();
    if (wanted === '') setName(group.name);
    else if (wanted !== group.name) give('change-debtor-group', { debtorId, name: wanted });
  };
  return (
    <section aria-label={t('group.title')}>
      <div className={styles.head}>
        <Input
          className={styles.name}
          aria-label={t('group.name')}
          value={name}
          maxLength={200}
          onChange={(_, { value }) => setName(value)}
          onBlur={rename}
          onKeyDown={(event) => event.key === 'Enter' && rename()}
        />
        <Switch
          label={t('group.dunned-together')}
          checked={group.dunnedTogether}
          onChange={(_, { checked }) => give('change-debtor-group', { debtorId, dunnedTogether: checked })}
        />
      </div>
      <dl className={styles.totals}>
        {group.totals.map((total) => (
          <div key={total.currency}>
            <dt>{t('group.open', { count: group.members.length })}</dt>
            <dd>
              <Money minor={total.open} currency={total.currency} />
            </dd>
            <dt>{t('balance.overdue')}</dt>
            <dd data-tone={total.overdue > 0 ? 'danger' : undefined}>
              <Money minor={total.overdue} currency={total.currency} />
            </dd>
          </div>
        ))}
      </dl>
      <ul className={styles.rows}>
        {group.members.map((member) => (
          <li key={member.debtorId} data-current={member.debtorId === debtorId || undefined}>
            <Who {...member} />
            <span className={styles.amounts}>
              {member.balances.map((balance) => (
                <span key={balance.currency}>
                  <Money minor={balance.open} currency={balance.currency} />
                  {balance.overdue > 0 && (
                    <small>
                      {t('group.overdue')} <Money minor={balance.overdue} currency={balance.currency} />
                    </small>
                  )}
                </span>
              ))}
            </span>
            <Button
              size="small"
              appearance="subtle"
              icon={<LinkDismiss16Regular />}
              aria-label={t('group.unlink', { name: member.name })}
              title={t('group.unlink', { name: member.name })}
              onClick={() => give('unlink-debtor', { debtorId: member.debtorId })}
            />
          </li>
        ))}
      </ul>
      <GroupActions members={group.members} />
    </section>
  );
}

function Who({
  debtorId,
  name,
  number,
  city,
  administrationName,
}: DebtorGroup['suggestions'][number] | Group['members'][number] | DebtorGroup['past'][number]) {
  return (
    <span className={styles.who}>
      <Link as="button" onClick={() => openDebtor(debtorId)}>
        {name}
      </Link>
      <small>{[number, city, administrationName].filter(Boolean).join(' · ')}</small>
    </span>
  );
}
