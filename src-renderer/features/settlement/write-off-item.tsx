import { Button } from '@fluentui/react-components';
import type { WriteOffRow } from '../../../src-shared/contract/index.ts';
import { hasMessage } from '../../../src-shared/i18n/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { Money } from '../../ui/money.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import styles from './settlement.module.css';

const TONES: Record<WriteOffRow['state'], Tone> = { requested: 'warning', approved: 'brand', declined: 'neutral', booked: 'success' };

/** One write-off: what, why, who, and what can be decided about it. */
export function WriteOffItem({ writeOff, mayDecide }: { writeOff: WriteOffRow; mayDecide: boolean }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const { id, amount, currency, lines, reason, note, state, createdAt, requestedByName, decidedByName } = writeOff;
  const decide = (decision: 'approve' | 'decline') => {
    core
      .command('decide-write-off', { writeOffId: id, decision })
      .catch((error: unknown) => notify.failed(error, t('settlement.write-off')));
  };
  const key = `write-off.reason.${reason}`;
  const who = [requestedByName, decidedByName !== requestedByName && decidedByName].filter(Boolean).join(' → ');
  return (
    <li>
      <div className={styles.line}>
        <strong>
          <Money minor={amount} currency={currency} />
        </strong>
        <span>{lines.map(({ number }) => number).join(', ')}</span>
        <Tag tone={TONES[state]}>{t(`settlement.state.${state}`)}</Tag>
        <span className={styles.acts}>
          {mayDecide && state === 'requested' && (
            <>
              <Button size="small" appearance="primary" disabledFocusable={!writeOff.mayApprove} onClick={() => decide('approve')}>
                {t('settlement.approve')}
              </Button>
              <Button size="small" onClick={() => decide('decline')}>
                {t('settlement.decline')}
              </Button>
            </>
          )}
          {mayDecide && state === 'approved' && (
            <Button size="small" onClick={() => decide('decline')}>
              {t('settlement.take-back')}
            </Button>
          )}
        </span>
      </div>
      <p className={styles.quiet}>
        {[hasMessage(key) ? t(key) : reason, note, who].filter(Boolean).join(' · ')} · <WhenText at={createdAt} />
      </p>
    </li>
  );
}
