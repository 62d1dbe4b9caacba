import { useCallback, useMemo } from 'react';
import type { WorklistRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useStore } from '../../data/store.ts';
import type { WorklistRows } from '../../data/worklist-rows.ts';
import { worklistSelection } from '../../data/worklist-view.ts';
import type { GridProps } from '../../ui/grid/grid.tsx';

/** "All" ticks what can be looked through; more than this is not a selection but a filter. */
const MOST = 200;

export interface Selection {
  count: number;
  /** Minor units per currency. */
  overdue: ReadonlyMap<string, number>;
  rows(): WorklistRow[];
  toggle(row: WorklistRow): void;
  clear(): void;
  grid: GridProps<WorklistRow>['selection'];
}

const setSelected = (rows: ReadonlyMap<string, WorklistRow>) => worklistSelection.set({ rows });

function sum(rows: Iterable<WorklistRow>): Map<string, number> {
  const sums = new Map<string, number>();
  // A debtor with several actions owes once.
  const seen = new Set<string>();
  for (const { debtorId, currency, overdue } of rows) {
    if (!seen.has(debtorId)) sums.set(currency, (sums.get(currency) ?? 0) + overdue);
    seen.add(debtorId);
  }
  return sums;
}

/** The ticked actions. They stay ticked when they scroll away. */
export function useSelection(rows: WorklistRows): Selection {
  const { t } = useTexts();
  const { rows: selected } = useStore(worklistSelection);
  const toggle = useCallback((row: WorklistRow) => {
    const after = new Map(worklistSelection.get().rows);
    if (!after.delete(row.actionId)) after.set(row.actionId, row);
    setSelected(after);
  }, []);
  const clear = useCallback(() => setSelected(new Map()), []);
  const first = useCallback(() => {
    const found: WorklistRow[] = [];
    for (let index = 0; index < Math.min(rows.total?.actions ?? 0, MOST); index += 1) {
      const row = rows.rowAt(index);
      if (row) found.push(row);
    }
    return found;
  }, [rows]);
  return useMemo(() => {
    const total = Math.min(rows.total?.actions ?? 0, MOST);
    const state = selected.size === 0 ? 'none' : selected.size >= total ? 'all' : 'some';
    const toggleAll = () => (state === 'none' ? setSelected(new Map(first().map((row) => [row.actionId, row]))) : clear());
    return {
      count: selected.size,
      overdue: sum(selected.values()),
      rows: () => [...selected.values()],
      toggle,
      clear,
      grid: {
        has: (id) => selected.has(id),
        toggle,
        all: { state, label: t(state === 'none' ? 'worklist.select-all' : 'worklist.select-none'), toggle: toggleAll },
      },
    };
  }, [selected, rows.total, first, toggle, clear, t]);
}
