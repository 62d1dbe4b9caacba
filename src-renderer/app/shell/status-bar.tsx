import { ProgressBar } from '@fluentui/react-components';
import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CloudOff16Regular } from '@fluentui/react-icons/svg/cloud-off';
import { ErrorCircle16Regular } from '@fluentui/react-icons/svg/error-circle';
import { useEffect, useState } from 'react';
import type { Status } from '../../../src-shared/contract/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useCanUndo, useUndo } from '../../data/undo.tsx';
import { timeOf } from '../../ui/day-text.tsx';
import { commandKey, KeyHint } from '../../ui/key-hint.tsx';
import { Refusals } from './refusals.tsx';
import styles from './status-bar.module.css';

/** False while the way to the core itself is lost (the web host's process has stopped). */
function useCoreReachable(): boolean {
  const core = useCore();
  const [reachable, setReachable] = useState(true);
  useEffect(() => core.onState((state) => setReachable(state === 'open')), [core]);
  return reachable;
}

/** How fresh what is shown is, and what still waits. */
export function StatusBar({ onShowKeys }: { onShowKeys(): void }) {
  const { t } = useTexts();
  const reachable = useCoreReachable();
  const canUndo = useCanUndo();
  const undo = useUndo();
  const { data: status } = useCoreQuery('status.get', {});
  return (
    <footer className={styles.bar}>
      <div role="status" className={styles.left}>
        {reachable ? status && <Freshness status={status} /> : <Offline text={t('status.core-lost')} />}
      </div>
      {status?.uploads && <Uploads uploads={status.uploads} />}
      {status?.progress && <Progress progress={status.progress} />}
      {status && status.refused > 0 && <Refused count={status.refused} />}
      {canUndo && (
        <button type="button" className={styles.keys} onClick={() => void undo()}>
          <KeyHint>{commandKey}</KeyHint> <KeyHint>Z</KeyHint> {t('status.undo')}
        </button>
      )}
      <button type="button" className={styles.keys} onClick={onShowKeys}>
        <KeyHint>?</KeyHint> {t('status.all-keys')}
      </button>
    </footer>
  );
}

function Offline({ text }: { text: string }) {
  return (
    <span className={styles.item} data-tone="warning">
      <CloudOff16Regular /> {text}
    </span>
  );
}

function Freshness({ status }: { status: Status }) {
  const { t, error } = useTexts();
  if (status.connection !== 'online' || status.problem) {
    const word = status.problem ? error(status.problem) : t(status.connection === 'offline' ? 'status.offline' : 'status.signed-out');
    return <Offline text={status.pending > 0 ? `${word} · ${t('status.pending', { count: status.pending })}` : word} />;
  }
  return (
    <>
      <span className={styles.item} data-tone="good">
        <CheckmarkCircle16Filled />
        {status.updatedAt === null ? t('status.online') : t('status.updated', { time: timeOf(status.updatedAt) })}
      </span>
      <span className={styles.item}>
        <ArrowSync16Regular /> {t('status.pending', { count: status.pending })}
      </span>
    </>
  );
}

/** Changes the server would not have wait for a decision; they are not a toast that was missed. */
function Refused({ count }: { count: number }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.refused} onClick={() => setOpen(true)}>
        <ErrorCircle16Regular /> {t('status.refused', { count })}
      </button>
      {open && <Refusals onClose={() => setOpen(false)} />}
    </>
  );
}

/** Files on their way to the server, together. */
function Uploads({ uploads }: { uploads: NonNullable<Status['uploads']> }) {
  const { t } = useTexts();
  return (
    <div className={styles.progress}>
      <span>{t('status.uploads', { count: uploads.count })}</span>
      <ProgressBar className={styles.meter} aria-label={t('status.uploads-label')} value={uploads.done / uploads.total} />
    </div>
  );
}

const SECOND = 1_000;

function Progress({ progress }: { progress: NonNullable<Status['progress']> }) {
  const { t, language } = useTexts();
  const { done, total, startedAt } = progress;
  const elapsed = Date.now() - Date.parse(startedAt);
  const rest = done > 0 && total > done ? Math.ceil(((elapsed / done) * (total - done)) / SECOND) : 0;
  const number = new Intl.NumberFormat(language);
  const minutes = Math.ceil(rest / 60);
  return (
    <div className={styles.progress}>
      <span>{t('status.loading', { done: number.format(done), total: number.format(total) })}</span>
      <ProgressBar className={styles.meter} aria-label={t('status.loading-label')} value={total > 0 ? done / total : undefined} />
      {elapsed > SECOND && rest > 0 && (
        <span>{rest > 90 ? t('status.rest-minutes', { count: minutes }) : t('status.rest-seconds', { count: rest })}</span>
      )}
    </div>
  );
}
