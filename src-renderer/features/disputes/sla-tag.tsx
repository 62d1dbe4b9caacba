import type { DisputeRow } from '../../../src-shared/contract/index.ts';
import { isOpenDispute } from '../../../src-shared/contract/index.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

/** The working days that are left for something, in words. */
export function daysLeftText(daysLeft: number, { t }: Texts): string {
  if (daysLeft === 0) return t('dispute.sla.today');
  return daysLeft > 0 ? t('dispute.sla.left', { days: daysLeft }) : t('dispute.sla.late', { days: -daysLeft });
}

export const daysLeftTone = (daysLeft: number): Tone => (daysLeft < 0 ? 'danger' : daysLeft <= 1 ? 'warning' : 'neutral');

/** How much time there is for an answer; nothing once there is one. */
export function SlaTag({ dispute }: { dispute: Pick<DisputeRow, 'state' | 'daysLeft'> }) {
  const texts = useTexts();
  if (!isOpenDispute(dispute.state)) return null;
  return <Tag tone={daysLeftTone(dispute.daysLeft)}>{daysLeftText(dispute.daysLeft, texts)}</Tag>;
}
