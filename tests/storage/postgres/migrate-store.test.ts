import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openServices } from '../../../portal-server/app/services.ts';
import { Outbox } from '../../../portal-server/jobs/outbox.ts';
import { openPostgresStore } from '../../../portal-server/storage/postgres/postgres-store.ts';
import { CliFolder } from '../../support/cli.ts';
import { dropDatabase, newDatabase } from '../../support/engine.ts';
import { everything, fillStore } from '../../support/filled-store.ts';

const quiet = { overrides: { logLevel: 'silent' as const } };

async function database(options: { empty?: boolean } = {}): Promise<string> {
  const url = await newDatabase(options);
  onTestFinished(() => dropDatabase(url));
  return url;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

function folder(): CliFolder {
  const cli = new CliFolder();
  onTestFinished(() => cli.remove());
  return cli;
}

async function filledSqlite(cli: CliFolder) {
  const dataDir = cli.path('sqlite');
  const services = await openServices(dataDir, { create: true, ...quiet });
  await fillStore(services);
  const before = await everything(services.store);
  const version = await services.store.write(async (tx) => tx.version);
  return { dataDir, services, before, version, epoch: await services.store.epoch() };
}

it('moves everything from SQLite to PostgreSQL and back, row for row', async () => {
  const cli = folder();
  const { dataDir, services, before, version, epoch } = await filledSqlite(cli);
  await services.store.close();
  for (const [table, rows] of Object.entries(before)) expect([table, rows.length > 0]).toEqual([table, true]);
  const url = await database({ empty: true });
  const answer = await cli.json<{ rows: number }>('migrate-store', '--from', dataDir, '--to', url);
  expect(answer.rows).toBe(Object.values(before).reduce((total, rows) => total + rows.length, 0));
  const moved = await openServices(dataDir, { overrides: { ...quiet.overrides, databaseUrl: url } });
  expect(await everything(moved.store)).toEqual(before);
  expect(await moved.store.epoch()).not.toBe(epoch);
  expect(await moved.store.write(async (tx) => tx.version)).toBeGreaterThan(version);
  const postgresEpoch = await moved.store.epoch();
  await moved.store.close();

  const back = cli.path('back');
  await cli.json('migrate-store', '--from', url, '--to', back);
  await expect(openServices(back, quiet)).rejects.toMatchObject({ code: 'store.other-keys' });
  cpSync(join(dataDir, 'keys'), join(back, 'keys'), { recursive: true });
  const again = await openServices(back, quiet);
  onTestFinished(() => again.store.close());
  expect(await everything(again.store)).toEqual(before);
  expect(new Set([epoch, postgresEpoch, await again.store.epoch()]).size).toBe(3);
});

it('moves all or nothing, and can be tried again', async () => {
  const cli = folder();
  const { dataDir, services, before } = await filledSqlite(cli);
  await services.store.close();
  const url = await database();
  const client = await connected(url);
  // A table that comes late will not have the rows.
  await client.query('ALTER TABLE timeline_entries ADD CONSTRAINT nothing CHECK (id IS NULL)');
  expect((await cli.run('migrate-store', '--from', dataDir, '--to', url)).status).toBe(1);
  expect((await client.query('SELECT count(*) AS rows FROM debtors')).rows).toEqual([{ rows: '0' }]);
  await client.query('ALTER TABLE timeline_entries DROP CONSTRAINT nothing');
  await cli.json('migrate-store', '--from', dataDir, '--to', url);
  const moved = await openPostgresStore(url);
  expect(await everything(moved)).toEqual(before);
  await moved.close();
  expect(await cli.run('migrate-store', '--from', dataDir, '--to', url, '--json')).toMatchObject({
    json: { error: { code: 'store.not-empty' } },
  });
});

it('finds a copy that differs, and keeps nothing of it', async () => {
  const cli = folder();
  const { dataDir, services } = await filledSqlite(cli);
  await services.store.close();
  const url = await database();
  const client = await connected(url);
  await client.query(`CREATE FUNCTION cheat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.open = NEW.open + 1; RETURN NEW; END $$;
    CREATE TRIGGER cheat BEFORE INSERT ON invoices FOR EACH ROW WHEN (NEW.number LIKE '%7') EXECUTE FUNCTION cheat()`);
  const { json, stderr } = await cli.run('migrate-store', '--from', dataDir, '--to', url, '--json');
  expect(json).toMatchObject({ error: { code: 'store.copy-differs', params: { table: 'invoices' } } });
  expect(stderr).toContain('nothing was moved');
  expect((await client.query('SELECT count(*) AS rows FROM invoices')).rows).toEqual([{ rows: '0' }]);
});

it('refuses places that are in use, not there or not empty', async () => {
  const cli = folder();
  const { dataDir, services } = await filledSqlite(cli);
  const server = new Outbox(services);
  await server.drainOnce();
  const url = await database();
  const code = async (from: string, to: string) => {
    const { json } = await cli.run('migrate-store', '--from', from, '--to', to, '--json');
    return (json as { error: { code: string } }).error.code;
  };
  expect(await code(dataDir, url)).toBe('store.in-use');
  await server.stop();
  await services.store.close();
  expect(await code(cli.path('nowhere'), url)).toBe('store.not-initialised');
  expect(await code(await database({ empty: true }), cli.path('new'))).toBe('store.not-initialised');
  const open = await openPostgresStore(url);
  expect(await code(dataDir, url)).toBe('store.in-use');
  expect(await code(url, cli.path('new'))).toBe('store.in-use');
  await open.close();
  expect(await code(url, dataDir)).toBe('store.not-empty');
  expect(existsSync(join(cli.path('new'), 'kasstroom.sqlite'))).toBe(false);
});
