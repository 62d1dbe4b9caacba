import { expect, it } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../src-shared/domain/working-days.ts';
import { day } from '../../src-shared/kernel/index.ts';

it.each([
  ['2026-01-01', 'New Year'],
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
  ['2026-04-27', 'King’s Day'],
  ['2026-05-05', 'Liberation Day'],
  ['2026-05-14', 'Ascension Day'],
  ['2026-05-25', 'Whit Monday'],
  ['2026-12-25', 'Christmas'],
  ['2026-12-26', 'Christmas, a Saturday'],
  ['2026-03-07', 'a Saturday'],
  ['2026-03-08', 'a Sunday'],
])('%s is no working day (%s)', (date) => expect(isWorkingDay(day(date))).toBe(false));

it('keeps King’s Day on the Saturday when the 27th is a Sunday', () => {
  expect(isWorkingDay(day('2031-04-28'))).toBe(true);
  expect(addWorkingDays(day('2031-04-25'), 1)).toBe('2031-04-28');
});

it.each([
  ['2026-04-02', 1, '2026-04-07'],
  ['2026-03-06', 1, '2026-03-09'],
  ['2026-03-07', 1, '2026-03-09'],
  ['2026-04-24', 5, '2026-05-04'],
  ['2026-03-10', 0, '2026-03-10'],
])('%s and %i working days is %s, and back', (from, count, until) => {
  expect(addWorkingDays(day(from), count)).toBe(until);
  expect(workingDaysBetween(day(from), day(until))).toBe(count);
  expect(workingDaysBetween(day(until), day(from)) + count).toBe(0);
});
