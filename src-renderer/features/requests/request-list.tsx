import { CalendarMonth20Regular } from '@fluentui/react-icons/svg/calendar-month';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ContactCard20Regular } from '@fluentui/react-icons/svg/contact-card';
import { DocumentCopy20Regular } from '@fluentui/react-icons/svg/document-copy';
import { Handshake20Regular } from '@fluentui/react-icons/svg/handshake';
import { NumberSymbol20Regular } from '@fluentui/react-icons/svg/number-symbol';
import { QuestionCircle20Regular } from '@fluentui/react-icons/svg/question-circle';
import { Receipt20Regular } from '@fluentui/react-icons/svg/receipt';
import { Scales20Regular } from '@fluentui/react-icons/svg/scales';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { RequestRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './request-list.module.css';
import { lineOf, proposalOf } from './request-texts.ts';

const icons: Record<RequestRow['kind'], ReactNode> = {
  plan: <CalendarMonth20Regular />,
  promise: <Handshake20Regular />,
  complaint: <Scales20Regular />,
  'already-paid': <Receipt20Regular />,
  question: <QuestionCircle20Regular />,
  'contact-change': <ContactCard20Regular />,
  'po-number': <NumberSymbol20Regular />,
  copy: <DocumentCopy20Regular />,
};
const tones: Partial<Record<RequestRow['kind'], string>> = { complaint: 'danger', 'already-paid': 'warning', question: 'warning' };

export interface RequestGroup {
  name: string;
  rows: readonly RequestRow[];
  waiting: boolean;
}

interface ListProps {
  groups: readonly RequestGroup[];
  selectedId: string | null;
  onSelect(id: string): void;
}

/** What waits with its proposed answer, then what was settled. One list for the keyboard. */
export function RequestList({ groups, selectedId, onSelect }: ListProps) {
  const { t } = useTexts();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const rows = groups.flatMap((group) => group.rows);
  const index = rows.findIndex(({ id }) => id === selectedId);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = rows[Math.min(Math.max(index + move, 0), rows.length - 1)];
    if (next) onSelect(next.id);
  };
  return (
    <div
      ref={list}
      className={styles.list}
      role="listbox"
      aria-label={t('requests.title')}
      aria-activedescendant={index >= 0 ? `${listId}-${index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {groups.map((group) => (
        <div key={group.name} role="presentation">
          <p className={styles.group} aria-hidden="true">
            {group.name}
          </p>
          {group.rows.map((request) => (
            <div
              key={request.id}
              id={`${listId}-${rows.indexOf(request)}`}
              className={styles.item}
              data-settled={group.waiting ? undefined : true}
              role="option"
              tabIndex={-1}
              aria-selected={request.id === selectedId}
              onPointerDown={() => onSelect(request.id)}
            >
              {group.waiting ? <Waiting request={request} /> : <Settled request={request} />}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function Waiting({ request }: { request: RequestRow }) {
  const texts = useTexts();
  const proposal = proposalOf(request, texts);
  return (
    <>
      <span className={styles.icon} data-tone={tones[request.kind]}>
        {icons[request.kind]}
      </span>
      <span className={styles.text}>
        <strong>{request.debtorName}</strong>
        <span className={styles.line}>{lineOf(request, texts)}</span>
        <Tag tone={proposal.tone}>
          <span aria-hidden="true">→ </span>
          {texts.t('requests.proposal', { what: proposal.text })}
        </Tag>
      </span>
      <span className={styles.when}>
        <WhenText at={request.createdAt} />
      </span>
    </>
  );
}

function Settled({ request }: { request: RequestRow }) {
  const texts = useTexts();
  return (
    <>
      <span className={styles.done}>
        <CheckmarkCircle16Filled />
      </span>
      <span className={styles.text}>
        <span>{request.debtorName}</span>
        <span className={styles.line}>
          {request.state === 'automatic' ? '' : `${texts.t(`request.state.${request.state}`)} · `}
          {lineOf(request, texts)}
        </span>
      </span>
      <span className={styles.when}>
        <WhenText at={request.decidedAt ?? request.createdAt} />
      </span>
    </>
  );
}
