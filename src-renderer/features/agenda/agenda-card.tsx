import { CalendarError16Regular } from '@fluentui/react-icons/svg/calendar-error';
import { Call16Regular } from '@fluentui/react-icons/svg/call';
import { ClipboardTask16Regular } from '@fluentui/react-icons/svg/clipboard-task';
import { CommentError16Regular } from '@fluentui/react-icons/svg/comment-error';
import { Handshake16Regular } from '@fluentui/react-icons/svg/handshake';
import { Money16Regular } from '@fluentui/react-icons/svg/money';
import { PersonQuestionMark16Regular } from '@fluentui/react-icons/svg/person-question-mark';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import type { AgendaItem } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import styles from './agenda.module.css';
import { isMovable, itemKey } from './agenda-state.ts';
import { moveFocus } from './move-focus.ts';

const icons: Record<AgendaItem['kind'], ReactNode> = {
  action: <ClipboardTask16Regular />,
  promise: <Handshake16Regular />,
  instalment: <Money16Regular />,
  dispute: <CommentError16Regular />,
  task: <PersonQuestionMark16Regular />,
};

export const dragType = 'application/x-kasstroom-action';

interface CardProps {
  item: AgendaItem;
  /** By days forward or back. */
  onMove(item: AgendaItem, by: number): void;
  onAsk(item: AgendaItem): void;
  onDone(item: AgendaItem): void;
  /** With the day, where it does not stand under it. */
  withDay?: boolean;
}

/**
 * One thing on a day. Enter opens the debtor; an action is dragged, or moved with Alt and an arrow, asked another day for
 * with U, and done with D.
 */
export function AgendaCard({ item, onMove, onAsk, onDone, withDay = false }: CardProps) {
  const { t, language } = useTexts();
  const movable = isMovable(item);
  const what = item.title || t(item.actionKind ? `action.${item.actionKind}` : `agenda.kind.${item.kind}`);
  const money = item.amount === null || item.currency === null ? null : formatMoney(item.amount, item.currency, language);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const key = event.key.toLowerCase();
    if (by !== undefined && event.altKey && movable) onMove(item, by);
    else if (by !== undefined && !event.altKey && moveFocus(event)) return event.preventDefault();
    else if (key === 'u' && movable) onAsk(item);
    else if (key === 'd' && movable) onDone(item);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      className={styles.card}
      data-item={itemKey(item)}
      data-kind={item.kind}
      data-expired={item.expired || undefined}
      draggable={movable}
      aria-keyshortcuts={movable ? 'Alt+ArrowLeft Alt+ArrowRight U D' : undefined}
      onClick={() => openDebtor(item.debtorId)}
      onKeyDown={press}
      onDragStart={(event: DragEvent) => {
        event.dataTransfer.setData(dragType, item.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <span className={styles.what}>
        {item.actionKind === 'call' ? <Call16Regular /> : icons[item.kind]}
        {item.time && <time>{item.time}</time>}
        <span className={styles.words}>{what}</span>
      </span>
      <strong>{item.debtorName}</strong>
      {(money || withDay || item.expired) && (
        <span className={styles.facts}>
          {withDay && <time dateTime={item.on}>{formatDay(item.on, language)}</time>}
          {money && <span className={styles.money}>{money}</span>}
          {item.expired && (
            <span className={styles.expired}>
              <CalendarError16Regular /> {t('agenda.expired')}
            </span>
          )}
        </span>
      )}
    </button>
  );
}
