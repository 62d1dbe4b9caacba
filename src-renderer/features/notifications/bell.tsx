import { Button, Popover, PopoverSurface, PopoverTrigger, Tooltip } from '@fluentui/react-components';
import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { useState } from 'react';
import type { NotificationRow } from '../../../src-shared/contract/index.ts';
import { notificationText } from '../../../src-shared/i18n/notification-text.ts';
import { type DebtorTab, goTo, openDebtor } from '../../app/navigation.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './bell.module.css';

/** Marks as read, with one command for each administration they are of. */
function useMarkRead(): (rows: readonly NotificationRow[]) => void {
  const core = useCore();
  const notify = useNotify();
  return (rows) => {
    const unread = Map.groupBy(
      rows.filter(({ read }) => !read),
      ({ administrationId }) => administrationId,
    );
    for (const [administrationId, list] of unread) {
      const args = { administrationId, notificationIds: list.map(({ id }) => id) };
      core.command('mark-notification-read', args).catch((error: unknown) => notify.failed(error));
    }
  };
}

const REQUEST_KINDS: ReadonlySet<string> = new Set(['request', 'proposal-accepted', 'proposal-refused']);

function tabOf(kind: string): DebtorTab {
  if (kind.startsWith('dispute-')) return 'disputes';
  if (kind === 'thread-message') return 'conversations';
  return kind === 'note-mention' ? 'timeline' : 'invoices';
}

/** Where a notification is about. */
function openSubject({ kind, debtorId, refId }: NotificationRow): void {
  if (kind.startsWith('task-') && refId !== null) goTo({ screen: 'tasks', taskId: refId });
  else if (REQUEST_KINDS.has(kind)) goTo({ screen: 'requests', requestId: refId });
  else if (debtorId !== null) openDebtor(debtorId, tabOf(kind));
}

/** What colleagues and the product want one to know, with the number of what is new. */
export function Bell() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const notifications = useCoreQuery('notifications.list', {}, { keepPrevious: true });
  const markRead = useMarkRead();
  const { rows = [], unread = 0 } = notifications.data ?? {};
  const label = t('notifications.count', { count: unread });
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} positioning="below-end" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Tooltip relationship="label" content={label}>
          <Button appearance="subtle" className={styles.bell} icon={<Alert20Regular />}>
            {unread > 0 && (
              <span className={styles.badge} aria-hidden="true">
                {unread > 99 ? '99+' : unread}
              </span>
            )}
          </Button>
        </Tooltip>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('notifications.title')}>
        <div className={styles.head}>
          <h2>{t('notifications.title')}</h2>
          <Button appearance="transparent" size="small" disabledFocusable={unread === 0} onClick={() => markRead(rows)}>
            {t('notifications.read-all')}
          </Button>
        </div>
        {rows.length === 0 && <p className={styles.empty}>{t('notifications.empty')}</p>}
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <Item
                row={row}
                onOpen={() => {
                  setOpen(false);
                  markRead([row]);
                  openSubject(row);
                }}
              />
            </li>
          ))}
        </ul>
      </PopoverSurface>
    </Popover>
  );
}

function Item({ row, onOpen }: { row: NotificationRow; onOpen(): void }) {
  const { t, language } = useTexts();
  const { title, body } = notificationText(language, row);
  return (
    <button type="button" className={styles.item} data-unread={!row.read || undefined} onClick={onOpen}>
      <span className={styles.row}>
        <strong>{title}</strong>
        {!row.read && <span className={styles.unseen}>{t('notifications.new')}</span>}
        <span className={styles.when}>
          <WhenText at={row.at} />
        </span>
      </span>
      {row.debtorName && <span className={styles.about}>{row.debtorName}</span>}
      {body && <span className={styles.about}>{body}</span>}
    </button>
  );
}
