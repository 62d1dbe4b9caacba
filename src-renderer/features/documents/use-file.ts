import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { DocumentSource } from '../../../src-shared/contract/index.ts';
import type { AppError } from '../../../src-shared/kernel/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { type FetchedFile, fetchFile } from './file-transfer.ts';

/** The bytes of a file for as long as somebody looks at it. */
export function useFile(source: DocumentSource): UseQueryResult<FetchedFile, AppError> {
  const core = useCore();
  return useQuery<FetchedFile, AppError>({
    queryKey: ['file', source],
    queryFn: () => fetchFile(core, source),
    gcTime: 0,
  });
}
