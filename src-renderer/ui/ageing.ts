import type { Ageing } from '../../src-shared/contract/index.ts';
import { formatMoney, type MessageKey } from '../../src-shared/i18n/index.ts';
import type { Texts } from '../data/language.tsx';

/** Names of the five classes, in the order they have everywhere. */
export const AGEING_CLASSES = ['not-due', '1-30', '31-60', '61-90', 'over-90'] as const satisfies readonly string[];
export const ageingLabel = (index: number): MessageKey => `ageing.${AGEING_CLASSES[index] ?? 'over-90'}`;

/** The five amounts in words, for a tooltip and for who does not see the bar. */
export function describeAgeing(ageing: Ageing, currency: string, { t, language }: Texts): string {
  return ageing.map((minor, index) => `${t(ageingLabel(index))} ${formatMoney(minor, currency, language)}`).join(' · ');
}
