import { CalendarCancel16Regular } from '@fluentui/react-icons/svg/calendar-cancel';
import { CalendarError16Regular } from '@fluentui/react-icons/svg/calendar-error';
import { Call16Regular } from '@fluentui/react-icons/svg/call';
import { ChatHelp16Regular } from '@fluentui/react-icons/svg/chat-help';
import { CheckmarkStarburst16Regular } from '@fluentui/react-icons/svg/checkmark-starburst';
import { ClipboardTask16Regular } from '@fluentui/react-icons/svg/clipboard-task';
import { CommentError16Regular } from '@fluentui/react-icons/svg/comment-error';
import { DocumentSearch16Regular } from '@fluentui/react-icons/svg/document-search';
import { Mail16Regular } from '@fluentui/react-icons/svg/mail';
import { MailAlert16Regular } from '@fluentui/react-icons/svg/mail-alert';
import { MailProhibited16Regular } from '@fluentui/react-icons/svg/mail-prohibited';
import { PersonQuestionMark16Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { Receipt16Regular } from '@fluentui/react-icons/svg/receipt';
import type { ReactNode } from 'react';
import type { WorklistRow } from '../../../src-shared/contract/index.ts';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Texts } from '../../data/language.tsx';
import { AgeingBar } from '../../ui/ageing-bar.tsx';
import type { GridColumn } from '../../ui/grid/index.ts';
import { Amount, currencySign } from '../../ui/money.tsx';
import { PriorityBadge } from '../../ui/priority-badge.tsx';
import { RiskTag } from '../../ui/risk-tag.tsx';
import styles from './columns.module.css';

const icons: Record<WorklistRow['kind'], ReactNode> = {
  call: <Call16Regular />,
  'follow-up': <ClipboardTask16Regular />,
  review: <DocumentSearch16Regular />,
  'missing-email': <MailProhibited16Regular />,
  'mail-failed': <MailAlert16Regular />,
  'payment-not-in-ledger': <Receipt16Regular />,
  letter: <Mail16Regular />,
  email: <Mail16Regular />,
  'ask-sales': <PersonQuestionMark16Regular />,
  'address-bounced': <MailProhibited16Regular />,
  'promise-broken': <CalendarError16Regular />,
  'instalment-missed': <CalendarError16Regular />,
  'plan-lapsed': <CalendarCancel16Regular />,
  dispute: <CommentError16Regular />,
  request: <DocumentSearch16Regular />,
  question: <ChatHelp16Regular />,
  'approve-write-off': <CheckmarkStarburst16Regular />,
};

/** Columns that somebody may hide, in the order they stand in. */
export const OPTIONAL_COLUMNS = ['action', 'oldest', 'open', 'invoices', 'ageing', 'risk'] as const;

const oldestTone = (days: number) => (days > 90 ? 'danger' : days > 60 ? 'warning' : undefined);

/** Why you act, then how old, how much. `currency` is the one the headers name; a row in another names its own. */
export function worklistColumns(texts: Texts, currency: string, today: Day): GridColumn<WorklistRow>[] {
  const { t, language } = texts;
  const sign = currencySign(currency);
  return [
    {
      id: 'priority',
      header: t('worklist.column.priority'),
      width: '50px',
      sortable: true,
      cell: (row) => <PriorityBadge score={row.priority} />,
    },
    {
      id: 'name',
      header: t('worklist.column.debtor'),
      width: 'minmax(190px, 1.35fr)',
      sortable: true,
      cell: (row) => (
        <span className={styles.name} title={`${row.debtorName} · ${row.debtorNumber}${row.city ? ` · ${row.city}` : ''}`}>
          {row.debtorName}
        </span>
      ),
    },
    {
      id: 'action',
      header: t('worklist.column.action'),
      width: 'minmax(90px, 1fr)',
      cell: (row) => {
        const title = row.title || t(`action.${row.kind}`);
        const due = t(row.dueOn < today ? 'worklist.due-since' : 'worklist.due-on', { day: formatDay(row.dueOn, language) });
        return (
          <span className={styles.action} title={`${title} · ${due}`}>
            {icons[row.kind]}
            <span>{title}</span>
          </span>
        );
      },
    },
    {
      id: 'oldest',
      header: t('worklist.column.oldest'),
      width: '62px',
      align: 'end',
      sortable: true,
      cell: (row) =>
        row.oldestDays > 0 ? (
          <span className={styles.oldest} data-tone={oldestTone(row.oldestDays)}>
            {t('worklist.days', { days: row.oldestDays })}
          </span>
        ) : (
          '–'
        ),
    },
    {
      id: 'overdue',
      header: `${t('worklist.column.overdue')} ${sign}`,
      width: 'minmax(86px, auto)',
      align: 'end',
      sortable: true,
      cell: (row) => <Amount minor={row.overdue} currency={row.currency} code={row.currency !== currency} className={styles.asked} />,
    },
    {
      id: 'open',
      header: `${t('worklist.column.open')} ${sign}`,
      width: 'minmax(86px, auto)',
      align: 'end',
      sortable: true,
      cell: (row) => <Amount minor={row.open} currency={row.currency} code={row.currency !== currency} className={styles.grey} />,
    },
    {
      id: 'invoices',
      header: t('worklist.column.invoices'),
      width: '72px',
      align: 'end',
      sortable: true,
      cell: (row) => <span className={styles.grey}>{row.openInvoices}</span>,
    },
    {
      id: 'ageing',
      inset: true,
      header: t('ageing.title'),
      width: '96px',
      cell: (row) => <AgeingBar ageing={row.ageing} currency={row.currency} />,
    },
    { id: 'risk', header: t('worklist.column.risk'), width: '70px', cell: (row) => <RiskTag risk={row.risk} /> },
  ];
}
