import type { ReactNode } from 'react';
import type { Today } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { MiniChart } from '../../ui/mini-chart.tsx';
import styles from './today.module.css';

/** Four numbers of one's own, each with one comparison. */
export function OwnNumbers({ data }: { data: Today }) {
  const { t, language } = useTexts();
  const { currency, overdue, received, promises, actions } = data;
  const money = (minor: number) => formatMoney(minor, currency, language);
  const decided = promises.kept + promises.partly + promises.broken;
  const average = Math.round(actions.series.reduce((sum, { value }) => sum + value, 0) / actions.series.length);
  return (
    <section className={styles.numbers} aria-label={t('today.numbers')}>
      <Figure title={t('today.my-overdue')} value={money(overdue.now)}>
        <Change now={overdue.now} before={overdue.weekAgo} />
        <MiniChart kind="line" series={overdue.series} label={t('today.my-overdue')} format={money} />
      </Figure>
      <Figure title={t('today.received-week')} value={money(received.thisWeek)}>
        <p className={styles.comparison}>{t('today.last-week', { amount: money(received.lastWeek) })}</p>
        <MiniChart kind="bar" series={received.series} label={t('today.received-week')} format={money} />
      </Figure>
      <Figure title={t('today.promises-kept')} value={decided ? `${Math.round((100 * promises.kept) / decided)} %` : '–'}>
        <p className={styles.comparison}>
          {decided ? t('today.kept-of', { kept: promises.kept, decided }) : t('today.no-promises')}
          {promises.teamPercentage !== null && `, ${t('today.team', { percentage: promises.teamPercentage })}`}
        </p>
        {decided > 0 && <Parts promises={promises} />}
      </Figure>
      <Figure title={t('today.actions')} value={String(actions.done)} of={t('today.actions.of', { planned: actions.planned })}>
        <p className={styles.comparison}>{t('today.actions.average', { average })}</p>
        <MiniChart kind="bar" series={actions.series} label={t('today.actions')} format={String} />
      </Figure>
    </section>
  );
}

function Figure({ title, value, of, children }: { title: string; value: string; of?: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <h2>{title}</h2>
      <p className={styles.value}>
        {value} {of && <small>{of}</small>}
      </p>
      {children}
    </div>
  );
}

/** Less overdue is better. */
function Change({ now, before }: { now: number; before: number }) {
  const { t, language } = useTexts();
  if (before === 0) return <p className={styles.comparison}>{t('today.no-comparison')}</p>;
  const percent = Math.abs((100 * (now - before)) / before).toLocaleString(language, { maximumFractionDigits: 1 });
  const better = now <= before;
  return (
    <p className={styles.comparison} data-tone={better ? 'success' : 'danger'}>
      {t(better ? 'today.lower' : 'today.higher', { percent })}
    </p>
  );
}

function Parts({ promises }: { promises: Today['promises'] }) {
  const { t } = useTexts();
  const parts = (['kept', 'partly', 'broken'] as const).filter((part) => promises[part] > 0);
  return (
    <>
      <div className={styles.parts} aria-hidden="true">
        {parts.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: promises[part] }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {parts.map((part) => (
          <li key={part} data-part={part}>
            {t(`today.part.${part}`, { count: promises[part] })}
          </li>
        ))}
      </ul>
    </>
  );
}
