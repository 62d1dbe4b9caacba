import { Button, Tab, TabList, Tooltip } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { Call16Regular } from '@fluentui/react-icons/svg/call';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUp20Regular } from '@fluentui/react-icons/svg/chevron-up';
import { useState } from 'react';
import type { DebtorHeader, InvoiceRow } from '../../../src-shared/contract/index.ts';
import { DEBTOR_TABS, type DebtorTab, goTo, replacePlace } from '../../app/navigation.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { RiskTag } from '../../ui/risk-tag.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ArrangementsTab } from '../arrangements/index.ts';
import { Contacts } from '../contacts/index.ts';
import { DebtorGroupTab, GroupSwitch } from '../debtor-group/index.ts';
import { DebtorDisputes } from '../disputes/index.ts';
import { Documents, DropHint, DropZone, InvoiceCopy } from '../documents/index.ts';
import { MessageReader } from '../outgoing-mail/index.ts';
import { ConversationsTab } from '../requests/index.ts';
import { Settlement } from '../settlement/index.ts';
import { CardBalances } from './card-balances.tsx';
import { CardTimeline } from './card-timeline.tsx';
import styles from './debtor-card.module.css';
import { type DebtorDialog, DebtorDialogs } from './dialogs.tsx';
import { Invoices } from './invoices.tsx';
import { PinnedLine } from './pinned-note.tsx';
import { TimelineTab } from './timeline-tab.tsx';
import { useCardOrder } from './use-card-order.ts';

const none: readonly InvoiceRow[] = [];
/** Tabs that leave room for the timeline beside them. */
const WITH_TIMELINE: readonly DebtorTab[] = ['invoices', 'contacts', 'arrangements', 'disputes'];

const backToWorklist = () => goTo({ screen: 'worklist' });

/** Everything about one debtor. What must always be seen is in the head, which never scrolls. */
export function DebtorCard({ debtorId, tab }: { debtorId: string; tab: DebtorTab }) {
  const header = useCoreQuery('debtor.header', { debtorId }, { keepPrevious: true });
  if (header.error) return <ErrorState error={header.error} retry={() => void header.refetch()} />;
  if (!header.data) {
    return (
      <div className={styles.loading}>
        <Skeleton lines={8} height={24} />
      </div>
    );
  }
  return <LoadedCard debtor={header.data} debtorId={debtorId} tab={tab} />;
}

function LoadedCard({ debtor, debtorId, tab }: { debtor: DebtorHeader; debtorId: string; tab: DebtorTab }) {
  const [dialog, setDialog] = useState<DebtorDialog | null>(null);
  const [ticked, setTicked] = useState<readonly InvoiceRow[]>(none);
  const [asGroup, setAsGroup] = useState(false);
  const notify = useNotify();
  const { t } = useTexts();
  const [copyOf, setCopyOf] = useState<{ id: string; number: string } | null>(null);
  const order = useCardOrder(debtor, debtorId, tab);
  // What is ticked on another tab or debtor is out of sight.
  const invoices = tab === 'invoices' ? ticked : none;
  const isGroup = asGroup && debtor.counts.linked > 0;
  const group = useCoreQuery('debtor.group', { debtorId }, { enabled: debtor.counts.linked > 0 }).data?.group ?? null;
  // In the group's list something may be ticked of another debtor than the card's: then it is about that one.
  const subject = invoices[0] ?? { debtorId, debtorName: debtor.name, administrationId: debtor.administrationId };
  const ask = (next: DebtorDialog) => {
    if (next !== 'call' && invoices.some((invoice) => invoice.debtorId !== subject.debtorId)) notify.done(t('selection.one-debtor'));
    else setDialog(next);
  };
  useShortcuts({
    c: () => ask('call'),
    n: () => ask('note'),
    a: () => ask('action'),
    p: () => ask('promise'),
    r: () => ask('plan'),
    t: () => ask('task'),
    d: order.finish,
    j: order.next,
    k: order.previous,
    Escape: backToWorklist,
  });
  return (
    <DropZone className={styles.card} debtorId={debtorId} onFiles={() => replacePlace({ screen: 'debtor', debtorId, tab: 'documents' })}>
      <CardHead debtor={debtor} order={order} onDialog={ask} asGroup={isGroup} onAsGroup={setAsGroup} />
      <CardBalances debtor={debtor} group={group} asGroup={isGroup} />
      <PinnedLine notes={debtor.pinnedNotes} />
      <div className={styles.below}>
        <div className={styles.main}>
          <CardTabs debtor={debtor} tab={tab} onTab={(next) => replacePlace({ screen: 'debtor', debtorId, tab: next })} />
          <div className={styles.tab} role="tabpanel" aria-labelledby={`tab-${tab}`}>
            {tab === 'invoices' && (
              <Invoices key={debtorId} debtorId={debtorId} group={isGroup} onDialog={ask} onSelected={setTicked} onOpen={setCopyOf} />
            )}
            {tab === 'invoices' && <DropHint />}
            {tab === 'timeline' && <TimelineTab key={debtorId} debtorId={debtorId} administrationId={debtor.administrationId} />}
            {tab === 'mail' && <MessageReader key={debtorId} debtorId={debtorId} administrationId={debtor.administrationId} />}
            {tab === 'settlement' && <Settlement key={debtorId} debtorId={debtorId} />}
            {tab === 'documents' && <Documents key={debtorId} debtorId={debtorId} />}
            {tab === 'contacts' && <Contacts key={debtorId} debtorId={debtorId} />}
            {tab === 'conversations' && <ConversationsTab key={debtorId} debtorId={debtorId} administrationId={debtor.administrationId} />}
            {tab === 'arrangements' && <ArrangementsTab key={debtorId} debtor={debtor} />}
            {tab === 'disputes' && <DebtorDisputes key={debtorId} debtorId={debtorId} />}
            {tab === 'group' && <DebtorGroupTab key={debtorId} debtorId={debtorId} />}
          </div>
        </div>
        {WITH_TIMELINE.includes(tab) && (
          <CardTimeline
            key={debtorId}
            debtorId={debtorId}
            administrationId={debtor.administrationId}
            invoices={invoices.filter((invoice) => invoice.debtorId === debtorId)}
          />
        )}
      </div>
      <DebtorDialogs
        debtorId={subject.debtorId}
        debtorName={subject.debtorName}
        administrationId={subject.administrationId}
        action={order.action}
        invoices={invoices}
        dialog={dialog}
        onClose={() => setDialog(null)}
      />
      {copyOf && <InvoiceCopy invoice={copyOf} onClose={() => setCopyOf(null)} />}
    </DropZone>
  );
}

