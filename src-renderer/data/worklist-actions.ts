import { useCallback, useMemo } from 'react';
import type { WorklistRow } from '../../src-shared/contract/index.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import { useTexts } from './language.tsx';
import { type Given, useGive } from './undo.tsx';
import { leaveWorklist, stayOnWorklist } from './worklist-leaving.ts';
import type { WorklistRows } from './worklist-rows.ts';
import { worklistPosition } from './worklist-view.ts';

/** Makes the row at an index the current one. */
export function moveTo(rows: Pick<WorklistRows, 'rowAt' | 'total'>, index: number): WorklistRow | undefined {
  const count = rows.total?.actions ?? 0;
  if (count === 0) return undefined;
  const next = Math.min(Math.max(index, 0), count - 1);
  const row = rows.rowAt(next);
  worklistPosition.set({ index: next, actionId: row?.actionId ?? null });
  return row;
}

export type OneAction = Pick<WorklistRow, 'actionId' | 'administrationId' | 'debtorId'>;

export interface WorklistCommands {
  /** Takes the actions off the worklist as done. */
  finish(actionIds: readonly string[]): Promise<boolean>;
  /** Puts them off to another day; a time that is left out stays as it is. */
  postpone(actionIds: readonly string[], dueOn: Day, dueTime?: string): Promise<boolean>;
  /** Gives them to a colleague (null: to nobody), with their debtors or alone. */
  handOver(actions: readonly OneAction[], assigneeId: string | null, name: string, withDebtors: boolean): Promise<boolean>;
}

/** What the worklist does with one action or with many; each can be taken back. */
export function useWorklistCommands(): WorklistCommands {
  const { t } = useTexts();
  const give = useGive();
  const leaveAndGive = useCallback(
    async (ids: readonly string[], commands: readonly Given[], said: { done: string; failed: string }) => {
      leaveWorklist(ids);
      const given = await give(commands, said);
      if (!given) stayOnWorklist(ids);
      return given;
    },
    [give],
  );
  return useMemo(
    () => ({
      finish: (ids) =>
        leaveAndGive(
          ids,
          ids.map((actionId) => ({ name: 'finish-action', args: { actionId } })),
          { done: t('worklist.finished', { count: ids.length }), failed: t('worklist.done') },
        ),
      postpone: (ids, dueOn, dueTime) =>
        give(
          ids.map((actionId) => ({ name: 'move-action', args: { actionId, dueOn, ...(dueTime === undefined ? {} : { dueTime }) } })),
          { done: t('worklist.postponed', { count: ids.length }), failed: t('worklist.postpone') },
        ),
      handOver: (actions, assigneeId, name, withDebtors) =>
        give(
          [...Map.groupBy(actions, ({ administrationId }) => administrationId)].flatMap(([administrationId, list]): Given[] => {
            const actionIds = list.map(({ actionId }) => actionId);
            const debtorIds = [...new Set(list.map(({ debtorId }) => debtorId))];
            return [
              ...(withDebtors ? [{ name: 'assign-debtors', args: { administrationId, debtorIds, assigneeId } }] : []),
              { name: 'assign-actions', args: { administrationId, actionIds, assigneeId } },
            ];
          }),
          {
            done:
              assigneeId === null
                ? t('worklist.released', { count: actions.length })
                : t('worklist.handed-over', { count: actions.length, name }),
            failed: t('worklist.hand-over'),
          },
        ),
    }),
    [give, leaveAndGive, t],
  );
}
