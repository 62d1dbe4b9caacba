import { Button } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { Link16Regular } from '@fluentui/react-icons/svg/link';
import { useState } from 'react';
import type { PortalWay } from '../../../src-shared/contract/index.ts';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { dayOf } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { LinkDialog } from './link-dialog.tsx';
import styles from './portal-access.module.css';

/** The ways into a debtor's portal: make a link to hand out, or take back one or all. */
export function PortalAccess({ debtorId }: { debtorId: string }) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [isMaking, setMaking] = useState(false);
  const list = useCoreQuery('portal-access.list', { debtorId }, { keepPrevious: true });
  const mayEdit = useMay(['administrator', 'credit-manager', 'collector'], list.data?.administrationId ?? null);
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const { ways, count, lastVisitAt, inGroup } = list.data;
  const revoke = (accessId: string | null) => {
    core.command('revoke-portal-access', { debtorId, accessId }).then(
      () => notify.done(t(accessId === null ? 'portal-access.revoked-all' : 'portal-access.revoked')),
      (error: unknown) => notify.failed(error, t('portal-access.revoke')),
    );
  };
  return (
    <section aria-label={t('portal-access.title')}>
      <header className={styles.head}>
        <h2>{t('portal-access.title')}</h2>
        <span className={styles.visit}>
          {lastVisitAt ? t('portal-access.last-visit', { day: formatDay(dayOf(lastVisitAt), language) }) : t('portal-access.never')}
        </span>
        <span className={styles.spacer} />
        {mayEdit && (
          <Button size="small" icon={<Link16Regular />} onClick={() => setMaking(true)}>
            {t('portal-access.make')}
          </Button>
        )}
        {mayEdit && count > 0 && (
          <Button size="small" appearance="subtle" onClick={() => revoke(null)}>
            {t('portal-access.revoke-all')}
          </Button>
        )}
      </header>
      <ul className={styles.ways}>
        {ways.map((way) => (
          <Way key={way.accessId} way={way} onRevoke={mayEdit ? () => revoke(way.accessId) : null} />
        ))}
      </ul>
      {count > ways.length && <p className={styles.head}>{t('portal-access.more', { count: count - ways.length })}</p>}
      {isMaking && <LinkDialog debtorId={debtorId} inGroup={inGroup} onClose={() => setMaking(false)} />}
    </section>
  );
}

function Way({ way, onRevoke }: { way: PortalWay; onRevoke: (() => void) | null }) {
  const { t, language } = useTexts();
  const made = formatDay(dayOf(way.createdAt), language);
  return (
    <li>
      <span>{t(`portal-access.kind.${way.kind}`, { day: made })}</span>
      {way.withGroup && <Tag tone="plain">{t('portal-access.with-group')}</Tag>}
      <span className={styles.until}>{t('portal-access.until', { day: formatDay(dayOf(way.expiresAt), language) })}</span>
      {way.lastUsedAt && (
        <span className={styles.until}>{t('portal-access.used', { day: formatDay(dayOf(way.lastUsedAt), language) })}</span>
      )}
      <span className={styles.spacer} />
      {onRevoke && (
        <Button
          size="small"
          appearance="subtle"
          icon={<Delete16Regular />}
          aria-label={t('portal-access.revoke-of', { way: t(`portal-access.kind.${way.kind}`, { day: made }) })}
          onClick={onRevoke}
        />
      )}
    </li>
  );
}
