import { Button } from '@fluentui/react-components';
import type { PlanRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { DayText, dayOf } from '../../ui/day-text.tsx';
import { Amount, currencySign } from '../../ui/money.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { Agreed } from './agreed.tsx';
import styles from './arrangements.module.css';

const planTones: Record<PlanRow['state'], Tone> = {
  proposed: 'neutral',
  running: 'brand',
  completed: 'success',
  lapsed: 'danger',
  ended: 'neutral',
};
type Instalment = PlanRow['instalments'][number];
const instalmentTones: Record<Instalment['state'], Tone> = {
  due: 'plain',
  'partly-paid': 'warning',
  paid: 'success',
  missed: 'danger',
  cancelled: 'plain',
};

interface PlanCardProps {
  plan: PlanRow;
  administrationId: string;
  onChange?: () => void;
  onEnd?: () => void;
}

/** A plan with its instalments: what is paid of it, and what is still to come. */
export function PlanCard({ plan, administrationId, onChange, onEnd }: PlanCardProps) {
  const { t, language } = useTexts();
  const may = useMay(['administrator', 'credit-manager', 'collector'], administrationId);
  const money = (minor: number) => formatMoney(minor, plan.currency, language);
  const confirmed = plan.confirmedAt
    ? t('plan.confirmed-on', { day: formatDay(dayOf(plan.confirmedAt), language) })
    : t('plan.not-confirmed');
  return (
    <article className={styles.card} aria-label={`${t('plan.kind')} ${money(plan.total)}`}>
      <header>
        <h3>{t('plan.kind')}</h3>
        <Tag tone={planTones[plan.state]}>{t(`plan.state.${plan.state}`)}</Tag>
        <span className={styles.strong}>{t('plan.paid-of', { paid: money(plan.paid), total: money(plan.total) })}</span>
        <span className={styles.spacer} />
        {may && plan.state === 'running' && onChange && onEnd && (
          <>
            <Button size="small" onClick={onChange}>
              {t('plan.change')}
            </Button>
            <Button size="small" onClick={onEnd}>
              {t('plan.end')}
            </Button>
          </>
        )}
      </header>
      <Agreed row={plan} more={[confirmed, plan.endedOn ? formatDay(plan.endedOn, language) : '', plan.endReason]} />
      <Instalments plan={plan} />
    </article>
  );
}

function Instalments({ plan }: { plan: PlanRow }) {
  const { t, language } = useTexts();
  const money = (title: string) => `${title} ${currencySign(plan.currency)}`;
  return (
    <table className={styles.instalments}>
      <thead>
        <tr>
          <th scope="col">{t('instalment.position')}</th>
          <th scope="col">{t('instalment.due-on')}</th>
          <th scope="col">{money(t('instalment.amount'))}</th>
          <th scope="col">{money(t('instalment.paid'))}</th>
          <th scope="col">{money(t('instalment.left'))}</th>
          <th scope="col">{t('instalment.state')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.instalments.map((instalment) => (
          <tr key={instalment.id}>
            <td>{instalment.position}</td>
            <td>
              <DayText day={instalment.dueOn} />
            </td>
            <td>
              <Amount minor={instalment.amount} currency={plan.currency} className={styles.grey} />
            </td>
            <td>
              <Amount minor={instalment.paid} currency={plan.currency} className={styles.grey} />
            </td>
            <td>
              <Amount minor={instalment.amount - instalment.paid} currency={plan.currency} className={styles.strong} />
            </td>
            <td>
              <Tag tone={instalmentTones[instalment.state]}>{t(`instalment.state.${instalment.state}`)}</Tag>
              {instalment.remindedOn && instalment.state !== 'paid' && (
                <span className={styles.small}>{t('instalment.reminded', { day: formatDay(instalment.remindedOn, language) })}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
