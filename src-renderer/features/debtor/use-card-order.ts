import { useCallback, useMemo } from 'react';
import type { DebtorHeader } from '../../../src-shared/contract/index.ts';
import { type DebtorTab, goTo, replacePlace } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { useStore } from '../../data/store.ts';
import { moveTo, useWorklistCommands } from '../../data/worklist-actions.ts';
import { useWorklistRows } from '../../data/worklist-rows.ts';
import { worklistPosition } from '../../data/worklist-view.ts';
import type { DialogAction } from './dialog-action.ts';

export interface CardOrder {
  /** Where the card stands in the worklist; undefined when it was not opened from there. */
  position: { index: number; count: number } | undefined;
  /** The action that is being dealt with. */
  action: DialogAction | undefined;
  actionTitle: string;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  /** Takes the action off the worklist and goes on with the next; undefined when the debtor has no action. */
  finish: (() => void) | undefined;
}

/** The card's place in the worklist's order, and the way to its neighbours. */
export function useCardOrder(debtor: DebtorHeader, debtorId: string, tab: DebtorTab): CardOrder {
  const { t } = useTexts();
  const { finish: finishActions } = useWorklistCommands();
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
  const [first] = debtor.id === debtorId ? debtor.actions : [];
  const action = useMemo<DialogAction | undefined>(
    () => (inOrder ? row : first && { ...first, actionId: first.id }),
    [inOrder, row, first],
  );
  const actionId = action?.actionId;
  const finish = useCallback(() => {
    if (actionId === undefined) return;
    if (inOrder && index + 1 < count) step(1);
    else if (inOrder && index > 0) step(-1);
    else goTo({ screen: 'worklist' });
    void finishActions([actionId]);
  }, [actionId, inOrder, index, count, step, finishActions]);

  return useMemo(
    () => ({
      position: inOrder ? { index: index + 1, count } : undefined,
      action,
      actionTitle: action ? action.title || t(`action.${action.kind}`) : '',
      previous: inOrder && index > 0 ? () => step(-1) : undefined,
      next: inOrder && index + 1 < count ? () => step(1) : undefined,
      finish: actionId === undefined ? undefined : finish,
    }),
    [inOrder, index, count, action, actionId, step, finish, t],
  );
}
