import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { engine } from '../../support/engine.ts';
import { engineUnderTest } from './engines.ts';
import { dropSpares } from './postgres-databases.ts';
import { placeOf, runWorld, SCHEDULES_PER_WORLD } from './schedule.ts';

// KASSTROOM_SIM_SEED=17 replays schedule 17; KASSTROOM_SIM_SCHEDULES=N runs N of them, KASSTROOM_SIM_FIRST=M from number M (5n + 1) on.
const seed = process.env.KASSTROOM_SIM_SEED;
// Ten thousand and more in CI. On PostgreSQL every statement is a round trip, so most of them run on SQLite.
const usual = engine === 'postgres' ? { ci: 500, here: 50 } : { ci: 10_000, here: 600 };
const count = Number(process.env.KASSTROOM_SIM_SCHEDULES ?? (process.env.CI ? usual.ci : usual.here));
const first = Number(process.env.KASSTROOM_SIM_FIRST ?? 1);
const WORKER = fileURLToPath(new URL('./run.ts', import.meta.url));
const TIME_LIMIT_MS = 20 * 60_000;

interface Report {
  ran: number;
  failures: string[];
}

afterAll(dropSpares);

describe('random schedules', () => {
  it.runIf(seed)('replays one seed', { timeout: TIME_LIMIT_MS }, async () => {
    const { world, schedules } = placeOf(Number(seed));
    await runWorld(world, schedules, await engineUnderTest());
  });

  it.skipIf(seed)(`keeps the invariants in ${count} of them`, { timeout: TIME_LIMIT_MS }, async () => {
    const workers = Math.min(availableParallelism(), Math.ceil(count / SCHEDULES_PER_WORLD));
    const started = performance.now();
    const reports = await Promise.all(
      Array.from({ length: workers }, (_, i) => work(first + i * SCHEDULES_PER_WORLD, first + count - 1, workers)),
    );
    expect(reports.flatMap(({ failures }) => failures).join('\n\n')).toBe('');
    const ran = reports.reduce((sum, report) => sum + report.ran, 0);
    process.stdout.write(`${engine}: ${ran} schedules by ${workers} workers in ${Math.round((performance.now() - started) / 1_000)} s\n`);
    expect(ran).toBe(count);
  });
});

function work(from: number, to: number, step: number): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(WORKER, [from, to, step].map(String), { execArgv: [] });
    child.once('message', (report) => resolve(report as Report));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a worker stopped with exit code ${code}`)));
  });
}