interface HeadProps {
  debtor: DebtorHeader;
  order: ReturnType<typeof useCardOrder>;
  onDialog(dialog: DebtorDialog): void;
  /** The whole group is looked at. */
  asGroup: boolean;
  onAsGroup(asGroup: boolean): void;
}

function CardHead({ debtor, order, onDialog, asGroup, onAsGroup }: HeadProps) {
  const { t } = useTexts();
  return (
    <header className={styles.head}>
      <Tooltip relationship="label" content={t('debtor.back')}>
        <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={backToWorklist} />
      </Tooltip>
      <h1 title={debtor.name}>{debtor.name}</h1>
      <span className={styles.facts}>{[debtor.number, debtor.city].filter(Boolean).join(' · ')}</span>
      {debtor.risk !== 'low' && <RiskTag risk={debtor.risk} long />}
      {debtor.blocked && (
        <Tag tone="danger">
          {debtor.blockedReason ? t('debtor.blocked-because', { reason: debtor.blockedReason }) : t('debtor.blocked')}
        </Tag>
      )}
      {debtor.creditHoldReason !== null && (
        <Tag tone="warning">
          {debtor.creditHoldReason ? t('debtor.credit-hold-because', { reason: debtor.creditHoldReason }) : t('debtor.credit-hold')}
        </Tag>
      )}
      {debtor.counts.linked > 0 && <GroupSwitch count={debtor.counts.linked + 1} on={asGroup} onChange={onAsGroup} />}
      {order.actionTitle && (
        <span className={styles.action} title={order.actionTitle}>
          {order.actionTitle}
        </span>
      )}
      <span className={styles.spacer} />
      {order.position && (
        <span className={styles.position}>
          {t('debtor.position', order.position)}
          <Tooltip relationship="label" content={t('debtor.previous')}>
            <Button appearance="subtle" icon={<ChevronUp20Regular />} disabledFocusable={!order.previous} onClick={order.previous} />
          </Tooltip>
          <Tooltip relationship="label" content={t('debtor.next')}>
            <Button appearance="subtle" icon={<ChevronDown20Regular />} disabledFocusable={!order.next} onClick={order.next} />
          </Tooltip>
        </span>
      )}
      <Button icon={<Call16Regular />} onClick={() => onDialog('call')}>
        {t('debtor.call')} <KeyHint>C</KeyHint>
      </Button>
      {order.finish && (
        <Button appearance="primary" icon={<Checkmark16Regular />} onClick={order.finish}>
          {t('debtor.done-and-next')} <KeyHint onBrand>D</KeyHint>
        </Button>
      )}
    </header>
  );
}

function CardTabs({ debtor, tab, onTab }: { debtor: DebtorHeader; tab: DebtorTab; onTab(tab: DebtorTab): void }) {
  const { t } = useTexts();
  const counts: Record<DebtorTab, number> = {
    invoices: debtor.counts.openInvoices,
    timeline: debtor.counts.timeline,
    mail: debtor.counts.messages,
    documents: debtor.counts.documents,
    contacts: debtor.counts.contacts,
    arrangements: debtor.counts.arrangements,
    disputes: debtor.counts.disputes,
    settlement: debtor.counts.settlement,
    group: debtor.counts.linked,
    conversations: debtor.counts.conversations,
  };
  return (
    <TabList
      className={styles.tabs}
      selectedValue={tab}
      onTabSelect={(_, { value }) => {
        const next = DEBTOR_TABS.find((name) => name === value);
        if (next) onTab(next);
      }}
    >
      {DEBTOR_TABS.map((name) => (
        <Tab key={name} id={`tab-${name}`} value={name}>
          {t(`debtor.tab.${name}`)} {counts[name] > 0 && <span className={styles.count}>{counts[name]}</span>}
        </Tab>
      ))}
    </TabList>
  );
}
