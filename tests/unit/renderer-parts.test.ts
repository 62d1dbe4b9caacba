import { describe, expect, it } from 'vitest';
import { groupRows } from '../../src-renderer/ui/grid/grouped-rows.ts';
import { parseTime } from '../../src-renderer/ui/time-field.tsx';

describe('the places of rows in groups', () => {
  it('count the headers', () => {
    const places = groupRows(5, [
      { id: 'a', count: 2 },
      { id: 'b', count: 3 },
    ]);
    expect(Array.from({ length: places.size }, (_, place) => places.at(place))).toEqual([
      { group: 0 },
      { row: 0 },
      { row: 1 },
      { group: 1 },
      { row: 2 },
      { row: 3 },
      { row: 4 },
    ]);
    expect([0, 1, 2, 3, 4].map((row) => places.placeOf(row))).toEqual([1, 2, 4, 5, 6]);
    const flat = groupRows(3, []);
    expect([flat.size, flat.at(2), flat.placeOf(2)]).toEqual([3, { row: 2 }, 2]);
  });
});

describe('a time as it is typed', () => {
  it('is understood in the ways people write it', () => {
    for (const [text, time] of [
      ['9.30', '09:30'],
      ['0930', '09:30'],
      ['930', '09:30'],
      ['9', '09:00'],
      ['23:59', '23:59'],
      [' ', ''],
      ['14u', undefined],
      ['24:00', undefined],
      ['12:60', undefined],
    ] as const)
      expect([text, parseTime(text)]).toEqual([text, time]);
  });
});
