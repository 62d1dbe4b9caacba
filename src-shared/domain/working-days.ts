import { easter } from 'date-easter';
import { addDays, type Day, dayFromParts, weekday } from '../kernel/index.ts';

const SATURDAY = 6;

/**
 * Whether the Netherlands works on a day: no weekend and no general holiday (Algemene termijnenwet art. 3: New Year's Day,
 * Easter Monday, Ascension Day, Whit Monday, both days of Christmas, King's Day, Liberation Day; Good Friday counts as one there).
 */
export function isWorkingDay(day: Day): boolean {
  return weekday(day) < SATURDAY && !holidaysOf(Number(day.slice(0, 4))).has(day);
}

/** The day that many working days after a day, which itself does not count: one after a Friday is the Monday. */
export function addWorkingDays(day: Day, count: number): Day {
  let result = day;
  for (let left = count; left > 0; ) {
    result = addDays(result, 1);
    if (isWorkingDay(result)) left -= 1;
  }
  return result;
}

/** Working days after `from` up to and with `until`; negative when `until` lies before it. */
export function workingDaysBetween(from: Day, until: Day): number {
  const [first, last] = [yearOf(from), yearOf(until)];
  let count = (countsOf(last).get(until) ?? 0) - (countsOf(first).get(from) ?? 0);
  for (let year = first; year < last; year += 1) count += countsOf(year).get(lastDayOf(year)) ?? 0;
  for (let year = last; year < first; year += 1) count -= countsOf(year).get(lastDayOf(year)) ?? 0;
  return count;
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const lastDayOf = (year: number): Day => dayFromParts(year, 12, 31);

const counts = new Map<number, ReadonlyMap<Day, number>>();

/** For each day of a year: working days in it up to and with that day. Lists reckon between days for every row. */
function countsOf(year: number): ReadonlyMap<Day, number> {
  let known = counts.get(year);
  if (!known) {
    const days = new Map<Day, number>();
    let count = 0;
    for (let day = dayFromParts(year, 1, 1); yearOf(day) === year; day = addDays(day, 1)) {
      if (isWorkingDay(day)) count += 1;
      days.set(day, count);
    }
    known = days;
    counts.set(year, known);
  }
  return known;
}

const years = new Map<number, ReadonlySet<Day>>();

function holidaysOf(year: number): ReadonlySet<Day> {
  let known = years.get(year);
  if (!known) {
    known = new Set(listHolidays(year));
    years.set(year, known);
  }
  return known;
}

function listHolidays(year: number): Day[] {
  const { month, day } = easter(year);
  const easterSunday = dayFromParts(year, month, day);
  const after = (days: number) => addDays(easterSunday, days);
  const fixed = (inMonth: number, onDay: number) => dayFromParts(year, inMonth, onDay);
  // King's Day is kept on the Saturday when the 27th is a Sunday.
  const kingsDay = fixed(4, 27);
  const kept = weekday(kingsDay) > SATURDAY ? addDays(kingsDay, -1) : kingsDay;
  return [fixed(1, 1), after(-2), after(1), kept, fixed(5, 5), after(39), after(50), fixed(12, 25), fixed(12, 26)];
}
