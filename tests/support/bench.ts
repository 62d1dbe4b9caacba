/** What benches share: repeated timing, percentiles and tables of text. */

export interface Timing {
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export function percentiles(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Processor time this thread has used, milliseconds: hardly moves when the machine is busy with other things. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Times the body so many times; `before` is not timed. */
export async function timed(
  runs: number,
  body: (run: number) => unknown | Promise<unknown>,
  before: () => void = () => undefined,
): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    before();
    const start = performance.now();
    await body(run);
    times.push(performance.now() - start);
  }
  return times;
}

export const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1));
export const times = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(value < 10 ? 1 : 0)}×` : '–');
export const say = (text = ''): void => void process.stdout.write(`${text}\n`);

/** Prints columns of text, all but the first to the right. */
export function sayTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => lines.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0));
  for (const row of lines) {
    say(`  ${row.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`);
  }
}
