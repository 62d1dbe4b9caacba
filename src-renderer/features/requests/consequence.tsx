import { ShieldCheckmark16Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import type { RequestDetail } from '../../../src-shared/contract/index.ts';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { Card } from '../../ui/card.tsx';
import { dayOf } from '../../ui/day-text.tsx';
import type { Answer } from './answers.ts';
import styles from './request-pane.module.css';

/** What an answer does: to dunning, to prescription, to somebody's list. */
export function Consequence({ detail, answer }: { detail: RequestDetail; answer: Answer | null }) {
  const texts = useTexts();
  const { t } = texts;
  const { request, decidedByName } = detail;
  if (request.state !== 'waiting') {
    const state = t(`request.state.${request.state}`);
    return (
      <Card title={t('request.consequence.decided')} icon={<ShieldCheckmark16Regular />}>
        <p className={styles.words}>
          {decidedByName ? t('request.decided-by', { state, name: decidedByName }) : state} · {request.number}
        </p>
      </Card>
    );
  }
  return (
    <Card title={t('request.consequence')} icon={<ShieldCheckmark16Regular />}>
      <p className={styles.words}>{consequenceText(detail, answer, texts)}</p>
    </Card>
  );
}

function consequenceText({ request, answerBy }: RequestDetail, answer: Answer | null, { t, language }: Texts): string {
  const count = request.invoices.length;
  const acknowledged = t('request.consequence.acknowledged', { day: formatDay(dayOf(request.createdAt), language) });
  const offered = answer?.decision === 'adjust';
  switch (request.kind) {
    case 'plan':
      return [t(offered ? 'request.consequence.plan-offer' : 'request.consequence.plan', { count }), acknowledged].join(' ');
    case 'promise':
      return [t(offered ? 'request.consequence.promise-offer' : 'request.consequence.promise', { count }), acknowledged].join(' ');
    case 'complaint': {
      const day = answerBy ? formatDay(answerBy, language) : '';
      const held = t('request.consequence.complaint', { count, owner: request.ownerName || '–', day });
      return `${held} ${t('request.consequence.declined-complaint')}`;
    }
    case 'already-paid':
      return t('request.consequence.already-paid', { count });
    default:
      return t(`request.consequence.${request.kind}`);
  }
}
