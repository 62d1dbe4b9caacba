import { useCallback } from 'react';
import type { RequestRow } from '../../../src-shared/contract/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import type { Answer } from './answers.ts';
import { giveLater, takeBack } from './pending-decisions.ts';

/** Answers a request: it leaves in ten seconds, and until then can be taken back. */
export function useDecide(): (request: RequestRow, answer: Answer, reply: string) => void {
  const core = useCore();
  const notify = useNotify();
  const { t } = useTexts();
  return useCallback(
    (request, { decision, proposed }, reply) => {
      const args = { requestId: request.id, decision, proposed, reply };
      const expected = [{ table: 'requests', id: request.id, version: request.rowVersion }];
      giveLater(request.id, () => {
        core.command('decide-request', args, expected).catch((error: unknown) => notify.failed(error, request.debtorName));
      });
      notify.done(t('request.sent-in', { debtor: request.debtorName }), {
        label: t('request.take-back'),
        run: () => {
          if (takeBack(request.id)) notify.done(t('request.taken-back'));
        },
      });
    },
    [core, notify, t],
  );
}
