import { useSyncExternalStore } from 'react';
import type { z } from 'zod';
import { recall, remember } from './memory.ts';
import { Listeners } from './transport.ts';

/** A value that several screens share; what is shown follows it. */
export interface Store<T> {
  get(): T;
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  const listeners = new Listeners<T>();
  let value = initial;
  return {
    get: () => value,
    set: (change) => {
      value = { ...value, ...change };
      listeners.tell(value);
    },
    subscribe: (listener) => listeners.add(listener),
  };
}

/** A {@link createStore} that outlives the window. */
export function createRememberedStore<T extends object>(key: string, schema: z.ZodType<T>, fallback: T): Store<T> {
  const store = createStore(recall(key, schema, fallback));
  store.subscribe(() => remember(key, store.get()));
  return store;
}

export const useStore = <T extends object>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
