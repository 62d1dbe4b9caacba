/** The only source of "now". Real in processes, fixed or scripted in tests and in the demo. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function fixedClock(iso: string): Clock {
  const at = new Date(iso);
  return { now: () => new Date(at) };
}

/** An instant as stored: ISO 8601 in UTC with milliseconds. */
export const instant = (clock: Clock): string => clock.now().toISOString();
