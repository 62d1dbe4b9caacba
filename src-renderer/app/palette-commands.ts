import { useEffect, useRef } from 'react';
import { createStore, useStore } from '../data/store.ts';

/** Something that can be done, under a name. */
export interface PaletteCommand {
  id: string;
  label: string;
  /** The keys that do the same. */
  keys?: readonly string[];
  run(): void;
}

const registered = createStore<{ lists: ReadonlyMap<object, readonly PaletteCommand[]> }>({ lists: new Map() });

/** Offers commands in the palette for as long as the part of the screen is there. */
export function usePaletteCommands(commands: readonly PaletteCommand[]): void {
  const owner = useRef({});
  useEffect(() => {
    const key = owner.current;
    registered.set({ lists: new Map(registered.get().lists).set(key, commands) });
    return () => {
      const lists = new Map(registered.get().lists);
      lists.delete(key);
      registered.set({ lists });
    };
  }, [commands]);
}

/** What parts of the screen offer now; what came last first, since it is nearest. */
export const useOfferedCommands = (): PaletteCommand[] => [...useStore(registered).lists.values()].reverse().flat();
