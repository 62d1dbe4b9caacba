import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openServices, type Services } from '../../portal-server/app/services.ts';
import { Outbox } from '../../portal-server/jobs/outbox.ts';
import { CliFolder } from '../support/cli.ts';
import { engine, prepareDataDir } from '../support/engine.ts';
import { everything, fillStore } from '../support/filled-store.ts';

/** Nothing that could be packed smaller, so that its bytes are found in the backup. */
const DOCUMENT = randomBytes(70_000);

async function filledFolder(): Promise<{ cli: CliFolder; services: Services }> {
  const cli = new CliFolder();
  onTestFinished(() => cli.remove());
  await prepareDataDir(cli.dataDir);
  const services = await openServices(cli.dataDir, { create: true, overrides: { logLevel: 'silent' } });
  onTestFinished(() => services.store.close());
  await fillStore(services);
  mkdirSync(join(cli.dataDir, 'documents/2026'), { recursive: true });
  writeFileSync(join(cli.dataDir, 'documents/2026/invoice.pdf'), DOCUMENT);
  mkdirSync(join(cli.dataDir, 'uploads'), { recursive: true });
  writeFileSync(join(cli.dataDir, 'uploads/half.part'), 'still on its way');
  return { cli, services };
}

const addNote = (services: Services, id: string) => services.store.write((tx) => tx.put('settings', { id, value: id }));

it('holds everything of one moment, made while the server works, and comes back as a folder a server starts on', async () => {
  const { cli, services } = await filledFolder();
  const before = await everything(services.store);
  const epoch = await services.store.epoch();
  const file = cli.path('one.backup');
  const made = await cli.json<{ files: number; rows: Record<string, number> }>('backup', '--to', file);
  expect(made.rows.debtors).toBe(before.debtors?.length);
  expect(statSync(file).mode & 0o077).toBe(0);
  await addNote(services, 'after');

  const restored = cli.path('restored');
  const answer = await cli.json<{ messagesWaiting: number; oldData: null }>('restore', '--from', file, '--data', restored);
  expect(answer).toMatchObject({ oldData: null, wasPostgres: engine === 'postgres' });
  expect(answer.messagesWaiting).toBeGreaterThan(0);
  const again = await openServices(restored, { overrides: { logLevel: 'silent' } });
  onTestFinished(() => again.store.close());
  expect(again.store.engine).toBe('sqlite');
  expect(await everything(again.store)).toEqual(before);
  expect(await again.store.epoch()).not.toBe(epoch);
  expect(again.keys.open(services.keys.seal('same keys'))).toBe('same keys');
  expect(readFileSync(join(restored, 'documents/2026/invoice.pdf'))).toEqual(DOCUMENT);
  expect(statSync(join(restored, 'keys/master.key')).mode & 0o077).toBe(0);
  expect(existsSync(join(restored, 'uploads'))).toBe(false);
  expect(readdirSync(restored).sort()).toEqual(expect.arrayContaining(['documents', 'kasstroom.sqlite', 'keys']));
  await again.store.write((tx) => tx.put('settings', { id: 'works', value: 1 }));
});

it('is whole although commands come in all the time', async () => {
  const { cli, services } = await filledFolder();
  let stop = false;
  let written = 0;
  const writer = (async () => {
    while (!stop) {
      // Two rows that belong together: a backup has both of a pair or none.
      await services.store.write(async (tx) => {
        await tx.put('settings', { id: `a${written}`, value: written });
        await tx.put('signInAttempts', { id: `a${written}`, failed: written });
      });
      written += 1;
    }
  })();
  const file = cli.path('busy.backup');
  await cli.json('backup', '--to', file);
  const during = written;
  stop = true;
  await writer;
  expect(during).toBeGreaterThan(0);
  const restored = cli.path('restored');
  await cli.json('restore', '--from', file, '--data', restored);
  const again = await openServices(restored, { overrides: { logLevel: 'silent' } });
  onTestFinished(() => again.store.close());
  const [pairs, halves] = await again.store.read(async (tx) => [
    (await tx.list('settings', { where: {} })).filter(({ id }) => /^a\d/.test(id)).map(({ id }) => id),
    (await tx.list('signInAttempts', { where: {} })).filter(({ id }) => /^a\d/.test(id)).map(({ id }) => id),
  ]);
  expect(pairs.sort()).toEqual(halves.sort());
});

