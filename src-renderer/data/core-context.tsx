import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { QueryArgs, QueryName, QueryResult } from '../../src-shared/contract/index.ts';
import { type AppError, invariant } from '../../src-shared/kernel/index.ts';
import type { CoreClient } from './core-client.ts';
import { queryKey } from './live-queries.ts';

export const CoreContext = createContext<CoreClient | undefined>(undefined);

export function useCore(): CoreClient {
  const core = useContext(CoreContext);
  invariant(core, 'no core in this part of the page');
  return core;
}

export interface CoreQueryOptions {
  enabled?: boolean;
  /** Shows the previous arguments' result until this one's is there, so that nothing flashes. */
  keepPrevious?: boolean;
}

/** A live query: the result follows every change the core tells of. */
export function useCoreQuery<N extends QueryName>(
  name: N,
  args: QueryArgs<N> & object,
  { enabled = true, keepPrevious = false }: CoreQueryOptions = {},
): UseQueryResult<QueryResult<N>, AppError> {
  const core = useCore();
  return useQuery<QueryResult<N>, AppError>({
    queryKey: queryKey(name, args),
    queryFn: () => core.query(name, args),
    enabled,
    ...(keepPrevious ? { placeholderData: (previous: QueryResult<N> | undefined) => previous as never } : {}),
  });
}
