import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CliFolder } from '../../support/cli.ts';

interface DoctorJson {
  ok: boolean;
  checks: { name: string; status: string; detail: string }[];
}

/* What doctor sees in the data folder itself, with the store in it. */
describe('kasstroom-server doctor', () => {
  let world: CliFolder;
  beforeEach(() => {
    world = new CliFolder();
  });
  afterEach(() => world.remove());

  const statusOf = ({ checks }: DoctorJson, name: string): string | undefined => checks.find((it) => it.name === name)?.status;

  it('fails, with a list of what is wrong, when there is nothing', async () => {
    const { status, json } = await world.run('doctor', '--json');
    expect(status).toBe(1);
    expect(statusOf(json as DoctorJson, 'data folder')).toBe('fail');
  });

  it('sees a damaged store, a lost key, a wrong setting and rights that are too wide', async () => {
    await world.json('init');
    const store = join(world.dataDir, 'kasstroom.sqlite');
    const sound = readFileSync(store);
    const damaged = Buffer.from(sound);
    damaged.fill(0x5a, 8_192, 40_000);
    writeFileSync(store, damaged);
    writeFileSync(join(world.dataDir, 'keys', 'master.key'), 'lost');
    writeFileSync(join(world.dataDir, 'config.json'), '{"prot":1}');
    if (process.platform !== 'win32') chmodSync(world.dataDir, 0o755);
    const { status, json } = await world.run('doctor', '--json');
    expect(status).toBe(1);
    const result = json as DoctorJson;
    expect(['store', 'keys', 'settings'].map((name) => statusOf(result, name))).toEqual(['fail', 'fail', 'fail']);
    if (process.platform !== 'win32') expect(statusOf(result, 'data folder')).toBe('warn');
    expect(result.checks.find(({ name }) => name === 'settings')?.detail).toContain('prot');
    expect(readFileSync(store).equals(damaged)).toBe(true);
  });
});
