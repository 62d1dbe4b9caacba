import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { engine } from '../../support/engine.ts';
import { engineUnderTest } from './engines.ts';
import { placeOf, runWorld, SCHEDULES_PER_WORLD } from './schedule.ts';

// KASSTROOM_SIM_SEED=17 replays schedule 17; KASSTROOM_SIM_SCHEDULES=N runs N of them, KASSTROOM_SIM_FIRST=M from number M (5n + 1) on.
const seed = process.env.KASSTROOM_SIM_SEED;
// On PostgreSQL every statement is a round trip, so what thousands of schedules find is looked for on SQLite.
const usual = engine === 'postgres' ? { ci: 100, here: 25 } : { ci: 3_000, here: 1_000 };
const count = Number(process.env.KASSTROOM_SIM_SCHEDULES ?? (process.env.CI ? usual.ci : usual.here));
const first = Number(process.env.KASSTROOM_SIM_FIRST ?? 1);
const WORKER = fileURLToPath(new URL('./run.ts', import.meta.url));
const TIME_LIMIT_MS = 20 * 60_000;

interface Report {
  ran: number;
  failures: string[];
}

describe('random schedules', () => {
  it.runIf(seed)('replays one seed', { timeout: TIME_LIMIT_MS }, async () => {
    const { world, schedules } = placeOf(Number(seed));
    await runWorld(world, schedules, await engineUnderTest());
  });

  it.skipIf(seed)(`keeps the invariants in ${count} of them`, { timeout: TIME_LIMIT_MS }, async () => {
    const workers = Math.min(availableParallelism(), Math.ceil(count / SCHEDULES_PER_WORLD));
    const reports = await Promise.all(
      Array.from({ length: workers }, (_, i) => work(first + i * SCHEDULES_PER_WORLD, first + count - 1, workers)),
    );
    expect(reports.flatMap(({ failures }) => failures).join('\n\n')).toBe('');
    expect(reports.reduce((sum, { ran }) => sum + ran, 0)).toBe(count);
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
