import { Call16Regular } from '@fluentui/react-icons/svg/call';
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CommentError16Regular } from '@fluentui/react-icons/svg/comment-error';
import { Document16Regular } from '@fluentui/react-icons/svg/document';
import { Globe16Regular } from '@fluentui/react-icons/svg/globe';
import { Handshake16Regular } from '@fluentui/react-icons/svg/handshake';
import { Mail16Regular } from '@fluentui/react-icons/svg/mail';
import { Note16Regular } from '@fluentui/react-icons/svg/note';
import { Payment16Regular } from '@fluentui/react-icons/svg/payment';
import { Send16Regular } from '@fluentui/react-icons/svg/send';
import { Settings16Regular } from '@fluentui/react-icons/svg/settings';
import type { ReactNode } from 'react';
import type { TimelineRow } from '../../../src-shared/contract/index.ts';
import { addDays } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { dayOf, WhenText } from '../../ui/day-text.tsx';
import styles from './timeline.module.css';
import { timelineText } from './timeline-text.ts';

const byKind: Record<string, ReactNode> = {
  note: <Note16Regular />,
  call: <Call16Regular />,
  'action-done': <CheckmarkCircle16Regular />,
  'message-sent': <Send16Regular />,
  'portal-visit': <Globe16Regular />,
};
const byCategory: Record<TimelineRow['category'], ReactNode> = {
  contact: <Note16Regular />,
  mail: <Mail16Regular />,
  payment: <Payment16Regular />,
  note: <Note16Regular />,
  arrangement: <Handshake16Regular />,
  dispute: <CommentError16Regular />,
  document: <Document16Regular />,
  portal: <Globe16Regular />,
  system: <Settings16Regular />,
};
export const timelineIcon = ({ kind, category }: TimelineRow): ReactNode => byKind[kind] ?? byCategory[category];

type Group = { name: 'today' | 'yesterday' | 'earlier'; rows: TimelineRow[] };

function grouped(rows: readonly TimelineRow[], today: string, yesterday: string): Group[] {
  const groups: Group[] = [
    { name: 'today', rows: [] },
    { name: 'yesterday', rows: [] },
    { name: 'earlier', rows: [] },
  ];
  for (const row of rows) {
    const day = dayOf(row.at);
    groups[day >= today ? 0 : day === yesterday ? 1 : 2]?.rows.push(row);
  }
  return groups.filter((group) => group.rows.length > 0);
}

/** What happened, newest first, by day. */
export function Timeline({ rows }: { rows: readonly TimelineRow[] }) {
  const { t } = useTexts();
  const { today } = useSession();
  return (
    <div className={styles.timeline}>
      {grouped(rows, today, addDays(today, -1)).map(({ name, rows: entries }) => (
        <section key={name}>
          <h3 className={styles.day}>{t(`timeline.${name}`)}</h3>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ entry }: { entry: TimelineRow }) {
  const texts = useTexts();
  const { title, body } = timelineText(entry, texts);
  return (
    <li className={styles.entry}>
      <span className={styles.icon} data-category={entry.category}>
        {timelineIcon(entry)}
      </span>
      <div className={styles.text}>
        <div className={styles.head}>
          <strong>{title}</strong>
          <span className={styles.when}>
            <WhenText at={entry.at} withTime />
          </span>
        </div>
        {body && <p>{body}</p>}
        {entry.actorName && <p className={styles.actor}>{entry.actorName}</p>}
      </div>
    </li>
  );
}

/** The last few things that happened, a line each, for the preview. */
export function TimelineLines({ rows }: { rows: readonly TimelineRow[] }) {
  const texts = useTexts();
  return (
    <ul className={styles.lines}>
      {rows.map((entry) => {
        const { title, body } = timelineText(entry, texts);
        return (
          <li key={entry.id}>
            {timelineIcon(entry)}
            <span className={styles.line} title={[title, body].filter(Boolean).join(' · ')}>
              {entry.kind === 'note' && body ? body : [title, body].filter(Boolean).join(' · ')}
            </span>
            <span className={styles.when}>
              <WhenText at={entry.at} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
