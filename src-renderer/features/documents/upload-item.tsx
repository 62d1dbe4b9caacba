import { Button, ProgressBar } from '@fluentui/react-components';
import { ArrowUpload20Regular } from '@fluentui/react-icons/svg/arrow-upload';
import type { UploadRow } from '../../../src-shared/contract/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { type Texts, useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './documents.module.css';

function progressText({ state, sent, size }: UploadRow, { t }: Texts): string {
  if (state === 'receiving') return t('documents.receiving');
  return sent === 0 ? t('documents.waiting') : t('documents.sending', { percent: Math.floor((100 * sent) / size) });
}

/** A file that the server does not have yet: how far it is, or why it was refused. */
export function UploadItem({ upload }: { upload: UploadRow }) {
  const texts = useTexts();
  const { t } = texts;
  const core = useCore();
  const notify = useNotify();
  const { id, name, size, sent, state, error } = upload;
  return (
    <li className={styles.upload}>
      <ArrowUpload20Regular />
      <div className={styles.text}>
        <div className={styles.line}>
          <strong title={name}>{name}</strong>
          {state === 'refused' ? (
            <Tag tone="danger">{t('documents.refused')}</Tag>
          ) : (
            <span className={styles.quiet}>{progressText(upload, texts)}</span>
          )}
        </div>
        {error && (
          <p role="alert" className={styles.refusal}>
            {texts.error(error)}{' '}
            <Button
              size="small"
              onClick={() => core.call('document.cancel', { id }).catch((fault: unknown) => notify.failed(fault, t('documents.forget')))}
            >
              {t('documents.forget')}
            </Button>
          </p>
        )}
        {state !== 'refused' && <ProgressBar aria-label={name} value={sent / size} />}
      </div>
    </li>
  );
}
