import { useState } from 'react';
import type { Balance, DebtorGroup, DebtorHeader } from '../../../src-shared/contract/index.ts';
import { formatMoney, formatWhole } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { AgeingBar, AgeingLegend } from '../../ui/ageing-bar.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Money } from '../../ui/money.tsx';
import styles from './card-balances.module.css';

const FIGURES = ['open', 'overdue', 'disputed', 'promised', 'inPlan', 'onTheWay'] as const;
type Figure = (typeof FIGURES)[number];
const large: readonly Figure[] = ['open', 'overdue'];

const toneOf = (figure: Figure, minor: number) =>
  minor <= 0 ? undefined : figure === 'overdue' ? 'danger' : figure === 'onTheWay' ? 'success' : undefined;

/** What is owed and how old it is, per currency. Open and overdue always, the rest when there is any. */
export function CardBalances({ debtor, group, asGroup }: { debtor: DebtorHeader; group: DebtorGroup['group']; asGroup: boolean }) {
  const { t } = useTexts();
  const [currency, setCurrency] = useState<string | null>(null);
  const balances = asGroup && group ? group.totals : debtor.balances;
  const balance = balances.find((each) => each.currency === currency) ?? balances[0];
  if (!balance) return null;
  return (
    <div className={styles.balances}>
      <dl className={styles.figures}>
        {FIGURES.filter((figure) => large.includes(figure) || balance[figure] !== 0).map((figure) => (
          <div key={figure} data-large={large.includes(figure) || undefined} data-tone={toneOf(figure, balance[figure])}>
            <dt>{t(`balance.${figure}`)}</dt>
            <dd>
              <Money minor={balance[figure]} currency={balance.currency} />
            </dd>
          </div>
        ))}
        {!asGroup && <GroupOpen group={group} currency={balance.currency} />}
        {!asGroup && <Limit debtor={debtor} balance={balance} />}
      </dl>
      {balances.length > 1 && (
        <div className={styles.currencies}>
          {balances.map((each) => (
            <Chip key={each.currency} on={each === balance} aria-pressed={each === balance} onClick={() => setCurrency(each.currency)}>
              {each.currency}
            </Chip>
          ))}
        </div>
      )}
      <div className={styles.ageing}>
        <AgeingBar ageing={balance.ageing} currency={balance.currency} size="card" />
        <AgeingLegend ageing={balance.ageing} currency={balance.currency} />
      </div>
    </div>
  );
}

/** What the whole group owes in the currency that is looked at. */
function GroupOpen({ group, currency }: { group: DebtorGroup['group']; currency: string }) {
  const { t } = useTexts();
  const total = group?.totals.find((each) => each.currency === currency);
  if (!total) return null;
  return (
    <div>
      <dt>{t('balance.group')}</dt>
      <dd>
        <Money minor={total.open} currency={currency} />
      </dd>
    </div>
  );
}

/** The credit limit and how much of it is used; only the main currency counts for it. */
function Limit({ debtor, balance }: { debtor: DebtorHeader; balance: Balance }) {
  const { t, language } = useTexts();
  const limit = debtor.creditLimit;
  if (limit === null || limit <= 0 || balance !== debtor.balances[0]) return null;
  const percent = Math.round((100 * balance.open) / limit);
  return (
    <div data-tone={percent > 100 ? 'danger' : undefined}>
      <dt>{t('balance.limit')}</dt>
      <dd className={styles.limit} title={formatMoney(limit, balance.currency, language)}>
        {formatWhole(limit, balance.currency, language)} · {percent} %
      </dd>
    </div>
  );
}
