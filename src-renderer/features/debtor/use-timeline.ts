import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { TimelineRow } from '../../../src-shared/contract/index.ts';
import type { AppError } from '../../../src-shared/kernel/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { queryKey } from '../../data/live-queries.ts';
import { categoriesOf, type TimelineFilter } from './timeline-filters.tsx';

const PAGE = 100;

export interface TimelineRows {
  /** Undefined until it is known. */
  count: number | undefined;
  /** Undefined while its page is being read. */
  rowAt(index: number): TimelineRow | undefined;
  error: AppError | null;
  retry(): void;
}

/** A debtor's timeline, newest first, read in pages around the entries that are wanted. */
export function useTimeline(debtorId: string, filter: TimelineFilter, first: number, last: number): TimelineRows {
  const core = useCore();
  const categories = useMemo(() => categoriesOf(filter), [filter]);
  const counted = useCoreQuery('debtor.timeline-count', { debtorId, categories }, { keepPrevious: true });
  const [fromPage, toPage] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
  const pages = useMemo(() => Array.from({ length: toPage - fromPage + 1 }, (_, index) => fromPage + index), [fromPage, toPage]);
  const results = useQueries({
    queries: pages.map((page) => {
      const args = { debtorId, categories, offset: page * PAGE, limit: PAGE };
      return { queryKey: queryKey('debtor.timeline', args), queryFn: () => core.query('debtor.timeline', args) };
    }),
    combine: useCallback(
      (loaded: { data?: TimelineRow[] | undefined; error: Error | null; refetch: () => unknown }[]) => ({
        rows: new Map(loaded.map(({ data }, at) => [pages[at], data])),
        error: (loaded.find(({ error }) => error)?.error ?? null) as AppError | null,
        retry: () => {
          for (const { refetch } of loaded) refetch();
        },
      }),
      [pages],
    ),
  });
  const rowAt = useCallback((index: number) => results.rows.get(Math.floor(index / PAGE))?.[index % PAGE], [results]);
  return { count: counted.data?.count, rowAt, error: counted.error ?? results.error, retry: results.retry };
}
