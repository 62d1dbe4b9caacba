import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { Tag } from '../../ui/tag.tsx';
import { disputeTypeName } from '../disputes/index.ts';
import styles from './invoices.module.css';

function disputeText({ disputeType }: InvoiceRow, part: boolean, amount: string, texts: Texts): string {
  const { t } = texts;
  if (disputeType === '') return part ? t('invoice.disputed-part', { amount }) : t('invoice.disputed');
  const type = disputeTypeName(disputeType, texts);
  return part ? t('invoice.disputed-type-part', { type, amount }) : t('invoice.disputed-type', { type });
}

/** In words what holds an invoice back, or what it waits for; nothing when it simply is due. */
export function InvoiceStatus({ invoice }: { invoice: InvoiceRow }) {
  const texts = useTexts();
  const { t, language } = texts;
  if (invoice.closedOn) return <Tag tone="success">{t('invoice.paid-on', { day: formatDay(invoice.closedOn, language) })}</Tag>;
  const tags = [];
  if (invoice.disputedAmount !== 0) {
    const part = invoice.disputedAmount < invoice.open;
    const amount = formatMoney(invoice.disputedAmount, invoice.currency, language);
    tags.push(
      <Tag key="disputed" tone="danger">
        {disputeText(invoice, part, amount, texts)}
      </Tag>,
    );
  }
  if (invoice.inPlan) {
    tags.push(
      <Tag key="plan" tone="brand">
        {t('invoice.in-plan')}
      </Tag>,
    );
  }
  tags.push(...promiseTags(invoice, texts));
  if (invoice.onTheWay > 0) {
    const whole = invoice.onTheWay >= invoice.open;
    const amount = formatMoney(invoice.onTheWay, invoice.currency, language);
    tags.push(
      <Tag key="way" tone="success">
        {whole ? t('invoice.on-the-way') : t('invoice.on-the-way-part', { amount })}
      </Tag>,
    );
  }
  if (invoice.writtenOff > 0) {
    const amount = formatMoney(invoice.writtenOff, invoice.currency, language);
    tags.push(
      <Tag key="written-off" tone="neutral">
        {t('settlement.invoice.written-off', { amount })}
      </Tag>,
    );
  }
  if (invoice.handedOver) {
    tags.push(
      <Tag key="handed-over" tone="warning">
        {t('settlement.invoice.handed-over')}
      </Tag>,
    );
  }
  if (invoice.blockedReason) {
    tags.push(
      <Tag key="blocked" tone="warning">
        {t('invoice.blocked', { reason: invoice.blockedReason })}
      </Tag>,
    );
  }
  if (tags.length > 0) return <span className={styles.tags}>{tags}</span>;
  if (invoice.kind !== 'invoice') return <Tag tone="neutral">{t(`invoice.kind.${invoice.kind}`)}</Tag>;
  if (invoice.open < invoice.amount) return <Tag tone="neutral">{t('invoice.partly-paid')}</Tag>;
  if (invoice.daysOverdue <= 0) return <span className={styles.quiet}>{t('invoice.not-due')}</span>;
  return null;
}

/** A promise that runs, for the whole or a part of it; or that the last one was not kept, while it is still to be paid and in no plan. */
function promiseTags({ promise, promisedUntil, promisedAmount, arrangeable, currency, open, inPlan }: InvoiceRow, { t, language }: Texts) {
  const day = (promise?.state === 'open' ? promise.promisedOn : promisedUntil) ?? null;
  if (promisedUntil && day) {
    const short = formatDay(day, language).slice(0, 5);
    const part = promisedAmount !== null && promisedAmount < arrangeable;
    return [
      <Tag key="promised" tone="brand">
        {part
          ? t('invoice.promised-part', { amount: formatMoney(promisedAmount, currency, language), day: short })
          : t('invoice.promised', { day: short })}
      </Tag>,
    ];
  }
  if (open <= 0 || inPlan || (promise?.state !== 'broken' && promise?.state !== 'partly-kept')) return [];
  return [
    <Tag key="broken" tone={promise.state === 'broken' ? 'danger' : 'warning'}>
      {t(`invoice.promise-${promise.state}`)}
    </Tag>,
  ];
}
