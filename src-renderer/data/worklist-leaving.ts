import { createStore, useStore } from './store.ts';

/** Actions that have been finished or moved away here and are still in the rows last read. */
const leaving = createStore<{ ids: ReadonlySet<string> }>({ ids: new Set() });

export function leaveWorklist(ids: readonly string[]): void {
  leaving.set({ ids: new Set([...leaving.get().ids, ...ids]) });
}

/** They are back, or never left. */
export function stayOnWorklist(ids: readonly string[]): void {
  const next = new Set(leaving.get().ids);
  for (const id of ids) next.delete(id);
  leaving.set({ ids: next });
}

export const useLeaving = (): ReadonlySet<string> => useStore(leaving).ids;
