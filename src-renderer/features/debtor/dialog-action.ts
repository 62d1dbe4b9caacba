import type { WorklistRow } from '../../../src-shared/contract/index.ts';

/** The action on the worklist that is being dealt with. */
export type DialogAction = Pick<WorklistRow, 'actionId' | 'kind' | 'title'>;
