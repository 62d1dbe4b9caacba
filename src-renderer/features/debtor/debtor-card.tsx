import { Button, Tab, TabList, Tooltip } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { Call16Regular } from '@fluentui/react-icons/svg/call';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUp20Regular } from '@fluentui/react-icons/svg/chevron-up';
import { useState } from 'react';
import type { DebtorHeader } from '../../../src-shared/contract/index.ts';
import { DEBTOR_TABS, type DebtorTab, goTo, replacePlace } from '../../app/navigation.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { RiskTag } from '../../ui/risk-tag.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Contacts } from '../contacts/index.ts';
import { DebtorGroupTab } from '../debtor-group/index.ts';
import { Documents, DropHint, DropZone } from '../documents/index.ts';
import { MessageReader } from '../outgoing-mail/index.ts';
import { CardBalances } from './card-balances.tsx';
import { CardTimeline } from './card-timeline.tsx';
import styles from './debtor-card.module.css';
import { type DebtorDialog, DebtorDialogs } from './dialogs.tsx';
import { Invoices } from './invoices.tsx';
import { PinnedLine } from './pinned-note.tsx';
import { TimelineTab } from './timeline-tab.tsx';
import { useCardOrder } from './use-card-order.ts';

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
  const order = useCardOrder(debtor, debtorId, tab);
  useShortcuts({
    c: () => setDialog('call'),
    n: () => setDialog('note'),
    a: () => setDialog('plan'),
    d: order.finish,
    j: order.next,
    k: order.previous,
    Escape: backToWorklist,
  });
  return (
    <DropZone className={styles.card} debtorId={debtorId} onFiles={() => replacePlace({ screen: 'debtor', debtorId, tab: 'documents' })}>
      <CardHead debtor={debtor} order={order} onDialog={setDialog} />
      <CardBalances debtor={debtor} />
      <PinnedLine notes={debtor.pinnedNotes} />
      <div className={styles.below}>
        <div className={styles.main}>
          <CardTabs debtor={debtor} tab={tab} onTab={(next) => replacePlace({ screen: 'debtor', debtorId, tab: next })} />
          <div className={styles.tab} role="tabpanel" aria-labelledby={`tab-${tab}`}>
            {tab === 'invoices' && <Invoices key={debtorId} debtorId={debtorId} />}
            {tab === 'invoices' && <DropHint />}
            {tab === 'timeline' && <TimelineTab key={debtorId} debtorId={debtorId} />}
            {tab === 'mail' && <MessageReader key={debtorId} debtorId={debtorId} administrationId={debtor.administrationId} />}
            {tab === 'documents' && <Documents key={debtorId} debtorId={debtorId} />}
            {tab === 'contacts' && <Contacts key={debtorId} debtorId={debtorId} />}
            {tab === 'group' && <DebtorGroupTab key={debtorId} debtorId={debtorId} />}
          </div>
        </div>
        {(tab === 'invoices' || tab === 'contacts') && <CardTimeline key={debtorId} debtorId={debtorId} />}
      </div>
      <DebtorDialogs debtorId={debtorId} debtorName={debtor.name} action={order.action} dialog={dialog} onClose={() => setDialog(null)} />
    </DropZone>
  );
}

interface HeadProps {
  debtor: DebtorHeader;
  order: ReturnType<typeof useCardOrder>;
  onDialog(dialog: DebtorDialog): void;
}

function CardHead({ debtor, order, onDialog }: HeadProps) {
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
    group: debtor.counts.linked,
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
          {t(`debtor.tab.${name}`)} <span className={styles.count}>{counts[name]}</span>
        </Tab>
      ))}
    </TabList>
  );
}
