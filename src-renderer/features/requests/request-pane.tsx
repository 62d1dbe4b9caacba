import { Button, Link } from '@fluentui/react-components';
import { Attach16Regular } from '@fluentui/react-icons/svg/attach';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { Edit16Regular } from '@fluentui/react-icons/svg/edit';
import type { RequestDetail } from '../../../src-shared/contract/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Money } from '../../ui/money.tsx';
import { RiskTag } from '../../ui/risk-tag.tsx';
import { AdjustEditor } from './adjust-editor.tsx';
import type { Answer, Proposal } from './answers.ts';
import { AskedProposed } from './asked-proposed.tsx';
import { Consequence } from './consequence.tsx';
import { FileLink } from './file-link.tsx';
import styles from './request-pane.module.css';
import { titleOf } from './request-texts.ts';
import { RulesTable } from './rules-table.tsx';

export interface DecideActions {
  /** Null when nothing can be sent by one key: no proposal, or no reply. */
  approve: (() => void) | null;
  adjust: (() => void) | null;
  decline: (() => void) | null;
  /** Why there is no `approve`. */
  missing: string;
}

interface PaneProps {
  detail: RequestDetail;
  answer: Answer | null;
  adjusting: boolean;
  mayDecide: boolean;
  actions: DecideActions;
  onProposal(proposal: Proposal): void;
  onCancelAdjust(): void;
}

/** One request: asked beside proposed, why a person has to look, what an answer does, and the answer by one key. */
export function RequestPane({ detail, answer, adjusting, mayDecide, actions, onProposal, onCancelAdjust }: PaneProps) {
  const texts = useTexts();
  const { t } = texts;
  const { request, debtor, files } = detail;
  const editor = adjusting && <AdjustEditor key={request.id} detail={detail} onChange={onProposal} onCancel={onCancelAdjust} />;
  return (
    <section className={styles.pane} aria-label={titleOf(request, texts)}>
      <div className={styles.scroll}>
        <header className={styles.head}>
          <h2>{titleOf(request, texts)}</h2>
          <p className={styles.quiet}>
            <WhenText at={request.createdAt} withTime /> · {request.number}
          </p>
        </header>
        <div className={styles.who}>
          <Link onClick={() => openDebtor(request.debtorId)}>{request.debtorName}</Link>
          <span className={styles.quiet}>{request.debtorNumber}</span>
          {debtor.risk !== 'low' && <RiskTag risk={debtor.risk} long />}
          <span className={styles.spacer} />
          {debtor.overdue > 0 && (
            <span className={styles.quiet}>
              {t('requests.overdue')} <Money minor={debtor.overdue} currency={debtor.currency} className={styles.strong} />{' '}
              {t('requests.oldest', { days: debtor.oldestDays })}
            </span>
          )}
        </div>
        <AskedProposed detail={detail} editor={editor} />
        {(request.text || files.length > 0) && (
          <section className={styles.side} aria-label={t('request.words')}>
            <h3>{t('request.words')}</h3>
            {request.text && <p className={styles.words}>{request.text}</p>}
            {files.length > 0 && (
              <p className={styles.files}>
                <Attach16Regular />
                {files.map((file) => (
                  <FileLink key={file.id} file={file} />
                ))}
              </p>
            )}
          </section>
        )}
        <RulesTable detail={detail} />
        <Consequence detail={detail} answer={answer} />
      </div>
      {request.state === 'waiting' && mayDecide && <DecisionBar detail={detail} answer={answer} adjusting={adjusting} actions={actions} />}
    </section>
  );
}

function DecisionBar({ detail: { request }, answer, adjusting, actions }: Pick<PaneProps, 'detail' | 'answer' | 'adjusting' | 'actions'>) {
  const { t } = useTexts();
  const words =
    request.kind === 'question' || request.kind === 'copy'
      ? t('request.approve.answer')
      : answer?.decision === 'adjust'
        ? t('request.approve.offer')
        : t('request.approve');
  return (
    <footer className={styles.decide}>
      <Button
        appearance="primary"
        icon={<Checkmark16Regular />}
        disabledFocusable={!actions.approve}
        title={actions.approve ? undefined : actions.missing}
        onClick={() => actions.approve?.()}
      >
        {words} <KeyHint onBrand>A</KeyHint>
      </Button>
      {actions.adjust && !adjusting && (
        <Button icon={<Edit16Regular />} onClick={actions.adjust}>
          {t('request.adjust')} <KeyHint>W</KeyHint>
        </Button>
      )}
      {actions.decline && (
        <Button icon={<Dismiss16Regular />} onClick={actions.decline}>
          {t('request.decline')} <KeyHint>X</KeyHint>
        </Button>
      )}
      <span className={styles.hint}>{t('request.undo-hint')}</span>
    </footer>
  );
}
