import type { DisputeRow } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './disputes.module.css';
import { SlaTag } from './sla-tag.tsx';
import { disputeTypeName } from './type-name.ts';

interface DisputeCardProps {
  dispute: DisputeRow;
  current: boolean;
  onCurrent(): void;
}

/** A dispute on the board: whose, why, how much, by when, who. */
export function DisputeCard({ dispute, current, onCurrent }: DisputeCardProps) {
  const texts = useTexts();
  const { t, language } = texts;
  const [first, ...more] = dispute.lines;
  return (
    <button
      type="button"
      className={styles.dispute}
      data-dispute
      draggable
      tabIndex={current ? 0 : -1}
      aria-current={current || undefined}
      onClick={onCurrent}
      onFocus={onCurrent}
      onDoubleClick={() => openDebtor(dispute.debtorId, 'disputes')}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', dispute.id)}
    >
      <span className={styles.row}>
        <strong>{dispute.debtorName}</strong>
        <span className={styles.amount}>{formatMoney(dispute.toCredit || dispute.amount, dispute.currency, language)}</span>
      </span>
      <span className={styles.grey}>
        {disputeTypeName(dispute.type, texts)} ·{' '}
        <span className={styles.number}>
          {first?.number}
          {more.length > 0 && ` +${more.length}`}
        </span>
      </span>
      <span className={styles.row}>
        <span className={styles.tags}>
          <SlaTag dispute={dispute} />
          {dispute.escalated && dispute.closedOn === null && <Tag tone="warning">{t('dispute.escalated')}</Tag>}
          {dispute.closedOn !== null && <Tag tone="neutral">{t(`dispute.state.${dispute.state}`)}</Tag>}
        </span>
        <span className={styles.grey}>{dispute.ownerName || t('dispute.nobody')}</span>
      </span>
    </button>
  );
}
