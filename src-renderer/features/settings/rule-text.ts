import type { AssignmentRule } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import type { Texts } from '../../data/language.tsx';

type Rule = AssignmentRule['rule'];

/** What a rule asks, in words; an empty one holds for every debtor. */
export function ruleText(rule: Rule, currency: string, { t, language }: Texts): string {
  const range = (label: 'name' | 'number' | 'postal-code', from = '', to = '') =>
    from || to ? [t(`rule.${label}-range`, { from: from || '…', to: to || '…' })] : [];
  const parts = [
    ...(rule.kinds?.map((kind) => t(`rule.kind.${kind}`)) ?? []),
    ...(rule.risks?.length ? [rule.risks.map((risk) => t(`risk.${risk}.long`)).join(' / ')] : []),
    ...range('name', rule.nameFrom, rule.nameTo),
    ...range('number', rule.numberFrom, rule.numberTo),
    ...range('postal-code', rule.postalCodeFrom, rule.postalCodeTo),
    ...(rule.countries?.length ? [rule.countries.join(' / ')] : []),
    ...(rule.industries?.length ? [rule.industries.join(' / ')] : []),
    ...(rule.minimumOpen ? [t('rule.minimum-open', { amount: formatMoney(rule.minimumOpen, currency, language) })] : []),
  ];
  return parts.join(' · ') || t('rule.everybody');
}
