import { type QueryClient, QueryClient as TanstackQueryClient } from '@tanstack/react-query';
import { type QueryName, queryTables, type Status } from '../../src-shared/contract/index.ts';
import type { CoreClient } from './core-client.ts';

/** Results stay good until the core says otherwise; the core is on this machine, so being offline changes nothing. */
export function createQueryClient(): QueryClient {
  return new TanstackQueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
}

export const queryKey = (name: QueryName, args: object) => [name, args] as const;

/** Runs the task once before the next frame, however often it is asked; a hidden page draws no frames, so it gets a timer. */
function onNextFrame(task: () => void): () => void {
  let planned = false;
  const run = () => {
    planned = false;
    task();
  };
  return () => {
    if (planned) return;
    planned = true;
    if (document.hidden) setTimeout(run, 16);
    else requestAnimationFrame(run);
  };
}

/** What failed for want of the server is asked again when the server is back. */
function followStatus(client: QueryClient, status: Status): void {
  const before = client.getQueryData<Status>(queryKey('status.get', {}));
  client.setQueryData(queryKey('status.get', {}), status);
  if (before?.refused !== status.refused) void client.invalidateQueries({ queryKey: ['sync.refusals'] });
  if (status.connection !== 'online' || before?.connection === 'online') return;
  void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
}

const isQueryName = (name: unknown): name is QueryName => typeof name === 'string' && name in queryTables;

/** Keeps what is shown true to the core: asks again what a change touches, once a frame. Returns how to stop. */
export function followCore(core: CoreClient, client: QueryClient): () => void {
  const changed = new Set<string>();
  const refresh = onNextFrame(() => {
    const tables = new Set(changed);
    changed.clear();
    void client.invalidateQueries({
      predicate: ({ queryKey: [name] }) => isQueryName(name) && queryTables[name].some((table) => tables.has(table)),
    });
  });
  const stops = [
    core.on('changed', ({ tables }) => {
      for (const table of tables) changed.add(table);
      refresh();
    }),
    core.on('session', () => void client.invalidateQueries()),
    core.on('status', (status) => followStatus(client, status)),
    core.onState((state) => {
      if (state === 'open') void client.invalidateQueries();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