it('is never overwritten, and a folder gets a file named by the time of which restore takes the newest', async () => {
  const { cli } = await filledFolder();
  const file = cli.path('one.backup');
  await cli.json('backup', '--to', file);
  expect(await cli.run('backup', '--to', file, '--json')).toMatchObject({ status: 1, json: { error: { code: 'backup.exists' } } });
  const folder = cli.path('backups');
  mkdirSync(folder);
  const { file: named } = await cli.json<{ file: string }>('backup', '--to', folder);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^kasstroom-\d{8}T\d{6}Z\.kasstroom-backup$/)]);
  expect(await cli.json('restore', '--from', folder, '--data', cli.path('restored'))).toMatchObject({ backup: named });
});

it('is put back over data only when told so, not under a running server, and the old data are kept', async () => {
  const { cli, services } = await filledFolder();
  const file = cli.path('one.backup');
  await cli.json('backup', '--to', file);
  await addNote(services, 'later');
  const restore = (...more: string[]) => cli.run('restore', '--from', file, '--json', ...more);
  if (engine === 'sqlite') {
    const server = new Outbox(services);
    await server.drainOnce();
    expect((await restore('--force')).json).toMatchObject({ error: { code: 'store.in-use' } });
    await server.stop();
  } else expect((await restore('--force')).json).toMatchObject({ error: { code: 'store.in-use' } });
  await services.store.close();
  expect((await restore()).json).toMatchObject({ error: { code: 'restore.exists' } });
  const { oldData } = (await restore('--force')).json as { oldData: string };
  expect(existsSync(join(oldData, 'documents/2026/invoice.pdf'))).toBe(true);
  const restored = await openServices(cli.dataDir, { overrides: { logLevel: 'silent' } });
  onTestFinished(() => restored.store.close());
  expect(await restored.store.read((tx) => tx.get('settings', 'later'))).toBeUndefined();
  const old = await openServices(oldData, { overrides: { logLevel: 'silent' } });
  onTestFinished(() => old.store.close());
  expect(await old.store.read((tx) => tx.get('settings', 'later'))).toBeDefined();
});

it('that is damaged, cut off or something else is refused before anything is touched', async () => {
  const { cli } = await filledFolder();
  const good = cli.path('good.backup');
  await cli.json('backup', '--to', good);
  const bytes = readFileSync(good);
  const target = cli.path('target');
  const refusal = async (content: Buffer) => {
    const file = cli.path(`bad-${Math.random()}`);
    writeFileSync(file, content);
    const { json, stderr } = await cli.run('restore', '--from', file, '--data', target, '--json');
    expect(stderr).toContain(file);
    expect(existsSync(target)).toBe(false);
    return (json as { error: { code: string } }).error.code;
  };
  expect(
    await refusal(
      Buffer.from('just some text, long enough to be looked at as a header of a hundred bytes or more, which it is not at all'),
    ),
  ).toBe('backup.not-one');
  expect(await refusal(bytes.subarray(0, bytes.length / 2))).toBe('backup.damaged');
  // One byte of the document's own content.
  const flipped = Buffer.from(bytes);
  const at = flipped.indexOf(DOCUMENT.subarray(20_000, 20_032));
  expect(at).toBeGreaterThan(0);
  flipped[at] = (flipped[at] ?? 0) ^ 0xff;
  expect(await refusal(flipped)).toBe('backup.damaged');
  const plain = cli.path('plain');
  await cli.json('restore', '--from', good, '--data', plain);
  expect(await refusal(readFileSync(join(plain, 'kasstroom.sqlite')))).toBe('backup.not-one');
});
