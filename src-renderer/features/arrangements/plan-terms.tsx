import { Button, Tooltip } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Amount, currencySign } from '../../ui/money.tsx';
import styles from './dialogs.module.css';
import { addTerm, balanceLast, type DraftedPlan, type DraftProblem, type PlanDraft, type TermDraft } from './plan-draft.ts';

interface TermsProps {
  draft: PlanDraft;
  plan: DraftedPlan;
  total: number;
  currency: string;
  today: Day;
  onChange(draft: PlanDraft): void;
}

/** What a plan comes to, term by term, as it is made up; free terms are written right here. */
export function PlanTerms({ draft, plan, total, currency, today, onChange }: TermsProps) {
  const texts = useTexts();
  const { t } = texts;
  const sum = plan.terms.reduce((left, { amount }) => left + amount, 0);
  const free = draft.shape === 'free';
  return (
    <section className={styles.terms} aria-label={t('plan.preview')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('instalment.position')}</th>
            <th scope="col">{t('instalment.due-on')}</th>
            <th scope="col" className={styles.end}>
              {t('instalment.amount')} {currencySign(currency)}
            </th>
            {free && <td />}
          </tr>
        </thead>
        <tbody>
          {free
            ? draft.free.map((term, index) => (
                <FreeTerm key={term.key} term={term} index={index} {...{ draft, currency, today, onChange }} />
              ))
            : plan.terms.map(({ dueOn, amount }, index) => (
                <tr key={dueOn}>
                  <td>{index + 1}</td>
                  <td>
                    <DayText day={dueOn} />
                  </td>
                  <td className={styles.end}>
                    <Amount minor={amount} currency={currency} />
                  </td>
                </tr>
              ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('plan.preview.total')}
            </th>
            <td className={styles.end}>
              <Amount minor={sum} currency={currency} className={styles.strong} />
            </td>
            {free && <td />}
          </tr>
        </tfoot>
      </table>
      {free && (
        <div className={styles.termActions}>
          <Button size="small" icon={<Add16Regular />} onClick={() => onChange(addTerm(draft, total - sum))}>
            {t('plan.term.add')}
          </Button>
          {sum !== total && draft.free.length > 0 && (
            <Button size="small" onClick={() => onChange(balanceLast(draft, total - sum))}>
              {t('plan.rest-to-last')}
            </Button>
          )}
        </div>
      )}
      <p className={styles.problem} role="status">
        {plan.problem ? problemText(plan.problem, currency, texts) : ''}
      </p>
    </section>
  );
}

interface FreeTermProps extends Pick<TermsProps, 'draft' | 'currency' | 'today' | 'onChange'> {
  term: TermDraft;
  index: number;
}

function FreeTerm({ term, index, draft, currency, today, onChange }: FreeTermProps) {
  const { t } = useTexts();
  const change = (changes: Partial<TermDraft>) =>
    onChange({ ...draft, free: draft.free.map((each) => (each.key === term.key ? { ...each, ...changes } : each)) });
  return (
    <tr>
      <td>{index + 1}</td>
      <td>
        <DayField
          label={t('plan.term.day-of', { term: index + 1 })}
          value={term.dueOn}
          min={today}
          onChange={(dueOn) => change({ dueOn })}
        />
      </td>
      <td className={styles.end}>
        <AmountField
          label={t('plan.term.amount-of', { term: index + 1 })}
          value={term.amount}
          currency={currency}
          onChange={(amount) => change({ amount })}
        />
      </td>
      <td>
        <Tooltip relationship="label" content={t('plan.term.remove', { term: index + 1 })}>
          <Button
            appearance="subtle"
            size="small"
            icon={<Delete16Regular />}
            onClick={() => onChange({ ...draft, free: draft.free.filter(({ key }) => key !== term.key) })}
          />
        </Tooltip>
      </td>
    </tr>
  );
}

function problemText(problem: DraftProblem, currency: string, { t, language }: Texts): string {
  if (problem.code !== 'sum') return t(`plan.problem.${problem.code}`, { term: problem.index + 1 });
  const amount = formatMoney(Math.abs(problem.difference), currency, language);
  return t(problem.difference > 0 ? 'plan.lacking' : 'plan.too-much', { amount });
}
