import { createStore, useStore } from '../../data/store.ts';

/** So long an answer can be taken back before it leaves. */
export const TAKE_BACK_MS = 10_000;

interface Pending {
  /** Ids of requests whose answer is on its way. */
  ids: readonly string[];
}

const store = createStore<Pending>({ ids: [] });
const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; give(): void }>();

function forget(id: string): void {
  clearTimeout(waiting.get(id)?.timer);
  waiting.delete(id);
  store.set({ ids: store.get().ids.filter((other) => other !== id) });
}

/** Gives an answer after the time in which it can be taken back. Outlives the screen it was given on. */
export function giveLater(id: string, give: () => void): void {
  const timer = setTimeout(() => {
    forget(id);
    give();
  }, TAKE_BACK_MS);
  waiting.set(id, { timer, give });
  store.set({ ids: [...store.get().ids, id] });
}

/** @returns false when it has left already */
export function takeBack(id: string): boolean {
  if (!waiting.has(id)) return false;
  forget(id);
  return true;
}

/** What was answered must not be lost with the window: it leaves at once then. */
addEventListener('pagehide', () => {
  for (const [id, { give }] of [...waiting]) {
    forget(id);
    give();
  }
});

export const usePendingDecisions = (): ReadonlySet<string> => new Set(useStore(store).ids);
