import { z } from 'zod';
import { type QueryArgs, WORKLIST_SORTS, type WorklistRow } from '../../src-shared/contract/index.ts';
import { createRememberedStore, createStore } from './store.ts';

const viewSchema = z.object({
  /** `me`, `all`, or a colleague's id. */
  assignee: z.string(),
  minimumDaysOverdue: z.int().min(0),
  text: z.string().max(100),
  sort: z.enum(WORKLIST_SORTS),
  direction: z.enum(['asc', 'desc']),
});
export type WorklistView = z.output<typeof viewSchema>;
export type WorklistSort = WorklistView['sort'];

/** What of the worklist is shown and in which order; remembered. */
export const worklistView = createRememberedStore<WorklistView>('worklist.view', viewSchema, {
  assignee: 'me',
  minimumDaysOverdue: 0,
  text: '',
  sort: 'priority',
  direction: 'desc',
});

/** The action that is being dealt with, by id, and where it stood when last seen: when it is done, the next one stands there. */
export const worklistPosition = createStore<{ actionId: string | null; index: number }>({ actionId: null, index: 0 });

/** How far the list was scrolled, for coming back to it. Not a store: nothing needs drawing again because of it. */
export const worklistScroll = { top: 0 };

/** The ticked actions, by id; kept while somebody looks at a debtor's card and comes back. */
export const worklistSelection = createStore<{ rows: ReadonlyMap<string, WorklistRow> }>({ rows: new Map() });

/** To the top of the list: another view, another administration. */
export function startAtTop(): void {
  worklistPosition.set({ actionId: null, index: 0 });
  worklistScroll.top = 0;
}

/** Nothing of one user's work is left for the next. */
export function forgetWorklist(): void {
  startAtTop();
  worklistSelection.set({ rows: new Map() });
}

/** The natural first direction of an order. */
export const firstDirection = (sort: WorklistSort): 'asc' | 'desc' => (sort === 'name' ? 'asc' : 'desc');

export function sortBy(sort: WorklistSort): void {
  const view = worklistView.get();
  const direction = view.sort === sort ? (view.direction === 'asc' ? 'desc' : 'asc') : firstDirection(sort);
  changeView({ sort, direction });
}

/** Another view starts at its top. */
export function changeView(change: Partial<WorklistView>): void {
  startAtTop();
  worklistView.set(change);
}

export type WorklistPageArgs = Omit<QueryArgs<'worklist.page'>, 'offset' | 'limit'>;

export function pageArgs(view: WorklistView, userId: string, administrationId: string | null): WorklistPageArgs {
  const assigneeId = view.assignee === 'all' ? null : view.assignee === 'me' ? userId : view.assignee;
  const { minimumDaysOverdue, text, sort, direction } = view;
  return { administrationId, assigneeId, minimumDaysOverdue, text, sort, direction };
}
