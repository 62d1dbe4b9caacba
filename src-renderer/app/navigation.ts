import { z } from 'zod';
import { recall, remember } from '../data/memory.ts';
import { createStore, useStore } from '../data/store.ts';

export const DEBTOR_TABS = [
  'invoices',
  'timeline',
  'mail',
  'conversations',
  'documents',
  'contacts',
  'arrangements',
  'disputes',
  'settlement',
  'group',
] as const;
export type DebtorTab = (typeof DEBTOR_TABS)[number];

export const SETTINGS_SECTIONS = [
  'company',
  'portal',
  'mail',
  'task-mailbox',
  'arrangements',
  'disputes',
  'settlement',
  'documents',
  'assignment',
  'absences',
  'calendar',
  'sessions',
] as const;

const placeSchema = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('today') }),
  z.object({ screen: z.literal('worklist') }),
  z.object({ screen: z.literal('debtor'), debtorId: z.string(), tab: z.enum(DEBTOR_TABS), focusId: z.string().optional() }),
  z.object({ screen: z.literal('requests'), requestId: z.string().nullable() }),
  z.object({ screen: z.literal('disputes') }),
  z.object({ screen: z.literal('agenda') }),
  z.object({ screen: z.literal('tasks'), taskId: z.string().nullable() }),
  z.object({ screen: z.literal('workflows') }),
  z.object({ screen: z.literal('mail'), messageId: z.string().nullable() }),
  z.object({ screen: z.literal('settings'), section: z.enum(SETTINGS_SECTIONS) }),
]);
export type Place = z.output<typeof placeSchema>;

const start: Place = { screen: 'worklist' };
const store = createStore<{ place: Place }>({ place: recall('place', placeSchema, start) });

function show(place: Place): void {
  store.set({ place });
  remember('place', place);
}

/** Goes to a place; the browser's Back returns from it. */
export function goTo(place: Place): void {
  history.pushState(place, '');
  show(place);
}

/** Changes where we are without a step in the history (another tab, the next debtor). */
export function replacePlace(place: Place): void {
  history.replaceState(place, '');
  show(place);
}

/** Makes Back and Forward work. Called once at the start. */
export function startNavigation(): void {
  history.replaceState(store.get().place, '');
  addEventListener('popstate', (event: PopStateEvent) => {
    const place = placeSchema.safeParse(event.state);
    show(place.success ? place.data : start);
  });
}

export const usePlace = (): Place => useStore(store).place;

/** @param focusId the row of the tab that it is about, e.g. an invoice */
export const openDebtor = (debtorId: string, tab: DebtorTab = 'invoices', focusId?: string): void =>
  goTo({ screen: 'debtor', debtorId, tab, ...(focusId === undefined ? {} : { focusId }) });
