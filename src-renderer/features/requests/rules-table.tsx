import { Link } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { Flow16Regular } from '@fluentui/react-icons/svg/flow';
import { Person16Regular } from '@fluentui/react-icons/svg/person';
import type { RequestDetail } from '../../../src-shared/contract/index.ts';
import { formatMoney, hasMessage } from '../../../src-shared/i18n/index.ts';
import { goTo } from '../../app/navigation.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './request-pane.module.css';

type Rule = RequestDetail['rules'][number];

/** The rule that decided, line by line: what is allowed against what was asked, failures first. */
export function RulesTable({ detail }: { detail: RequestDetail }) {
  const texts = useTexts();
  const { t } = texts;
  const { rules, debtor } = detail;
  return (
    <Card
      title={t('request.rules')}
      icon={<Flow16Regular />}
      aside={<Link onClick={() => goTo({ screen: 'settings', section: 'portal' })}>{t('request.rules.open')}</Link>}
    >
      {rules.length > 0 && (
        <table className={styles.rules}>
          <thead>
            <tr>
              <th scope="col">{t('request.rules.limit')}</th>
              <th scope="col">{t('request.rules.allowed')}</th>
              <th scope="col">{t('request.rules.asked')}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.rule} data-failed={!rule.ok || undefined}>
                <th scope="row">
                  {rule.ok ? (
                    <CheckmarkCircle16Filled aria-label={t('request.rules.passed')} />
                  ) : (
                    <DismissCircle16Filled aria-label={t('request.rules.failed')} />
                  )}
                  {ruleName(rule, texts)}
                </th>
                <td>{allowedText(rule, debtor.currency, texts)}</td>
                <td>{askedText(rule, debtor.currency, texts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.verdict}>
        <Person16Regular />
        {verdict(detail, texts)}
      </p>
    </Card>
  );
}

function ruleName({ rule }: Rule, { t }: Texts): string {
  const key = `request.rule.${rule}`;
  return hasMessage(key) ? t(key) : rule;
}

function verdict({ rules, request }: RequestDetail, { t }: Texts): string {
  if (request.state === 'automatic') return t('request.rules.automatic');
  const failed = rules.filter(({ ok }) => !ok).map(({ rule }) => rule);
  if (failed.length === 0) return t('request.rules.none');
  if (failed.every((rule) => rule === 'by-hand')) return t('request.rules.by-setting');
  return [t('request.rules.to-person'), failed.includes('plan.risk') && t('request.rules.high-risk')].filter(Boolean).join(' ');
}

function allowedText({ rule, allowed }: Rule, currency: string, { t, language }: Texts): string {
  if (rule === 'by-hand') return t('request.rule.by-hand.allowed');
  if (allowed === null) return '';
  switch (rule) {
    case 'plan.terms':
      return t('request.limit.at-most', { value: allowed });
    case 'plan.length':
      return t('request.limit.at-most-days', { days: allowed });
    case 'plan.risk':
      return either(
        String(allowed)
          .split(',')
          .filter(Boolean)
          .map((risk) => riskText(risk, t)),
        t,
      );
    case 'plan.amount':
      return t('request.limit.up-to', { value: formatMoney(Number(allowed), currency, language) });
    case 'plan.instalment':
      return t('request.limit.from', { value: formatMoney(Number(allowed), currency, language) });
    case 'plan.first':
    case 'promise.days':
      return t('request.limit.within-days', { days: allowed });
    case 'already-paid.days-ago':
      return t('request.limit.at-most', { value: t('request.limit.days-ago', { days: allowed }) });
    default:
      return String(allowed);
  }
}

function askedText({ rule, asked }: Rule, currency: string, { t, language }: Texts): string {
  if (asked === null) return '';
  switch (rule) {
    case 'plan.length':
    case 'plan.first':
    case 'promise.days':
      return t('request.limit.days', { days: asked });
    case 'already-paid.days-ago':
      return t('request.limit.days-ago', { days: asked });
    case 'plan.risk':
      return riskText(String(asked), t);
    case 'plan.amount':
    case 'plan.instalment':
      return formatMoney(Number(asked), currency, language);
    default:
      return String(asked);
  }
}

function riskText(risk: string, t: Texts['t']): string {
  const key = `risk.${risk}`;
  return hasMessage(key) ? t(key).toLowerCase() : risk;
}

function either(list: readonly string[], t: Texts['t']): string {
  const last = list.at(-1) ?? '';
  return list.length < 2 ? last : t('request.limit.or', { first: list.slice(0, -1).join(', '), last });
}
