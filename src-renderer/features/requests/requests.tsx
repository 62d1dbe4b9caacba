import { PersonFeedbackRegular } from '@fluentui/react-icons/svg/person-feedback';
import { useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import type { RequestDetail, RequestRow } from '../../../src-shared/contract/index.ts';
import { goTo, replacePlace } from '../../app/navigation.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useRemembered } from '../../data/memory.ts';
import { useMay, useSession } from '../../data/session.tsx';
import { Chip } from '../../ui/chip.tsx';
import { dayOf } from '../../ui/day-text.tsx';
import { SidePane } from '../../ui/pane.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { type Answer, isAdjustable, type Proposal, proposedAnswer, replyFor } from './answers.ts';
import { ConversationPane } from './conversation-pane.tsx';
import { usePendingDecisions } from './pending-decisions.ts';
import { type RequestGroup, RequestList } from './request-list.tsx';
import { type DecideActions, RequestPane } from './request-pane.tsx';
import styles from './requests.module.css';
import { useDecide } from './use-decide.ts';

type Kind = RequestRow['kind'];

/** What debtors asked in the portal: what waits for a person with its proposed answer, and what went by itself. */
export function Requests({ requestId }: { requestId: string | null }) {
  const { t } = useTexts();
  const { today } = useSession();
  const administrationId = useAdministration()?.id ?? null;
  const [mine, setMine] = useRemembered('requests.mine', z.boolean(), false);
  const [kind, setKind] = useState<Kind | null>(null);
  const pending = usePendingDecisions();
  const list = useCoreQuery('requests.list', { administrationId, mine }, { keepPrevious: true });
  const waiting = useMemo(() => (list.data?.waiting ?? []).filter(({ id }) => !pending.has(id)), [list.data, pending]);
  const groups = useMemo(() => groupsOf(waiting, list.data?.settled ?? [], kind, today, t), [waiting, list.data, kind, today, t]);
  const rows = groups.flatMap((group) => group.rows);
  const selected = rows.find(({ id }) => id === requestId) ?? rows[0];
  const select = (id: string) => replacePlace({ screen: 'requests', requestId: id });
  const step = (move: number) => () => {
    const next = rows[rows.findIndex(({ id }) => id === selected?.id) + move];
    if (next) select(next.id);
  };
  useShortcuts({
    j: step(1),
    k: step(-1),
    Enter: selected && (() => goTo({ screen: 'debtor', debtorId: selected.debtorId, tab: 'invoices' })),
  });
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  return (
    <div className={styles.screen}>
      <div className={styles.left}>
        <header className={styles.head}>
          <h1>{t('requests.title')}</h1>
          <span role="status">{t('requests.waiting', { count: waiting.length })}</span>
        </header>
        <div className={styles.filters}>
          <Chip on={!mine} aria-pressed={!mine} onClick={() => setMine(false)}>
            {t('requests.whose.all')}
          </Chip>
          <Chip on={mine} aria-pressed={mine} onClick={() => setMine(true)}>
            {t('requests.whose.mine')}
          </Chip>
          <span className={styles.divider} />
          <KindChips waiting={waiting} kind={kind} onKind={setKind} />
        </div>
        {list.isPending && <Skeleton lines={8} height={48} />}
        {list.data && rows.length === 0 && <EmptyState icon={<PersonFeedbackRegular fontSize={32} />} text={t('requests.empty')} />}
        {rows.length > 0 && <RequestList groups={groups} selectedId={selected?.id ?? null} onSelect={select} />}
      </div>
      {selected && <Chosen key={selected.id} id={selected.id} onDone={step(1)} />}
    </div>
  );
}

function KindChips({ waiting, kind, onKind }: { waiting: readonly RequestRow[]; kind: Kind | null; onKind(kind: Kind | null): void }) {
  const { t } = useTexts();
  const kinds = [...Map.groupBy(waiting, (request) => request.kind)];
  return (
    <>
      <Chip on={kind === null} aria-pressed={kind === null} onClick={() => onKind(null)}>
        {t('requests.filter.all')} {waiting.length}
      </Chip>
      {kinds.map(([name, rows]) => (
        <Chip key={name} on={kind === name} aria-pressed={kind === name} onClick={() => onKind(kind === name ? null : name)}>
          {t(`request.kind.${name}`)} {rows.length}
        </Chip>
      ))}
    </>
  );
}

function groupsOf(
  waiting: readonly RequestRow[],
  settled: readonly RequestRow[],
  kind: Kind | null,
  today: string,
  t: ReturnType<typeof useTexts>['t'],
): RequestGroup[] {
  const shown = (rows: readonly RequestRow[]) => rows.filter((request) => kind === null || request.kind === kind);
  const isToday = ({ decidedAt, createdAt }: RequestRow) => dayOf(decidedAt ?? createdAt) === today;
  const groups: RequestGroup[] = [
    { name: t('requests.needs-decision'), rows: shown(waiting), waiting: true },
    {
      name: t('requests.by-itself'),
      rows: shown(settled.filter((request) => request.state === 'automatic' && isToday(request))),
      waiting: false,
    },
    {
      name: t('requests.decided'),
      rows: shown(settled.filter((request) => request.state !== 'automatic' || !isToday(request))),
      waiting: false,
    },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

function Chosen({ id, onDone }: { id: string; onDone(): void }) {
  const { t } = useTexts();
  const detail = useCoreQuery('request.detail', { requestId: id });
  if (detail.error) return <ErrorState error={detail.error} retry={() => void detail.refetch()} />;
  if (!detail.data) {
    return (
      <div className={styles.loading}>
        <Skeleton lines={8} height={24} />
      </div>
    );
  }
  return <Loaded detail={detail.data} onDone={onDone} label={t('conversation.title')} />;
}

function Loaded({ detail, onDone, label }: { detail: RequestDetail; onDone(): void; label: string }) {
  const { t } = useTexts();
  const { request } = detail;
  const mayDecide = useMay(['administrator', 'credit-manager', 'collector'], request.administrationId);
  const decide = useDecide();
  const proposed = proposedAnswer(request);
  const [adjusted, setAdjusted] = useState<Proposal | null>(null);
  const [adjusting, setAdjusting] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const replyBox = useRef<HTMLTextAreaElement>(null);
  const answer: Answer | null = adjusting ? adjusted && { decision: 'adjust', proposed: adjusted } : proposed;
  const reply = typed ?? (answer ? replyFor(detail, answer) : '');

  const give = (chosen: Answer, words: string) => {
    onDone();
    decide(request, chosen, words.trim());
  };
  const needsWords = request.kind === 'question' && reply.trim() === '';
  const begin = () => {
    setAdjusting(true);
    setAdjusted(request.proposed && isAdjustable(request) ? (request.proposed as Proposal) : null);
  };
  const waiting = request.state === 'waiting' && mayDecide;
  const actions: DecideActions = {
    approve: answer && !needsWords ? () => give(answer, reply) : null,
    adjust: isAdjustable(request) ? begin : null,
    decline:
      request.kind === 'question'
        ? null
        : () => give({ decision: 'decline', proposed: null }, typed ?? replyFor(detail, { decision: 'decline', proposed: null })),
    missing: needsWords ? t('request.reply-needed') : t('request.no-fit'),
  };
  useShortcuts(
    {
      a: () => {
        if (actions.approve) return actions.approve();
        if (needsWords) replyBox.current?.focus();
      },
      w: actions.adjust ?? undefined,
      x: actions.decline ?? undefined,
      Escape: adjusting ? () => setAdjusting(false) : undefined,
    },
    waiting,
  );
  return (
    <>
      <RequestPane
        detail={detail}
        answer={answer}
        adjusting={adjusting}
        mayDecide={mayDecide}
        actions={actions}
        onProposal={setAdjusted}
        onCancelAdjust={() => setAdjusting(false)}
      />
      <SidePane name="conversation" label={label} width={352}>
        <ConversationPane detail={detail} answer={answer} reply={reply} onReply={setTyped} replyBox={replyBox} mayDecide={mayDecide} />
      </SidePane>
    </>
  );
}
