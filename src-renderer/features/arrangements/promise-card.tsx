import { Button } from '@fluentui/react-components';
import type { PromiseRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { Agreed } from './agreed.tsx';
import styles from './arrangements.module.css';

const tones: Record<PromiseRow['state'], Tone> = {
  open: 'brand',
  kept: 'success',
  'partly-kept': 'warning',
  broken: 'danger',
  withdrawn: 'neutral',
};

/** A promise: how much by when, and what came of it. */
export function PromiseCard({ promise, administrationId }: { promise: PromiseRow; administrationId: string }) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const may = useMay(['administrator', 'credit-manager', 'collector'], administrationId);
  const money = (minor: number) => formatMoney(minor, promise.currency, language);
  const day = formatDay(promise.promisedOn, language);
  const withdraw = () =>
    core.command('withdraw-promise', { promiseId: promise.id }).then(
      () => notify.done(t('promise.withdrawn')),
      (error: unknown) => notify.failed(error, t('promise.title')),
    );
  const open = promise.state === 'open';
  const received = promise.received > 0 && promise.state !== 'kept';
  return (
    <article className={styles.card} aria-label={`${t('promise.kind')} ${money(promise.amount)}, ${day}`}>
      <header>
        <h3>{t('promise.kind')}</h3>
        <Tag tone={tones[promise.state]}>{t(`promise.state.${promise.state}`)}</Tag>
        <span className={styles.strong}>{money(promise.amount)}</span>
        <span>{t('promise.due', { day })}</span>
        {open && <span className={styles.small}>{t('promise.look', { day: formatDay(promise.lookOn, language) })}</span>}
        {received && (
          <span className={styles.small}>
            {t('promise.received', { received: money(promise.received), amount: money(promise.amount) })}
          </span>
        )}
        <span className={styles.spacer} />
        {may && open && (
          <Button size="small" onClick={() => void withdraw()}>
            {t('promise.withdraw')}
          </Button>
        )}
      </header>
      <Agreed row={promise} />
    </article>
  );
}
