import { Tab, TabList } from '@fluentui/react-components';
import { MailCheckmarkRegular } from '@fluentui/react-icons/svg/mail-checkmark';
import { useCallback, useMemo, useState } from 'react';
import type { DunningPreview, PlannedMessage } from '../../../src-shared/contract/index.ts';
import { formatMoney, translateStep } from '../../../src-shared/i18n/index.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { Grid, type GridColumn } from '../../ui/grid/index.ts';
import { Amount, currencySign } from '../../ui/money.tsx';
import { SidePane } from '../../ui/pane.tsx';
import { EmptyState } from '../../ui/states.tsx';
import styles from './dunning.module.css';
import { PlannedDetail } from './planned-detail.tsx';
import { reasonKey } from './reasons.ts';
import { Skipped } from './skipped.tsx';
import { countInvoices, countReasons, countSteps } from './summary.ts';

const columnsOf = ({ t, language }: Texts, currency: string | undefined): GridColumn<PlannedMessage>[] => [
  {
    id: 'debtor',
    header: t('dunning.column.debtor'),
    width: 'minmax(160px, 1.3fr)',
    cell: (row) => <strong className={styles.name}>{row.debtorName}</strong>,
  },
  { id: 'step', header: t('dunning.column.step'), width: '130px', cell: (row) => translateStep(language, row.stepName) },
  {
    id: 'recipient',
    header: t('dunning.column.recipient'),
    width: 'minmax(120px, 1.2fr)',
    cell: (row) => <span className={styles.grey}>{row.recipient}</span>,
  },
  {
    id: 'invoices',
    header: t('dunning.column.invoices'),
    width: '80px',
    align: 'end',
    cell: (row) => row.lines.filter(({ kind }) => kind === 'invoice').length,
  },
  {
    id: 'held',
    header: t('dunning.column.held'),
    width: '96px',
    align: 'end',
    cell: (row) => (row.held.length > 0 ? <span className={styles.held}>{row.held.length}</span> : <span className={styles.grey}>–</span>),
  },
  {
    id: 'amount',
    header: currency ? `${t('dunning.column.amount')} ${currencySign(currency)}` : t('dunning.column.amount'),
    width: '120px',
    align: 'end',
    cell: (row) => <Amount minor={row.amount} currency={row.currency} code={!currency} className={styles.amount} />,
  },
];

const idOf = (row: PlannedMessage): string => `${row.debtorId}|${row.currency}|${row.channel}`;

/** The plan of a run: who gets what, who gets nothing and why. */
export function Plan({ preview }: { preview: DunningPreview }) {
  const texts = useTexts();
  const { t } = texts;
  const [shown, setShown] = useState<'messages' | 'skipped'>('messages');
  const [currentId, setCurrentId] = useState<string | null>(null);
  const currencies = Object.keys(preview.totals);
  const currency = currencies.length === 1 ? currencies[0] : undefined;
  const columns = useMemo(() => columnsOf(texts, currency), [texts, currency]);
  const { messages } = preview;
  const rowAt = useCallback((index: number) => messages[index], [messages]);
  const onCurrent = useCallback((index: number) => setCurrentId(messages[index] ? idOf(messages[index]) : null), [messages]);
  const found = messages.findIndex((row) => idOf(row) === currentId);
  const currentIndex = found === -1 ? 0 : found;
  const current = messages[currentIndex];
  return (
    <>
      <Totals preview={preview} />
      <TabList
        className={styles.tabs}
        selectedValue={shown}
        onTabSelect={(_, { value }) => setShown(value === 'skipped' ? 'skipped' : 'messages')}
      >
        <Tab value="messages">
          {t('dunning.tab.messages')} <span className={styles.count}>{messages.length}</span>
        </Tab>
        <Tab value="skipped">
          {t('dunning.tab.skipped')} <span className={styles.count}>{preview.skipped.length}</span>
        </Tab>
      </TabList>
      {shown === 'skipped' ? (
        <Skipped skipped={preview.skipped} />
      ) : (
        <div className={styles.below}>
          <Grid
            label={t('dunning.tab.messages')}
            columns={columns}
            count={messages.length}
            rowAt={rowAt}
            rowId={idOf}
            currentIndex={currentIndex}
            onCurrent={onCurrent}
            rowHeight={31}
            headerHeight={30}
            empty={<EmptyState icon={<MailCheckmarkRegular fontSize={32} />} text={t('dunning.nobody')} />}
          />
          {current && (
            <SidePane name="planned" label={t('dunning.detail')} width={424}>
              <PlannedDetail message={current} />
            </SidePane>
          )}
        </div>
      )}
    </>
  );
}

function Totals({ preview }: { preview: DunningPreview }) {
  const { t, language } = useTexts();
  const steps = countSteps(preview.messages);
  const { held, skipped } = countReasons(preview);
  const total = Object.entries(preview.totals).map(([currency, minor]) => formatMoney(minor, currency, language));
  const reasons = [...held, ...skipped].reduce(
    (sums, [reason, count]) => sums.set(reason, (sums.get(reason) ?? 0) + count),
    new Map<string, number>(),
  );
  return (
    <div className={styles.totals}>
      <dl className={styles.figures}>
        <div>
          <dt>{t('dunning.total.messages')}</dt>
          <dd>{preview.messages.length}</dd>
        </div>
        <div>
          <dt>{t('dunning.total.invoices')}</dt>
          <dd>{countInvoices(preview.messages)}</dd>
        </div>
        <div>
          <dt>{t('dunning.total.amount')}</dt>
          <dd>{total.join(' + ') || '–'}</dd>
        </div>
      </dl>
      {steps.length > 0 && (
        <div className={styles.steps}>
          <div className={styles.stepBar} aria-hidden="true">
            {steps.map(({ step, messages }) => (
              <span key={step} data-step={Math.min(step, 4)} style={{ flexGrow: messages }} />
            ))}
          </div>
          <ul>
            {steps.map(({ step, stepName, messages }) => (
              <li key={step}>
                <span className={styles.dot} data-step={Math.min(step, 4)} />
                {translateStep(language, stepName)} <strong>{messages}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
      {reasons.size > 0 && (
        <p className={styles.reasons}>
          <strong>{t('dunning.stays', { count: [...reasons.values()].reduce((sum, count) => sum + count, 0) })}</strong>{' '}
          {[...reasons].map(([reason, count]) => `${t(reasonKey(reason))} ${count}`).join(', ')}
        </p>
      )}
    </div>
  );
}
