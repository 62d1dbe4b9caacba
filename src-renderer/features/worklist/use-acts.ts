import { useState } from 'react';
import type { WorklistRow } from '../../../src-shared/contract/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { moveTo, type OneAction, useWorklistCommands } from '../../data/worklist-actions.ts';
import { useLeaving } from '../../data/worklist-leaving.ts';
import type { WorklistRows } from '../../data/worklist-rows.ts';
import { worklistPosition } from '../../data/worklist-view.ts';
import { useNotify } from '../../ui/notify.tsx';
import type { Selection } from './use-selection.ts';

export type WorklistDialog = 'postpone' | 'hand-over' | 'save-view' | 'edit-view';

/** What is done with the ticked actions, or with the current one when none is ticked. */
export function useActs(rows: WorklistRows, selection: Selection, current: WorklistRow | undefined) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const leaving = useLeaving();
  const commands = useWorklistCommands();
  const [dialog, setDialog] = useState<WorklistDialog | null>(null);
  const targets: readonly OneAction[] = selection.count > 0 ? selection.rows() : current && !leaving.has(current.actionId) ? [current] : [];
  const ids = targets.map(({ actionId }) => actionId);

  /** Before what is done leaves the list: the next one stands ready. */
  const goOn = () => {
    if (selection.count > 0) selection.clear();
    else {
      const { index } = worklistPosition.get();
      moveTo(rows, index + 1 < (rows.total?.actions ?? 0) ? index + 1 : index - 1);
    }
  };

  return {
    dialog,
    setDialog,
    count: targets.length,
    leaving,
    finish: () => {
      if (ids.length === 0) return;
      goOn();
      void commands.finish(ids);
    },
    postpone: (...when: [day: Parameters<typeof commands.postpone>[1], time: string | undefined]) => {
      goOn();
      void commands.postpone(ids, ...when);
    },
    handOver: (assigneeId: string | null, name: string, withDebtors: boolean) => {
      goOn();
      void commands.handOver(targets, assigneeId, name, withDebtors);
    },
    open: (which: WorklistDialog) => ids.length > 0 && setDialog(which),
    /** Starts a mail in the user's own mail program: to whom reminders go, else to the debtor itself. */
    email: () => {
      if (!current) return;
      core
        .query('debtor.header', { debtorId: current.debtorId })
        .then(({ contacts, email }) => {
          const to = contacts.find((contact) => contact.roles.includes('dunning') && contact.email)?.email ?? email;
          if (to === '') notify.done(t('contacts.empty'));
          else followLink(`mailto:${encodeURIComponent(to).replace('%40', '@')}`);
        })
        .catch((error: unknown) => notify.failed(error, t('worklist.email')));
    },
  };
}

function followLink(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.click();
}
