import { z } from 'zod';
import type { AgendaItem } from '../../../src-shared/contract/index.ts';
import { addDays, type Day, weekday } from '../../../src-shared/kernel/index.ts';
import { createRememberedStore } from '../../data/store.ts';

export const AGENDA_VIEWS = ['day', 'week', 'list'] as const;
export type AgendaView = (typeof AGENDA_VIEWS)[number];

/** How the agenda is looked at; the day is not remembered, so that it opens at today. */
export const agendaState = createRememberedStore<{ view: AgendaView; who: string }>(
  'agenda',
  z.object({
    view: z.enum(AGENDA_VIEWS),
    /** `me`, `all`, or a colleague's id. */
    who: z.string(),
  }),
  { view: 'week', who: 'me' },
);

/** How far back what has expired is still shown in the list, and how far it looks ahead. */
const LIST_DAYS = { back: 30, ahead: 30 };
const WEEK = 7;

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));

/** First and last day that are shown. */
export function shownRange(view: AgendaView, day: Day): { from: Day; until: Day } {
  if (view === 'day') return { from: day, until: day };
  if (view === 'list') return { from: addDays(day, -LIST_DAYS.back), until: addDays(day, LIST_DAYS.ahead) };
  const from = mondayOf(day);
  return { from, until: addDays(from, WEEK - 1) };
}

export function daysOf({ from, until }: { from: Day; until: Day }): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The next or previous page. */
export const stepped = (view: AgendaView, day: Day, by: 1 | -1): Day =>
  addDays(day, by * { day: 1, week: WEEK, list: LIST_DAYS.ahead }[view]);

export const itemKey = ({ kind, id }: AgendaItem): string => `${kind}-${id}`;
/** Only one's own work is moved; what was agreed with a debtor is not. */
export const isMovable = ({ kind }: AgendaItem): boolean => kind === 'action';
