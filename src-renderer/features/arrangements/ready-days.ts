import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { addDays, type Day, endOfMonth, weekday } from '../../../src-shared/kernel/index.ts';

export interface ReadyDay {
  label: MessageKey;
  day: Day;
}

const FRIDAY = 5;

/** Days that are promised most: tomorrow, this and next Friday, the end of the month; each once, in order. */
export function readyDays(today: Day): ReadyDay[] {
  const friday = addDays(today, ((FRIDAY - weekday(today) + 6) % 7) + 1);
  const found: ReadyDay[] = [
    { label: 'promise.tomorrow', day: addDays(today, 1) },
    { label: 'promise.friday', day: friday },
    { label: 'promise.friday', day: addDays(friday, 7) },
    { label: 'promise.month-end', day: endOfMonth(addDays(today, 1)) },
  ];
  return found.filter(({ day }, index) => found.findIndex((other) => other.day === day) === index).sort((a, b) => (a.day < b.day ? -1 : 1));
}
