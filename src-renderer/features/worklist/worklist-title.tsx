import type { QueryResult } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import styles from './worklist.module.css';

/** As many currencies as fit a line; the rest in the tooltip. */
const SHOWN = 2;

/** How much there is to do: over everything that passes the filters, not only what is on screen. */
export function WorklistTitle({ total }: { total: QueryResult<'worklist.page'>['total'] | undefined }) {
  const { t, language } = useTexts();
  const amounts = Object.entries(total?.overdue ?? {})
    .filter(([, minor]) => minor !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([currency, minor]) => formatMoney(minor, currency, language));
  const more = amounts.length - SHOWN;
  const overdue = [...amounts.slice(0, SHOWN), ...(more > 0 ? [t('worklist.more-currencies', { count: more })] : [])].join(' + ');
  return (
    <header className={styles.head}>
      <h1>{t('worklist.title')}</h1>
      {total && (
        <p title={amounts.join(' + ')}>
          {t('worklist.total.actions', { count: total.actions })} · {t('worklist.total.debtors', { count: total.debtors })}
          {amounts.length > 0 && ` · ${t('worklist.total.overdue', { amount: overdue })}`}
        </p>
      )}
    </header>
  );
}
