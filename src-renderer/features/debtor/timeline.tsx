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
import { addDays, type Day } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { dayOf, WhenText } from '../../ui/day-text.tsx';
import { NoteMenu } from '../notes/index.ts';
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

/** The heading an entry stands under. */
export function dayGroup({ at }: TimelineRow, today: Day): 'today' | 'yesterday' | 'earlier' {
  const day = dayOf(at);
  if (day >= today) return 'today';
  return day === addDays(today, -1) ? 'yesterday' : 'earlier';
}

export function Entry({ debtorId, entry, last }: { debtorId: string; entry: TimelineRow; last: boolean }) {
  const texts = useTexts();
  const { title, body } = timelineText(entry, texts);
  return (
    <div className={styles.entry} data-last={last || undefined}>
      <span className={styles.icon} data-category={entry.category}>
        {timelineIcon(entry)}
      </span>
      <div className={styles.text}>
        <div className={styles.head}>
          <strong>{title}</strong>
          {entry.kind === 'note' && entry.refId && <NoteMenu debtorId={debtorId} noteId={entry.refId} />}
          <span className={styles.when}>
            <WhenText at={entry.at} withTime />
          </span>
        </div>
        {body && <p>{body}</p>}
        {entry.actorName && <p className={styles.actor}>{entry.actorName}</p>}
      </div>
    </div>
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
