import { useCallback, useMemo } from 'react';
import type { WorklistRow } from '../../src-shared/contract/index.ts';
import { useCore } from './core-context.tsx';
import { createStore, useStore } from './store.ts';
import type { WorklistRows } from './worklist-rows.ts';
import { worklistPosition } from './worklist-view.ts';

/** Actions that have been finished here and are still in the rows last read. */
const leaving = createStore<{ ids: ReadonlySet<string> }>({ ids: new Set() });

function setLeaving(ids: readonly string[], left: boolean): void {
  const next = new Set(leaving.get().ids);
  for (const id of ids) {
    if (left) next.add(id);
    else next.delete(id);
  }
  leaving.set({ ids: next });
}

export const useLeaving = (): ReadonlySet<string> => useStore(leaving).ids;

/** Makes the row at an index the current one. */
export function moveTo(rows: Pick<WorklistRows, 'rowAt' | 'total'>, index: number): WorklistRow | undefined {
  const count = rows.total?.actions ?? 0;
  if (count === 0) return undefined;
  const next = Math.min(Math.max(index, 0), count - 1);
  const row = rows.rowAt(next);
  worklistPosition.set({ index: next, actionId: row?.actionId ?? null });
  return row;
}

export interface FinishActions {
  /** Takes the actions off the worklist. @throws AppError when the core refuses; they are then back */
  finish(actionIds: readonly string[]): Promise<void>;
}

export function useFinishActions(): FinishActions {
  const core = useCore();
  const finish = useCallback(
    async (actionIds: readonly string[]) => {
      setLeaving(actionIds, true);
      try {
        for (const actionId of actionIds) await core.command('finish-action', { actionId });
      } catch (error) {
        setLeaving(actionIds, false);
        throw error;
      }
    },
    [core],
  );
  return useMemo(() => ({ finish }), [finish]);
}
