import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { statusOf } from '../../../portal-server/app/http-errors.ts';
import { openServices } from '../../../portal-server/app/services.ts';
import { storeFile } from '../../../portal-server/storage/open-store.ts';
import { openSqliteStore } from '../../../portal-server/storage/sqlite/sqlite-store.ts';
import { executeCommand } from '../../../portal-server/sync/execute.ts';
import { translateError } from '../../../src-shared/i18n/index.ts';
import { AppError, newId } from '../../../src-shared/kernel/index.ts';
import { CliFolder } from '../../support/cli.ts';
import { addAdministration, addDebtor, testServices } from '../../support/test-server.ts';
import { debtorRow, testPlace, testStore } from '../../support/test-store.ts';

const caught = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('no error');
    },
    (error) => {
      expect(error).toBeInstanceOf(AppError);
      return error as AppError;
    },
  );

it('a disk that is full saves nothing, says so, and goes on when there is room again', async () => {
  const services = await testServices();
  const debtorId = await addDebtor(services, await addAdministration(services), '1001');
  const limitPages = (pages: number) =>
    services.store.write(async (tx) => void (await tx.db.run(sql.raw(`PRAGMA max_page_count = ${pages}`))));
  const note = (commandId: string) =>
    executeCommand(services, {
      commandId,
      name: 'add-note',
      args: { debtorId, text: 'x'.repeat(4_000) },
      actor: { kind: 'user', userId: 'u', roles: [{ administrationId: null, role: 'collector' }] },
    });
  await limitPages(1);
  const given = Array.from({ length: 200 }, () => newId());
  const taken: string[] = [];
  let fault: AppError | null = null;
  for (const commandId of given) {
    try {
      expect(await note(commandId)).toMatchObject({ status: 'applied' });
      taken.push(commandId);
    } catch (error) {
      fault = error as AppError;
      break;
    }
  }
  expect(fault).toMatchObject({ code: 'store.disk-full', retry: true });
  expect(statusOf(fault)).toBe(503);
  expect(translateError('en', fault as AppError)).toContain('Make room');
  const notes = async () => (await services.store.read((tx) => tx.list('notes', { where: {} }))).length;
  expect(await notes()).toBe(taken.length);
  await limitPages(1_000_000);
  // The same command again: nothing of the failed one stands in its way.
  const failed = given[taken.length] ?? '';
  expect(await note(failed)).toMatchObject({ status: 'applied' });
  expect(await note(failed)).toMatchObject({ status: 'applied' });
  expect(await notes()).toBe(taken.length + 1);
});

it('a data file that is cut off, overwritten or something else is told by name, with the way back, and the way back works', async () => {
  const cli = new CliFolder();
  onTestFinished(() => cli.remove());
  const services = await openServices(cli.dataDir, { create: true, overrides: { logLevel: 'silent' } });
  await services.store.write(async (tx) => {
    for (let index = 0; index < 3_000; index += 1) await tx.put('debtors', debtorRow(`d${index}`));
  });
  await services.store.close();
  const backup = cli.path('good.backup');
  await cli.json('backup', '--to', backup);
  const file = storeFile(cli.dataDir);
  const whole = readFileSync(file);
  const damages: [string, () => void][] = [
    ['cut off in the middle', () => truncateSync(file, Math.trunc(statSync(file).size / 2))],
    ['without its last page', () => truncateSync(file, statSync(file).size - 4_096)],
    ['cut off within its header', () => truncateSync(file, 50)],
    ['something else', () => writeFileSync(file, 'no database at all'.repeat(1_000))],
  ];
  for (const [name, damage] of damages) {
    writeFileSync(file, whole);
    damage();
    for (const command of [
      ['report', 'ageing'],
      ['backup', '--to', cli.path('bad.backup')],
    ]) {
      const { status, stderr } = await cli.run(...command);
      expect([name, status, stderr]).toEqual([name, 1, expect.stringContaining('restore --from')]);
      expect(stderr).toContain(file);
    }
  }
  await cli.json('restore', '--from', backup, '--force');
  const again = await openServices(cli.dataDir, { overrides: { logLevel: 'silent' } });
  expect(await again.store.read((tx) => tx.list('debtors', { where: {} }))).toHaveLength(3_000);
  await again.store.close();
});

it('a page that went bad under a running server is told as damage, not as a fault of ours', async () => {
  const place = await testPlace();
  const first = await testStore(place);
  await first.write(async (tx) => {
    for (let index = 0; index < 3_000; index += 1) await tx.put('debtors', debtorRow(`d${index}`));
  });
  await first.close();
  const file = storeFile(place.dataDir);
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4_096 * 3);
  writeFileSync(file, bytes);
  const store = await openSqliteStore(file).catch((error: AppError) => error);
  const error = store instanceof AppError ? store : await caught(store.read((tx) => tx.list('debtors', { where: {} })));
  expect(error).toMatchObject({ code: 'store.corrupt', params: { file } });
});

it('a file written by a newer version is left alone', async () => {
  const place = await testPlace();
  const store = await testStore(place);
  await store.write(
    async (tx) => void (await tx.db.run(sql.raw("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 99999999999999)"))),
  );
  await store.close();
  const file = storeFile(place.dataDir);
  const copy = `${file}.copy`;
  copyFileSync(file, copy);
  expect(await caught(openSqliteStore(file))).toMatchObject({ code: 'store.newer' });
  expect(readFileSync(file)).toEqual(readFileSync(copy));
});
