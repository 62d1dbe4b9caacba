import { Button } from '@fluentui/react-components';
import { Eye16Regular } from '@fluentui/react-icons/svg/eye';
import { useCallback } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';

/**
 * Opens the portal as a debtor sees it. The window is asked for at the click, before the server has answered: browsers
 * hold back one that comes later. Where the host opens links itself there is no window, and the address is opened instead.
 */
export function useViewAsDebtor(debtorId: string): () => void {
  const core = useCore();
  const notify = useNotify();
  const { t } = useTexts();
  return useCallback(() => {
    const tab = window.open('', '_blank');
    core.call('portal.view', { debtorId }).then(
      ({ url }) => {
        if (tab) tab.location.href = url;
        else window.open(url, '_blank');
      },
      (error: unknown) => {
        tab?.close();
        notify.failed(error, t('view-as-debtor'));
      },
    );
  }, [core, notify, t, debtorId]);
}

export function ViewAsDebtor({ debtorId, label }: { debtorId: string; label?: string }) {
  const { t } = useTexts();
  const view = useViewAsDebtor(debtorId);
  return (
    <Button icon={<Eye16Regular />} title={t('view-as-debtor.hint')} onClick={view}>
      {label ?? t('view-as-debtor')}
    </Button>
  );
}
