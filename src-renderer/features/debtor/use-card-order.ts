import { useCallback, useMemo } from 'react';
import type { DebtorHeader } from '../../../src-shared/contract/index.ts';
import { type DebtorTab, goTo, replacePlace } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { useStore } from '../../data/store.ts';
import { moveTo, useFinishActions } from '../../data/worklist-actions.ts';
import { useWorklistRows } from '../../data/worklist-rows.ts';
import { worklistPosition } from '../../data/worklist-view.ts';
import { useNotify } from '../../ui/notify.tsx';

export interface CardOrder {
  /** Where the card stands in the worklist; undefined when it was not opened from there. */
  position: { index: number; count: number } | undefined;
  actionTitle: string;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  /** Takes the action off the worklist and goes on with the next; undefined when the debtor has no action. */
  finish: (() => void) | undefined;
}

/** The card's place in the worklist's order, and the way to its neighbours. */
export function useCardOrder(debtor: DebtorHeader, debtorId: string, tab: DebtorTab): CardOrder {
  const { t } = useTexts();
  const notify = useNotify();
  const { finish: finishActions } = useFinishActions();
  const { index } = useStore(worklistPosition);
  const rows = useWorklistRows(index - 1, index + 1);
  const row = rows.rowAt(index);
  const inOrder = row?.debtorId === debtorId;
  const count = rows.total?.actions ?? 0;

  const step = useCallback(
    (by: number) => {
      const next = moveTo(rows, index + by);
      if (next) replacePlace({ screen: 'debtor', debtorId: next.debtorId, tab });
    },
    [rows, index, tab],
  );
  const action = inOrder ? row : debtor.id === debtorId ? debtor.actions[0] : undefined;
  const actionId = inOrder ? row.actionId : debtor.id === debtorId ? debtor.actions[0]?.id : undefined;
  const finish = useCallback(() => {
    if (actionId === undefined) return;
    if (inOrder && index + 1 < count) step(1);
    else if (inOrder && index > 0) step(-1);
    else goTo({ screen: 'worklist' });
    finishActions([actionId]).catch((error: unknown) => notify.failed(error, t('worklist.done')));
  }, [actionId, inOrder, index, count, step, finishActions, notify, t]);

  return useMemo(
    () => ({
      position: inOrder ? { index: index + 1, count } : undefined,
      actionTitle: action ? action.title || t(`action.${action.kind}`) : '',
      previous: inOrder && index > 0 ? () => step(-1) : undefined,
      next: inOrder && index + 1 < count ? () => step(1) : undefined,
      finish: actionId === undefined ? undefined : finish,
    }),
    [inOrder, index, count, action, actionId, step, finish, t],
  );
}
