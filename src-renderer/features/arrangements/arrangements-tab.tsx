import { Button } from '@fluentui/react-components';
import { HandshakeRegular } from '@fluentui/react-icons/svg/handshake';
import { useState } from 'react';
import type { DebtorArrangements, DebtorHeader, PlanRow, PromiseRow } from '../../../src-shared/contract/index.ts';
import { replacePlace } from '../../app/navigation.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './arrangements.module.css';
import { EndPlanDialog } from './end-plan-dialog.tsx';
import { PlanCard } from './plan-card.tsx';
import { ChangePlanDialog } from './plan-dialog.tsx';
import { PromiseCard } from './promise-card.tsx';
import { ReliabilityLine } from './reliability.tsx';

type Row = { kind: 'promise'; row: PromiseRow } | { kind: 'plan'; row: PlanRow };
type Asking = { kind: 'change' | 'end'; plan: PlanRow };

function split({ promises, plans }: DebtorArrangements): { running: Row[]; past: Row[] } {
  const rows: Row[] = [...plans.map((row): Row => ({ kind: 'plan', row })), ...promises.map((row): Row => ({ kind: 'promise', row }))].sort(
    (a, b) => (a.row.createdAt > b.row.createdAt ? -1 : 1),
  );
  const runs = ({ row }: Row) => row.state === 'open' || row.state === 'running' || row.state === 'proposed';
  return { running: rows.filter(runs), past: rows.filter((each) => !runs(each)) };
}

/** What was agreed with a debtor: promises and plans that run, those that have ended, and how far its word can be relied on. */
export function ArrangementsTab({ debtor }: { debtor: DebtorHeader }) {
  const { t } = useTexts();
  const debtorId = debtor.id;
  const found = useCoreQuery('debtor.arrangements', { debtorId }, { keepPrevious: true });
  const [asking, setAsking] = useState<Asking | null>(null);
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={6} />;
  const { running, past } = split(found.data);
  if (running.length + past.length === 0) {
    return (
      <EmptyState icon={<HandshakeRegular fontSize={32} />} text={t('arrangements.empty')}>
        <Button onClick={() => replacePlace({ screen: 'debtor', debtorId, tab: 'invoices' })}>{t('arrangements.to-invoices')}</Button>
      </EmptyState>
    );
  }
  const card = (each: Row) =>
    each.kind === 'promise' ? (
      <PromiseCard key={each.row.id} promise={each.row} administrationId={debtor.administrationId} />
    ) : (
      <PlanCard
        key={each.row.id}
        plan={each.row}
        administrationId={debtor.administrationId}
        onChange={() => setAsking({ kind: 'change', plan: each.row })}
        onEnd={() => setAsking({ kind: 'end', plan: each.row })}
      />
    );
  const close = () => setAsking(null);
  return (
    <div className={styles.tab}>
      <ReliabilityLine reliability={found.data.reliability} />
      {running.length > 0 && (
        <section aria-labelledby="arrangements-running">
          <h2 id="arrangements-running">{t('arrangements.running')}</h2>
          {running.map(card)}
        </section>
      )}
      <section aria-labelledby="arrangements-past">
        <h2 id="arrangements-past">{t('arrangements.past')}</h2>
        {past.length > 0 ? past.map(card) : <p className={styles.small}>{t('arrangements.past.none')}</p>}
      </section>
      {asking?.kind === 'change' && <ChangePlanDialog plan={asking.plan} debtorName={debtor.name} onClose={close} />}
      {asking?.kind === 'end' && <EndPlanDialog plan={asking.plan} onClose={close} />}
    </div>
  );
}
