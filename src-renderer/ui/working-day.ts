import { addDays, type Day, weekday } from '../../src-shared/kernel/index.ts';

/** Tomorrow, or Monday when tomorrow is in the weekend. */
export function nextWorkingDay(today: Day): Day {
  const next = addDays(today, 1);
  return weekday(next) > 5 ? addDays(next, 8 - weekday(next)) : next;
}
