import type { DebtorHeader } from '../../../src-shared/contract/index.ts';
import { formatDayLong, formatMoney, translateStep } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';

/** What the workflow will do when nobody does anything. */
export function NextStep({ next }: { next: DebtorHeader['nextStep'] }) {
  const { t, language } = useTexts();
  if (!next) return <>{t('next-step.none')}</>;
  const on = formatDayLong(next.on, language, { weekday: true });
  const amount = formatMoney(next.amount, next.currency, language);
  const [before = '', after = ''] = t('next-step.sends', { on, step: '\u0000', count: next.invoices, amount }).split('\u0000');
  return (
    <>
      {before.charAt(0).toUpperCase() + before.slice(1)}
      <strong>{translateStep(language, next.stepName).toLowerCase()}</strong>
      {after}
      {next.held > 0 && ` ${t('next-step.held', { count: next.held })}`}
    </>
  );
}
