import type { Day } from '../../src-shared/kernel/index.ts';

/**
 * The instant at which a clock in a time zone shows a day and time (HH:MM). A time that the spring change skips becomes
 * one an hour later; of one that the autumn change repeats it is the first.
 */
export function instantOf(day: Day, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // Two looks: the offset an hour before a change is not the one after it.
  const guess = wanted - offsetAt(new Date(wanted), timeZone);
  const offset = offsetAt(new Date(guess), timeZone);
  const earlier = offsetAt(new Date(wanted - offset - 3_600_000), timeZone);
  return new Date(wanted - (shows(wanted - earlier, timeZone) === wanted ? earlier : offset));
}

/** What a clock in the zone shows at an instant, as if it were UTC. */
function shows(instant: number, timeZone: string): number {
  return instant + offsetAt(new Date(instant), timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which a zone's clock is ahead of UTC at an instant. */
function offsetAt(instant: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const year = 2000 + Number(parts.year);
  const shown = Date.UTC(year, Number(parts.month) - 1, Number(parts.day), Number(parts.hour), Number(parts.minute), Number(parts.second));
  return shown - Math.floor(instant.getTime() / 1_000) * 1_000;
}
