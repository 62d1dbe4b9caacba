import { sqliteEngine } from './engines.ts';
import { runSchedule } from './schedule.ts';

// A worker of the random test: runs the schedules of every `step`-th seed from `first` on, and tells its parent the first
// few that fail. From the command line: `node tests/sync/simulator/run.ts FIRST COUNT`.
const [first = 1, count = 1, step = 1] = process.argv.slice(2).map(Number);
const MOST_FAILURES = 3;

const engine = await sqliteEngine();
const failures: string[] = [];
let ran = 0;
for (let seed = first; ran < count && failures.length < MOST_FAILURES; seed += step) {
  ran += 1;
  try {
    await runSchedule(seed, engine);
  } catch (error) {
    failures.push((error as Error).message + (process.send ? '' : `\n${((error as Error).cause as Error).stack ?? ''}`));
  }
}
if (process.send) process.send({ ran, failures }, () => process.exit(0));
else {
  process.stdout.write(`${failures.join('\n\n')}\n${ran} schedules, ${failures.length} failed\n`);
  process.exit(failures.length ? 1 : 0);
}
