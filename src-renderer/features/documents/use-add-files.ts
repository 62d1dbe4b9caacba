import { useCallback } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { handOver } from './file-transfer.ts';

/** Puts files into a debtor's file; what cannot be taken is told one by one, the rest goes on. */
export function useAddFiles(debtorId: string): (files: readonly File[], invoiceIds?: string[]) => Promise<void> {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  return useCallback(
    async (files, invoiceIds = []) => {
      for (const file of files) {
        await handOver(core, debtorId, file, invoiceIds).catch((error: unknown) => notify.failed(error, t('documents.add')));
      }
    },
    [core, debtorId, notify, t],
  );
}
