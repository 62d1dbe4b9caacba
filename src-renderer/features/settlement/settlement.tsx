import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { CreditHoldDialog } from './credit-hold-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { HandOverItem } from './hand-over-item.tsx';
import styles from './settlement.module.css';
import { WriteOffDialog } from './write-off-dialog.tsx';
import { WriteOffItem } from './write-off-item.tsx';

/** Where it ends when nothing else helps: a credit hold, a write-off, a hand-over. */
export function Settlement({ debtorId }: { debtorId: string }) {
  const { t, language } = useTexts();
  const settlement = useCoreQuery('settlement.get', { debtorId }, { keepPrevious: true });
  const [dialog, setDialog] = useState<'hold' | 'write-off' | 'hand-over' | null>(null);
  const administrationId = settlement.data?.administrationId ?? null;
  const mayWork = useMay(['administrator', 'credit-manager', 'collector'], administrationId);
  const mayDecide = useMay(['administrator', 'credit-manager'], administrationId);
  if (settlement.error) return <ErrorState error={settlement.error} retry={() => void settlement.refetch()} />;
  if (!settlement.data) return <Skeleton lines={6} />;
  const { creditHold, writeOffs, handOvers, invoices } = settlement.data;
  const close = () => setDialog(null);
  return (
    <div className={styles.tab}>
      <section aria-label={t('settlement.hold')}>
        <header>
          <h2>{t('settlement.hold')}</h2>
          {mayWork && (
            <Button size="small" onClick={() => setDialog('hold')}>
              {t(creditHold ? 'settlement.hold-release' : 'settlement.hold-set')}
            </Button>
          )}
        </header>
        {creditHold ? (
          <p>
            <Tag tone="warning">{t('debtor.credit-hold')}</Tag>{' '}
            {t('settlement.hold-since', { day: creditHold.since ? formatDay(creditHold.since, language) : '–', reason: creditHold.reason })}
          </p>
        ) : (
          <p className={styles.quiet}>{t('settlement.hold-none')}</p>
        )}
      </section>
      <section aria-label={t('settlement.write-offs')}>
        <header>
          <h2>{t('settlement.write-offs')}</h2>
          {mayWork && invoices.some(({ askable }) => askable > 0) && (
            <Button size="small" onClick={() => setDialog('write-off')}>
              {t('settlement.write-off')}
            </Button>
          )}
        </header>
        {writeOffs.length === 0 && <p className={styles.quiet}>{t('settlement.write-offs-none')}</p>}
        <ul>
          {writeOffs.map((writeOff) => (
            <WriteOffItem key={writeOff.id} writeOff={writeOff} mayDecide={mayDecide} />
          ))}
        </ul>
      </section>
      <section aria-label={t('settlement.hand-overs')}>
        <header>
          <h2>{t('settlement.hand-overs')}</h2>
          {mayDecide && invoices.some(({ askable }) => askable > 0) && (
            <Button size="small" onClick={() => setDialog('hand-over')}>
              {t('settlement.hand-over')}
            </Button>
          )}
        </header>
        {handOvers.length === 0 && <p className={styles.quiet}>{t('settlement.hand-overs-none')}</p>}
        <ul>
          {handOvers.map((handOver) => (
            <HandOverItem key={handOver.id} handOver={handOver} mayDecide={mayDecide} />
          ))}
        </ul>
      </section>
      {dialog === 'hold' && <CreditHoldDialog debtorId={debtorId} hold={creditHold === null} onClose={close} />}
      {dialog === 'write-off' && <WriteOffDialog debtorId={debtorId} settlement={settlement.data} onClose={close} />}
      {dialog === 'hand-over' && <HandOverDialog debtorId={debtorId} settlement={settlement.data} onClose={close} />}
    </div>
  );
}
