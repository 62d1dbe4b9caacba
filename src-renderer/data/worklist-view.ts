import { z } from 'zod';
import { type QueryArgs, type WorklistRow, worklistViewSchema } from '../../src-shared/contract/index.ts';
import { createRememberedStore, createStore } from './store.ts';

/** Name of the view that everybody has. */
export const MINE = 'mine';

const storeSchema = worklistViewSchema.extend({
  /** The view that was chosen last: `mine`, a saved view's id, or `over:` and whose list is taken over. */
  viewId: z.string().default(MINE),
});
export type WorklistView = z.output<typeof worklistViewSchema>;
export type WorklistSort = WorklistView['sort'];

/** Everything on one's own list, the way every user finds it. */
export const ownView: WorklistView = worklistViewSchema.parse({});

/** What of the worklist is shown and in which order; remembered. */
export const worklistView = createRememberedStore('worklist.view', storeSchema, { ...ownView, viewId: MINE });

/** The list of an absent colleague. */
export const takeOverView = (userId: string): WorklistView => ({ ...ownView, assignee: userId });
export const takeOverId = (userId: string): string => `over:${userId}`;

/** Shows a view as it was kept. */
export function chooseView(viewId: string, definition: WorklistView): void {
  startAtTop();
  worklistView.set({ ...definition, viewId });
}

/** Whether two ways of looking show the same. */
export const sameView = (a: WorklistView, b: WorklistView): boolean =>
  JSON.stringify(worklistViewSchema.parse(a)) === JSON.stringify(worklistViewSchema.parse(b));

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
  const { assignee, minimumDaysOverdue, minimumOverdue, kinds, risks, text, groupBy, sort, direction } = view;
  const unassigned = assignee === 'nobody';
  const assigneeId = unassigned || assignee === 'all' ? null : assignee === 'me' ? userId : assignee;
  const filter = { minimumDaysOverdue, minimumOverdue, kinds, risks, text };
  return { administrationId, assigneeId, unassigned, ...filter, groupBy, sort, direction };
}
