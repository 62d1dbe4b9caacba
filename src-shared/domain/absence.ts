import type { Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';

export type Absence = Pick<Row<'absences'>, 'userId' | 'substituteId' | 'fromDay' | 'untilDay'>;

/**
 * Whose work a user does today besides his own: that of the absent colleagues he stands in for, and of those they stand in
 * for in their turn. In the order in which they are met, each once.
 */
export function takenOver(absences: readonly Absence[], userId: string, today: Day): string[] {
  const running = absences.filter(({ fromDay, untilDay }) => fromDay <= today && today <= untilDay);
  const seen = new Set([userId]);
  const found: string[] = [];
  const waiting = [userId];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const absence of running) {
      if (absence.substituteId !== next || seen.has(absence.userId)) continue;
      seen.add(absence.userId);
      found.push(absence.userId);
      waiting.push(absence.userId);
    }
  }
  return found;
}
