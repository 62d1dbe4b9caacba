import { Button } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { lazy, Suspense } from 'react';
import type { DocumentRow } from '../../../src-shared/contract/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { takeBack } from '../../data/take-back.ts';
import { useNotify } from '../../ui/notify.tsx';
import { EmptyState, Skeleton } from '../../ui/states.tsx';
import styles from './document-preview.module.css';
import { fetchFile, saveFile } from './file-transfer.ts';
import { ImageView, TextView } from './file-views.tsx';
import { MailView } from './mail-view.tsx';

// The renderer of PDFs is larger than the rest of the desktop together: only who looks at one loads it.
const PdfView = lazy(() => import('./pdf-view.tsx').then((module) => ({ default: module.PdfView })));

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const TEXTS = ['text/plain', 'text/csv', 'application/xml'];

/** One document with what can be done with it. */
export function DocumentPreview({ document: row }: { document: DocumentRow }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const mayRemove = useMay(['administrator', 'credit-manager', 'collector'], row.administrationId);
  const remove = () => {
    core.command('remove-document', { documentId: row.id }).then(
      ({ undo }) =>
        notify.done(t('documents.removed', { name: row.name }), {
          label: t('documents.undo'),
          run: () => void takeBack(core, undo).catch((error: unknown) => notify.failed(error, t('documents.undo'))),
        }),
      (error: unknown) => notify.failed(error, t('documents.remove')),
    );
  };
  const download = () => {
    fetchFile(core, { kind: 'document', id: row.id }).then(saveFile, (error: unknown) => notify.failed(error, t('documents.download')));
  };
  return (
    <article className={styles.preview} aria-label={t('documents.preview-of', { name: row.name })}>
      <header className={styles.head}>
        <h2 title={row.name}>{row.name}</h2>
        <Button icon={<ArrowDownload16Regular />} onClick={download}>
          {t('documents.download')}
        </Button>
        {mayRemove && (
          <Button icon={<Delete16Regular />} onClick={remove}>
            {t('documents.remove')}
          </Button>
        )}
      </header>
      <Suspense fallback={<Skeleton lines={8} />}>
        <View document={row} />
      </Suspense>
    </article>
  );
}

function View({ document: row }: { document: DocumentRow }) {
  const { t } = useTexts();
  if (row.mediaType === 'application/pdf') return <PdfView source={{ kind: 'document', id: row.id }} />;
  if (IMAGES.includes(row.mediaType)) return <ImageView documentId={row.id} name={row.name} />;
  if (row.mediaType === 'message/rfc822') return <MailView documentId={row.id} />;
  if (TEXTS.includes(row.mediaType)) return <TextView documentId={row.id} />;
  return <EmptyState icon={<DocumentRegular fontSize={32} />} text={t('documents.no-preview')} />;
}
