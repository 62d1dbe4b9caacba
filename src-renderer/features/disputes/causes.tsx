import { Field, Select } from '@fluentui/react-components';
import { DataTrendingRegular } from '@fluentui/react-icons/svg/data-trending';
import { useState } from 'react';
import type { CauseFigure } from '../../../src-shared/contract/index.ts';
import { addDays } from '../../../src-shared/kernel/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { Amount, currencySign } from '../../ui/money.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import styles from './disputes.module.css';
import { rootCauseName } from './type-name.ts';

const PERIODS = [30, 90, 365] as const;

/** Why it comes to disputes: how often, for how much, how long they take. */
export function Causes({ administrationId }: { administrationId: string | null }) {
  const { t } = useTexts();
  const { today } = useSession();
  const [days, setDays] = useState<number>(90);
  const figures = useCoreQuery('disputes.figures', { administrationId, from: addDays(today, -days), until: today }, { keepPrevious: true });
  const currencies = [...new Set(figures.data?.map(({ currency }) => currency))];
  return (
    <div className={styles.causes}>
      <Field label={t('causes.period')} orientation="horizontal" className={styles.period}>
        <Select value={String(days)} onChange={(_, { value }) => setDays(Number(value))}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {t(`causes.period.${period}`)}
            </option>
          ))}
        </Select>
      </Field>
      {figures.error && <ErrorState error={figures.error} retry={() => void figures.refetch()} />}
      {figures.data?.length === 0 && <EmptyState icon={<DataTrendingRegular fontSize={32} />} text={t('causes.empty')} />}
      {currencies.map((currency) => (
        <CauseTable key={currency} currency={currency} figures={figures.data?.filter((figure) => figure.currency === currency) ?? []} />
      ))}
      {currencies.length > 0 && <p className={styles.grey}>{t('causes.explained')}</p>}
    </div>
  );
}

function CauseTable({ currency, figures }: { currency: string; figures: readonly CauseFigure[] }) {
  const texts = useTexts();
  const { t, language } = texts;
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const total = figures.reduce((sum, { amount }) => sum + amount, 0);
  const largest = Math.max(1, ...figures.map(({ amount }) => amount));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('causes.cause')}</th>
          <th scope="col" data-align="end">
            {t('causes.count')}
          </th>
          <th scope="col" data-align="end">
            {t('causes.amount')} {currencySign(currency)}
          </th>
          <th scope="col" data-align="end">
            {t('causes.upheld')} {currencySign(currency)}
          </th>
          <th scope="col" data-align="end">
            {t('causes.days')}
          </th>
          <th scope="col" data-align="end">
            {t('causes.late')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.rootCause}>
            <th scope="row">
              {figure.rootCause ? rootCauseName(figure.rootCause, texts) : t('causes.none')}
              <span
                className={styles.bar}
                role="img"
                aria-label={t('causes.share', { share: percent.format(figure.amount / Math.max(1, total)) })}
                style={{ width: `${Math.round((figure.amount / largest) * 100)}%` }}
              />
            </th>
            <td data-align="end">{figure.count}</td>
            <td data-align="end">
              <Amount minor={figure.amount} currency={currency} />
            </td>
            <td data-align="end">
              <Amount minor={figure.upheld} currency={currency} />
            </td>
            <td data-align="end">{number.format(figure.workingDays)}</td>
            <td data-align="end">{figure.late || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
