import { engineUnderTest } from './engines.ts';
import { dropSpares } from './postgres-databases.ts';
import { placeOf, runWorld, SCHEDULES_PER_WORLD } from './schedule.ts';

// A worker of the random test: runs schedules from `first` on, every `step`-th world of them up to `last`, and tells its
// parent the first few that fail. From the command line: `node tests/sync/simulator/run.ts FIRST LAST`.
const [first = 1, last = first, step = 1] = process.argv.slice(2).map(Number);
const MOST_FAILURES = 3;

const engine = await engineUnderTest();
const failures: string[] = [];
let ran = 0;
const end = placeOf(last);
for (let { world } = placeOf(first); world <= end.world && failures.length < MOST_FAILURES; world += step) {
  const schedules = world === end.world ? end.schedules : SCHEDULES_PER_WORLD;
  ran += schedules;
  try {
    await runWorld(world, schedules, engine);
  } catch (error) {
    failures.push((error as Error).message + (process.send ? '' : `\n${((error as Error).cause as Error).stack ?? ''}`));
  }
}
await dropSpares();
if (process.send) process.send({ ran, failures }, () => process.exit(0));
else {
  process.stdout.write(`${failures.join('\n\n')}\n${ran} schedules, ${failures.length} failed\n`);
  process.exit(failures.length ? 1 : 0);
}
