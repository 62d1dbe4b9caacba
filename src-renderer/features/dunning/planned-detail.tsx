import { Link } from '@fluentui/react-components';
import type { PlannedMessage } from '../../../src-shared/contract/index.ts';
import { translateStep } from '../../../src-shared/i18n/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { Card } from '../../ui/card.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Amount, currencySign, Money } from '../../ui/money.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './planned-detail.module.css';
import { reasonKey } from './reasons.ts';

/** One message of the plan, line by line, and what of this debtor stays out of it. */
export function PlannedDetail({ message }: { message: PlannedMessage }) {
  const { t, language } = useTexts();
  return (
    <div className={styles.detail}>
      <header className={styles.who}>
        <h2>{message.debtorName}</h2>
        <p className={styles.grey}>
          {message.debtorNumber} · {translateStep(language, message.stepName)} · {t(`channel.${message.channel}`)} ·{' '}
          {t(`language.${message.language}`)}
        </p>
        <p>
          {t('mail.to')} <strong>{message.recipientName || message.recipient}</strong>
          {message.recipientName && <span className={styles.grey}> {message.recipient}</span>}
        </p>
        <Link onClick={() => openDebtor(message.debtorId)}>{t('debtor.open-card', { name: message.debtorName })}</Link>
      </header>
      <Card title={t('dunning.lines')} aside={currencySign(message.currency)}>
        <table className={styles.lines}>
          <thead>
            <tr>
              <th scope="col">{t('invoice.number')}</th>
              <th scope="col">{t('invoice.due')}</th>
              <th scope="col" data-align="end">
                {t('invoice.days')}
              </th>
              <th scope="col" data-align="end">
                {t('dunning.asked')}
              </th>
            </tr>
          </thead>
          <tbody>
            {message.lines.map((line) => (
              <tr key={line.invoiceId}>
                <th scope="row">{line.number}</th>
                <td>{line.kind === 'invoice' ? <DayText day={line.dueDate} /> : t(`invoice.kind.${line.kind}`)}</td>
                <td data-align="end">{line.kind === 'invoice' ? line.daysOverdue : '–'}</td>
                <td data-align="end">
                  <Amount minor={line.asked} currency={message.currency} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('dunning.total.amount')}
              </th>
              <td data-align="end">
                <Money minor={message.amount} currency={message.currency} />
              </td>
            </tr>
          </tfoot>
        </table>
      </Card>
      {message.held.length > 0 && (
        <Card title={t('dunning.held')}>
          <ul className={styles.held}>
            {message.held.map((held) => (
              <li key={held.number}>
                <strong>{held.number}</strong>
                <Tag tone={held.reason === 'disputed' ? 'danger' : held.reason === 'on-the-way' ? 'success' : 'brand'}>
                  {t(reasonKey(held.reason))}
                </Tag>
                <Amount minor={held.open} currency={message.currency} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
