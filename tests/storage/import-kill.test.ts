import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliFolder } from '../support/cli.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { LEDGER_MAPPING, writeLedgerFile } from '../support/ledger-file.ts';

const ROWS = 10_000;
const PROGRAM = fileURLToPath(new URL('../../portal-server/cli/kasstroom-server.mjs', import.meta.url));

describe('an import that is killed', () => {
  const world = new CliFolder();
  let before: string;

  beforeAll(async () => {
    await world.json('init');
    writeFileSync(world.path('mapping.json'), JSON.stringify(LEDGER_MAPPING));
    // Other numbers, so that the snapshot also has something to settle.
    await writeLedgerFile(world.path('first.csv'), 500, (line) => line.replace(/^F/, 'G'));
    await writeLedgerFile(world.path('ledger.csv'), ROWS);
    await world.json('import', '--mapping', 'mapping.json', 'first.csv');
    before = await fingerprint(world.dataDir);
  });
  afterAll(() => world.remove());

  const args = ['import', '--mode', 'snapshot', '--mapping', 'mapping.json', 'ledger.csv', '--data', world.dataDir];

  /** Starts the import in a process of its own and kills it so many milliseconds after it has begun to work. */
  async function killAfter(ms: number): Promise<void> {
    const env = { ...process.env, KASSTROOM_LOG_LEVEL: 'info' };
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: world.folder, stdio: ['ignore', 'ignore', 'pipe'], env });
    const exit = once(child, 'exit');
    await Promise.race([once(child.stderr, 'data'), exit]);
    await setTimeout(ms);
    child.kill('SIGKILL');
    await exit;
  }

  it('has changed nothing, or everything; and when repeated gives the same figures as if nothing had happened', {
    timeout: 300_000,
  }, async () => {
    const seen = new Set<boolean>();
    for (const ms of [0, 200, 400, 700]) {
      await killAfter(ms);
      const untouched = (await fingerprint(world.dataDir)) === before;
      seen.add(untouched);
      if (!untouched) expect(await world.json('import', '--dry-run', ...args.slice(1))).toMatchObject({ unchanged: ROWS, settled: 0 });
    }
    expect(seen.has(true)).toBe(true);
    await world.json(...args);
    const clean = new CliFolder();
    try {
      await clean.json('init');
      for (const file of ['first.csv', 'ledger.csv'])
        await clean.json('import', '--mode', 'snapshot', '--mapping', world.path('mapping.json'), world.path(file));
      for (const report of [
        ['ageing', '--as-of', '2025-06-30'],
        ['top', '--n', '20', '--as-of', '2025-03-31'],
        ['dso', '--from', '2025-01-01', '--to', '2025-06-30'],
      ]) {
        expect(await world.json('report', ...report), report.join(' ')).toEqual(await clean.json('report', ...report));
      }
    } finally {
      clean.remove();
    }
  });
});
