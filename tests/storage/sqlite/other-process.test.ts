import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../../portal-server/storage/sqlite/sqlite-store.ts';
import { newId } from '../../../src-shared/kernel/index.ts';
import { tempDir } from '../../support/temp-dir.ts';

it('hears of what another process writes', async () => {
  const file = join(tempDir(), 'store.sqlite');
  const [server, commandLine] = [await openSqliteStore(file), await openSqliteStore(file)];
  const heard = new Promise<number>((resolve) => server.onCommit(resolve));
  await commandLine.write((tx) => tx.put('users', { id: newId(), email: 'a@example.test', name: 'A' }));
  const version = await server.read(async (tx) => (await tx.get('storeMeta', 'store'))?.version);
  expect(await heard).toBe(version);
  await server.close();
  await commandLine.close();
});

it('waits for another process that writes, and reads meanwhile', async () => {
  const file = join(tempDir(), 'store.sqlite');
  const server = await openSqliteStore(file);
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  let written = false;
  const writing = server
    .write((tx) => tx.put('users', { id: newId(), email: 'a@example.test', name: 'A' }))
    .then(() => {
      written = true;
    });
  expect(await server.read((tx) => tx.list('users', { where: {} }))).toEqual([]);
  expect(written).toBe(false);
  other.exec('COMMIT');
  other.close();
  await writing;
  expect(await server.read((tx) => tx.list('users', { where: {} }))).toHaveLength(1);
  await server.close();
});
