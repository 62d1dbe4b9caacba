import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { MessageRow } from '../../../src-shared/contract/index.ts';
import { translateStep } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { Amount } from '../../ui/money.tsx';
import styles from './message-list.module.css';
import { MessageState } from './message-state.tsx';

interface ListProps {
  messages: readonly MessageRow[];
  selectedId: string | null;
  onSelect(id: string): void;
  withDebtor: boolean;
  /** Set when there may be more than are listed. */
  cut: number | null;
}

const HEIGHT = 80;

export function MessageList({ messages, selectedId, onSelect, withDebtor, cut }: ListProps) {
  const { t } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();
  const index = messages.findIndex(({ id }) => id === selectedId);
  const virtual = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
  });
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [index, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, Home: -messages.length, End: messages.length };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = messages[Math.min(Math.max(index + move, 0), messages.length - 1)];
    if (next) onSelect(next.id);
  };
  const items = virtual.getVirtualItems();
  const shown = items.some((item) => item.index === index);
  return (
    <div
      ref={scroller}
      className={styles.list}
      role="listbox"
      aria-label={t('mail.list')}
      aria-activedescendant={shown ? `${listId}-${index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.all} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const message = messages[item.index];
          if (!message) return null;
          return (
            <div
              key={message.id}
              id={`${listId}-${item.index}`}
              className={styles.item}
              role="option"
              tabIndex={-1}
              aria-selected={item.index === index}
              style={{ transform: `translateY(${item.start}px)` }}
              onPointerDown={() => onSelect(message.id)}
            >
              <Item message={message} withDebtor={withDebtor} />
            </div>
          );
        })}
      </div>
      {cut !== null && <p className={styles.cut}>{t('mail.cut', { count: cut })}</p>}
    </div>
  );
}

function Item({ message, withDebtor }: { message: MessageRow; withDebtor: boolean }) {
  const { language } = useTexts();
  return (
    <>
      <div className={styles.line}>
        <strong>{withDebtor ? message.debtorName : message.recipient}</strong>
        <span className={styles.when}>
          <WhenText at={message.sentAt ?? message.createdAt} />
        </span>
      </div>
      <div className={styles.subject}>{message.subject}</div>
      <div className={styles.line}>
        <span className={styles.tags}>
          <MessageState state={message.state} />
          {message.stepName && <span className={styles.step}>{translateStep(language, message.stepName)}</span>}
        </span>
        <Amount minor={message.amount} currency={message.currency} code={message.currency !== 'EUR'} className={styles.amount} />
      </div>
    </>
  );
}
