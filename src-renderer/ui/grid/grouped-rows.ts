/** A group of rows under a header of its own. */
export interface GridGroup {
  id: string;
  /** Rows in it. */
  count: number;
}

/** Where rows and headers stand when each group has a header above its first row. */
export interface GroupedRows {
  /** Rows and headers together. */
  size: number;
  /** What stands at a place: a row by its index, or a group's header. */
  at(place: number): { row: number } | { group: number };
  placeOf(row: number): number;
}

export function groupRows(count: number, groups: readonly GridGroup[]): GroupedRows {
  if (groups.length === 0) return { size: count, at: (place) => ({ row: place }), placeOf: (row) => row };
  // Rows before each group; its header stands after those and after the headers before it.
  const starts: number[] = [];
  let rows = 0;
  for (const group of groups) {
    starts.push(rows);
    rows += group.count;
  }
  const lastWhere = (holds: (start: number, group: number) => boolean): number => {
    let [low, high] = [0, groups.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (holds(starts[middle] ?? 0, middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    size: count + groups.length,
    at(place) {
      const group = lastWhere((start, index) => start + index <= place);
      const row = place - group - 1;
      return (starts[group] ?? 0) + group === place ? { group } : { row };
    },
    placeOf: (row) => row + 1 + lastWhere((start) => start <= row),
  };
}
