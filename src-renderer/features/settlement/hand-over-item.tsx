import { Button, Link, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { HandOverRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Tag } from '../../ui/tag.tsx';
import { fetchFile, saveFile } from '../documents/index.ts';
import styles from './settlement.module.css';

/** One case at a partner, with its file. */
export function HandOverItem({ handOver, mayDecide }: { handOver: HandOverRow; mayDecide: boolean }) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [making, setMaking] = useState(false);
  const { id, partner, partnerKind, partnerReference, currency, lines, principal, interest, costs, asOf, state } = handOver;
  const money = (minor: number) => formatMoney(minor, currency, language);
  const save = (documentId: string) => {
    fetchFile(core, { kind: 'document', id: documentId }).then(saveFile, (error: unknown) => notify.failed(error, t('documents.download')));
  };
  const make = () => {
    setMaking(true);
    core
      .call('hand-over.make-file', { handOverId: id })
      .then(
        () => notify.done(t('settlement.made-file')),
        (error: unknown) => notify.failed(error, t('settlement.make-file')),
      )
      .finally(() => setMaking(false));
  };
  const end = (outcome: 'withdrawn' | 'closed') => {
    core.command('end-hand-over', { handOverId: id, outcome }).catch((error: unknown) => notify.failed(error, t('settlement.hand-overs')));
  };
  const facts = [t(`settlement.partner-kind.${partnerKind}`), partnerReference, lines.map(({ number }) => number).join(', ')];
  return (
    <li>
      <div className={styles.line}>
        <strong>{partner}</strong>
        <span>{money(principal + interest + costs)}</span>
        <Tag tone={state === 'handed-over' ? 'warning' : 'neutral'}>{t(`settlement.state.${state}`)}</Tag>
        <span className={styles.acts}>
          {handOver.documentId && <Link onClick={() => save(handOver.documentId as string)}>{t('settlement.file')}</Link>}
          {handOver.archiveId && <Link onClick={() => save(handOver.archiveId as string)}>{t('settlement.archive')}</Link>}
          {making && <Spinner size="tiny" label={t('settlement.making-file')} />}
          {mayDecide && !making && (
            <Button size="small" onClick={make}>
              {t('settlement.make-file')}
            </Button>
          )}
          {mayDecide && state === 'handed-over' && (
            <>
              <Button size="small" onClick={() => end('withdrawn')}>
                {t('settlement.withdraw')}
              </Button>
              <Button size="small" onClick={() => end('closed')}>
                {t('settlement.close')}
              </Button>
            </>
          )}
        </span>
      </div>
      <p className={styles.quiet}>{facts.filter(Boolean).join(' · ')}</p>
      <p className={styles.quiet}>
        {`${t('settlement.as-of')} ${formatDay(asOf, language)}: ${t('settlement.principal')} ${money(principal)} · ${t('settlement.interest')} ${money(interest)} · ${t('settlement.costs')} ${money(costs)}`}
      </p>
    </li>
  );
}
