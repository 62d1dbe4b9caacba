import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { goTo } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import styles from './dunning.module.css';
import type { RunOutcome } from './use-run-dunning.ts';

export function RunResult({ sent }: { sent: Extract<RunOutcome, { state: 'sent' }> }) {
  const { t, language } = useTexts();
  const day = formatDay(sent.date, language);
  return (
    <MessageBar intent="success" className={styles.outcome}>
      <MessageBarBody>
        {sent.messages === null ? t('dunning.done', { day }) : t('dunning.done-count', { day, count: sent.messages })}{' '}
        <Link inline onClick={() => goTo({ screen: 'mail', messageId: null })}>
          {t('dunning.see-mail')}
        </Link>
      </MessageBarBody>
    </MessageBar>
  );
}
