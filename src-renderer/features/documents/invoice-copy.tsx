import { Button, Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { lazy, Suspense } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { fetchFile, saveFile } from './file-transfer.ts';
import styles from './invoice-copy.module.css';

const PdfView = lazy(() => import('./pdf-view.tsx').then((module) => ({ default: module.PdfView })));

/** The copy of an invoice, as it was sent to the debtor. */
export function InvoiceCopy({ invoice: { id, number }, onClose }: { invoice: { id: string; number: string }; onClose(): void }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const source = { kind: 'invoice-copy', id } as const;
  const download = () => {
    fetchFile(core, source).then(saveFile, (error: unknown) => notify.failed(error, t('documents.download')));
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody className={styles.body}>
          <DialogTitle
            action={
              <span className={styles.acts}>
                <Button icon={<ArrowDownload16Regular />} onClick={download}>
                  {t('documents.download')}
                </Button>
                <Button appearance="subtle" icon={<Dismiss16Regular />} aria-label={t('dialog.close')} onClick={onClose} />
              </span>
            }
          >
            {t('documents.copy', { number })}
          </DialogTitle>
          <DialogContent className={styles.content}>
            <Suspense fallback={<Skeleton lines={8} />}>
              <PdfView source={source} />
            </Suspense>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
