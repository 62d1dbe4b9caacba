import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { QueryResult, WorklistRow } from '../../src-shared/contract/index.ts';
import type { AppError } from '../../src-shared/kernel/index.ts';
import { useAdministration } from './administration.ts';
import { useCore } from './core-context.tsx';
import { queryKey } from './live-queries.ts';
import { useSession } from './session.tsx';
import { useStore } from './store.ts';
import { pageArgs, worklistPosition, worklistView } from './worklist-view.ts';

const PAGE = 200;
type Page = QueryResult<'worklist.page'>;

export interface WorklistRows {
  rowAt(index: number): WorklistRow | undefined;
  /** Undefined until the first page is there. */
  total: Page['total'] | undefined;
  /** Where each group begins; empty when nothing is grouped. */
  groups: Page['groups'];
  error: AppError | null;
  retry(): void;
}

interface Loaded {
  rows: Record<number, WorklistRow[]>;
  total: Page['total'] | undefined;
  groups: Page['groups'];
  error: AppError | null;
}

/** The same range rounded out to whole pages, so that scrolling within a page asks and redraws nothing. */
export const wholePages = (first: number, last: number): { first: number; last: number } => ({
  first: Math.floor(Math.max(first, 0) / PAGE) * PAGE,
  last: Math.floor(Math.max(last, 0) / PAGE) * PAGE,
});

function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(first, 0) / PAGE);
  const to = Math.max(from, Math.floor(last / PAGE));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function combine(pages: readonly number[], results: UseQueryResult<Page, AppError>[]): Loaded {
  const loaded: Loaded = { rows: {}, total: undefined, groups: [], error: null };
  let newest = -1;
  for (const [at, { data, dataUpdatedAt, error }] of results.entries()) {
    loaded.error ??= error;
    if (!data) continue;
    loaded.rows[pages[at] ?? 0] = data.rows;
    if (dataUpdatedAt > newest) {
      loaded.total = data.total;
      loaded.groups = data.groups;
    }
    newest = Math.max(newest, dataUpdatedAt);
  }
  return loaded;
}

/** Rows of the worklist as it is set now, read in pages around the rows that are wanted. */
export function useWorklistRows(first: number, last: number): WorklistRows {
  const core = useCore();
  const client = useQueryClient();
  const { user } = useSession();
  const administrationId = useAdministration()?.id ?? null;
  const view = useStore(worklistView);
  const args = useMemo(() => pageArgs(view, user.id, administrationId), [view, user.id, administrationId]);
  const [fromPage, toPage] = [Math.floor(Math.max(first, 0) / PAGE), Math.floor(Math.max(last, 0) / PAGE)];
  const pages = useMemo(() => pagesOf(fromPage * PAGE, toPage * PAGE), [fromPage, toPage]);
  const loaded = useQueries({
    queries: pages.map((page) => {
      const withRange = { ...args, offset: page * PAGE, limit: PAGE };
      return { queryKey: queryKey('worklist.page', withRange), queryFn: () => core.query('worklist.page', withRange) };
    }),
    combine: useCallback((results: UseQueryResult<Page, Error>[]) => combine(pages, results as UseQueryResult<Page, AppError>[]), [pages]),
  });

  // While another view or a far page is being read, what was there stays, so that nothing flashes.
  const previous = useRef<Loaded>(loaded);
  useEffect(() => {
    if (loaded.total) previous.current = loaded;
  }, [loaded]);
  const shown = loaded.total || loaded.error ? loaded : previous.current;
  const rowAt = useCallback((index: number) => shown.rows[Math.floor(index / PAGE)]?.[index % PAGE], [shown]);
  const retry = useCallback(() => void client.invalidateQueries({ queryKey: ['worklist.page'] }), [client]);
  useKeepPosition(rowAt, shown.total?.actions);
  const { total, groups } = shown;
  return useMemo(() => ({ rowAt, total, groups, error: loaded.error, retry }), [rowAt, total, groups, loaded.error, retry]);
}

/** How far a row may have moved between two looks and still be recognised. */
const REACH = 60;

/**
 * Rows come, go and move while somebody works. The current action is followed by its id; when it is gone, the row that
 * took its place becomes the current one.
 */
function useKeepPosition(rowAt: (index: number) => WorklistRow | undefined, count: number | undefined): void {
  useEffect(() => {
    if (count === undefined) return;
    const { actionId, index } = worklistPosition.get();
    if (count === 0 || (actionId !== null && rowAt(index)?.actionId === actionId)) return;
    for (let step = 1; actionId !== null && step <= REACH; step += 1) {
      for (const near of [index - step, index + step]) {
        if (near >= 0 && rowAt(near)?.actionId === actionId) {
          worklistPosition.set({ index: near });
          return;
        }
      }
    }
    const next = Math.min(index, count - 1);
    const row = rowAt(next);
    if (row) worklistPosition.set({ actionId: row.actionId, index: next });
  }, [rowAt, count]);
}
