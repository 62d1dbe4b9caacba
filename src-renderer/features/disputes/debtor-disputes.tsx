import { ScalesRegular } from '@fluentui/react-icons/svg/scales';
import { useState } from 'react';
import type { DisputeRow } from '../../../src-shared/contract/index.ts';
import { isOpenDispute } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { DisputeDetail } from './dispute-detail.tsx';
import styles from './disputes.module.css';
import { SlaTag } from './sla-tag.tsx';
import { disputeTypeName } from './type-name.ts';

/** A debtor's disputes on its card: those that run, then the others, with one of them in full. */
export function DebtorDisputes({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const disputes = useCoreQuery('debtor.disputes', { debtorId }, { keepPrevious: true });
  const [currentId, setCurrentId] = useState<string | null>(null);
  if (disputes.error) return <ErrorState error={disputes.error} retry={() => void disputes.refetch()} />;
  if (!disputes.data) return null;
  if (disputes.data.length === 0) return <EmptyState icon={<ScalesRegular fontSize={32} />} text={t('dispute.tab.empty')} />;
  const open = disputes.data.filter(({ state }) => isOpenDispute(state));
  const decided = disputes.data.filter(({ state }) => !isOpenDispute(state));
  const current = disputes.data.find(({ id }) => id === currentId) ?? open[0] ?? decided[0];
  const list = { currentId: current?.id, onCurrent: setCurrentId };
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        <Group title={t('dispute.tab.open')} rows={open} {...list} />
        <Group title={t('dispute.tab.decided')} rows={decided} {...list} />
      </div>
      <div className={styles.scroll}>{current && <DisputeDetail key={current.id} dispute={current} showDebtor={false} />}</div>
    </div>
  );
}

interface GroupProps {
  title: string;
  rows: readonly DisputeRow[];
  currentId: string | undefined;
  onCurrent(id: string): void;
}

function Group({ title, rows, currentId, onCurrent }: GroupProps) {
  const texts = useTexts();
  const { t, language } = texts;
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows.map((dispute) => (
        <button
          key={dispute.id}
          type="button"
          className={styles.item}
          aria-current={dispute.id === currentId || undefined}
          onClick={() => onCurrent(dispute.id)}
        >
          <span className={styles.row}>
            <strong>{disputeTypeName(dispute.type, texts)}</strong>
            <span className={styles.amount}>{formatMoney(dispute.amount, dispute.currency, language)}</span>
          </span>
          <span className={styles.row}>
            <span className={styles.grey}>{dispute.lines.map(({ number }) => number).join(', ')}</span>
            {isOpenDispute(dispute.state) ? <SlaTag dispute={dispute} /> : <Tag tone="neutral">{t(`dispute.state.${dispute.state}`)}</Tag>}
          </span>
        </button>
      ))}
    </section>
  );
}
