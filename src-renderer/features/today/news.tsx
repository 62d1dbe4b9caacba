import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { PersonChat20Regular } from '@fluentui/react-icons/svg/person-chat';
import { Scales20Regular } from '@fluentui/react-icons/svg/scales';
import { Send20Regular } from '@fluentui/react-icons/svg/send';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { Today } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import styles from './today.module.css';

/** Five facts since the application was last looked at. */
export function News({ data, since }: { data: Today; since: string }) {
  const { t, language } = useTexts();
  const { currency, news } = data;
  const money = (minor: number) => formatMoney(minor, currency, language);
  return (
    <section className={styles.news} aria-label={t('today.news')}>
      <p className={styles.since}>
        {t('today.since')}
        <strong>
          <WhenText at={since} withTime />
        </strong>
      </p>
      <Fact icon={<ArrowDownload20Regular />} tone="success" title={t('today.received', { amount: money(news.received.amount) })}>
        {t('today.received.detail', { payments: news.received.payments, debtors: news.received.debtors })}
      </Fact>
      <Fact icon={<Send20Regular />} tone="brand" title={t('today.messages', { count: news.messages.sent })}>
        {t('today.messages.detail', { failed: news.messages.failed })}
      </Fact>
      <Fact icon={<PersonChat20Regular />} tone="brand" title={t('today.new-requests', { count: news.requests.new })}>
        {t('today.new-requests.detail', { waiting: news.requests.waiting })}
      </Fact>
      <Fact icon={<Warning20Regular />} tone="danger" title={t('today.broken', { count: news.brokenPromises.count })}>
        {news.brokenPromises.count > 0 ? t('today.broken.detail', { amount: money(news.brokenPromises.amount) }) : t('today.nothing')}
      </Fact>
      <Fact icon={<Scales20Regular />} tone="warning" title={t('today.disputes', { count: news.disputesDue.count })}>
        {news.disputesDue.first ? news.disputesDue.first.debtorName : t('today.nothing')}
      </Fact>
    </section>
  );
}

function Fact({ icon, tone, title, children }: { icon: ReactNode; tone: string; title: string; children: ReactNode }) {
  return (
    <div className={styles.fact} data-tone={tone}>
      {icon}
      <p>
        <strong>{title}</strong>
        <span>{children}</span>
      </p>
    </div>
  );
}
