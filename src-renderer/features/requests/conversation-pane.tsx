import { Button, Field, Link, Textarea, Tooltip } from '@fluentui/react-components';
import { Eye20Regular } from '@fluentui/react-icons/svg/eye';
import type { Ref } from 'react';
import type { RequestDetail } from '../../../src-shared/contract/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/states.tsx';
import type { Answer } from './answers.ts';
import { Conversation } from './conversation.tsx';
import styles from './requests.module.css';
import { useViewAsDebtor } from './view-as-debtor.tsx';

interface PaneProps {
  detail: RequestDetail;
  answer: Answer | null;
  reply: string;
  onReply(text: string): void;
  replyBox: Ref<HTMLTextAreaElement>;
  mayDecide: boolean;
}

/** What is known and was said, and the reply that goes with the answer. */
export function ConversationPane({ detail, answer, reply, onReply, replyBox, mayDecide }: PaneProps) {
  const { t } = useTexts();
  const { request } = detail;
  const view = useViewAsDebtor(request.debtorId);
  const conversation = useCoreQuery('debtor.conversation', { debtorId: request.debtorId });
  const template = answer === null ? null : templateOf(request.kind, answer);
  return (
    <div className={styles.talk}>
      <header className={styles.talkHead}>
        <h2>{t('conversation.title')}</h2>
        <span>{t('conversation.via')}</span>
        <Tooltip relationship="label" content={t('view-as-debtor')}>
          <Button appearance="subtle" icon={<Eye20Regular />} onClick={view} />
        </Tooltip>
      </header>
      <div className={styles.talkBody}>
        <Known detail={detail} />
        {conversation.data ? <Conversation entries={conversation.data.entries} /> : <Skeleton lines={4} height={40} />}
      </div>
      {request.state === 'waiting' && mayDecide && (
        <footer className={styles.reply}>
          <Field
            label={
              <span className={styles.replyLabel}>
                <strong>{t('conversation.reply')}</strong>
                {template && <span>{t('conversation.template', { name: t(template) })}</span>}
              </span>
            }
          >
            <Textarea ref={replyBox} rows={5} value={reply} maxLength={10_000} onChange={(_, { value }) => onReply(value)} />
          </Field>
        </footer>
      )}
    </div>
  );
}

function templateOf(kind: RequestDetail['request']['kind'], { decision }: Answer) {
  if (kind === 'question') return 'reply.template.answer' as const;
  if (decision === 'decline') return 'reply.template.decline' as const;
  return decision === 'adjust' ? ('reply.template.offer' as const) : ('reply.template.approve' as const);
}

function Known({ detail: { known, debtor, request } }: { detail: RequestDetail }) {
  const { t } = useTexts();
  return (
    <Card title={t('conversation.known')} aside={<Link onClick={() => openDebtor(request.debtorId)}>{t('conversation.open-card')}</Link>}>
      <dl className={styles.known}>
        <dt>{t('conversation.known.plans')}</dt>
        <dd>{t('conversation.known.plans-value', { count: known.plans, kept: known.plansKept })}</dd>
        <dt>{t('conversation.known.promises')}</dt>
        <dd>{t('conversation.known.promises-value', { count: known.promises, kept: known.promisesKept })}</dd>
        <dt>{t('conversation.known.late')}</dt>
        <dd>
          {known.daysLate === null ? t('conversation.known.late-unknown') : t('conversation.known.late-value', { days: known.daysLate })}
        </dd>
        <dt>{t('conversation.known.risk')}</dt>
        <dd>{t(`risk.${debtor.risk}`)}</dd>
      </dl>
    </Card>
  );
}
