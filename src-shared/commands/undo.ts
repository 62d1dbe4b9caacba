import { actorUserId, type CommandContext, type InverseCommand } from './command.ts';

/** For so long taking back one's own act leaves no line of its own on the timeline: it is as if it had not been. */
const UNDO_MS = 3_600_000;

/** Whether a user takes back what he did himself a moment ago. The audit log keeps both. */
export function takesBack(ctx: CommandContext, at: string | null, byId: string | null): boolean {
  if (at === null || byId === null || byId !== actorUserId(ctx)) return false;
  return Date.parse(ctx.now) - Date.parse(at) < UNDO_MS;
}

/** Rows that had several values before are put back with one command for each value. */
export function perValue<T, V>(rows: readonly T[], value: (row: T) => V, make: (value: V, rows: T[]) => InverseCommand): InverseCommand[] {
  return [...Map.groupBy(rows, value)].map(([each, list]) => make(each, list));
}
