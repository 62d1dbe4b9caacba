import { sql } from 'drizzle-orm';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../../portal-server/app/config.ts';
import { openServices } from '../../../portal-server/app/services.ts';
import { openPostgresStore } from '../../../portal-server/storage/postgres/postgres-store.ts';
import { dropDatabase, newDatabase } from '../../support/engine.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { debtorRow, testPlace, testStore } from '../../support/test-store.ts';
import { waitFor } from '../../support/wait-for.ts';

async function database(options: { empty?: boolean } = {}): Promise<string> {
  const url = await newDatabase(options);
  onTestFinished(() => dropDatabase(url));
  return url;
}

async function admin(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'test-admin' });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** As when the database server restarts: every connection of the store is cut. */
const cutAll = (client: pg.Client) =>
  client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'kasstroom'",
  );

it('a lost connection fails what is under way as to be tried again, and the next try goes on', async () => {
  const place = await testPlace();
  const store = await testStore(place);
  const told: number[] = [];
  store.onCommit((version) => told.push(version));
  const server = await admin(place.databaseUrl);
  const write = store.write(async (tx) => {
    await tx.put('debtors', debtorRow('d1'));
    await cutAll(server);
    await tx.put('debtors', debtorRow('d2'));
  });
  await expect(write).rejects.toMatchObject({ code: 'store.unreachable', retry: true });
  const read = store.read(async (tx) => {
    expect(await tx.list('debtors', { where: {} })).toEqual([]);
    await cutAll(server);
    await tx.list('debtors', { where: {} });
  });
  await expect(read).rejects.toMatchObject({ code: 'store.unreachable', retry: true });
  await waitFor(() => store.write((tx) => tx.put('debtors', debtorRow('d3'))));
  expect((await store.read((tx) => tx.list('debtors', { where: {} }))).map(({ id }) => id)).toEqual(['d3']);
});

it('commits of others that were missed while the listening connection was lost are told of', async () => {
  const place = await testPlace();
  const store = await testStore(place);
  const other = await testStore(place);
  const told: number[] = [];
  store.onCommit((version) => told.push(version));
  const put = (id: string) =>
    other.write(async (tx) => {
      await tx.put('debtors', debtorRow(id));
      return tx.version;
    });
  await waitFor(async () => expect(told).toContain(await put('d1')));
  await cutAll(await admin(place.databaseUrl));
  const missed = await waitFor(() => put('d2'));
  await waitFor(() => expect(told.at(-1)).toBeGreaterThanOrEqual(missed));
});

it('a statement whose error was swallowed does not end in a silent loss', async () => {
  const store = await testStore();
  const write = store.write(async (tx) => {
    await tx.put('debtors', debtorRow('d1'));
    const faulty = tx.db.select({ nothing: sql`1 / 0` }).from(tx.tables.debtors);
    await expect(faulty).rejects.toThrow();
  });
  await expect(write).rejects.toThrow('aborted');
  expect(await store.read((tx) => tx.list('debtors', { where: {} }))).toEqual([]);
});

it('what is wrong with the address is said, without the password', async () => {
  const { databaseUrl } = await testPlace();
  const url = (change: (it: URL) => void) => {
    const it = new URL(databaseUrl);
    it.password = 'hunter2';
    change(it);
    return it.href;
  };
  const open = (address: string) =>
    openPostgresStore(address).then(
      () => 'opened',
      (error: Error) => error,
    );
  const cases: [string, string][] = [
    [
      url((it) => {
        it.port = '1';
      }),
      'store.unreachable',
    ],
    [
      url((it) => {
        it.pathname = '/nowhere';
      }),
      'store.database-missing',
    ],
    [
      url((it) => {
        it.username = 'nobody';
      }),
      'store.sign-in-refused',
    ],
  ];
  for (const [address, code] of cases) {
    const error = await open(address);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('hunter2');
  }
  const dataDir = tempDir();
  expect(() => loadConfig(dataDir, { DATABASE_URL: 'mysql://x:hunter2@y/z' })).toThrow(/databaseUrl/);
  expect(() => loadConfig(dataDir, { DATABASE_URL: 'mysql://x:hunter2@y/z' })).not.toThrow(/hunter2/);
});

it('a database without tables needs to be made first, one of a newer version is left alone', async () => {
  const databaseUrl = await database({ empty: true });
  await expect(openServices(tempDir(), { overrides: { databaseUrl } })).rejects.toMatchObject({ code: 'store.not-initialised' });
  // Two processes that start at the same time: one makes the tables, the other finds them.
  const [one, two] = await Promise.all([openPostgresStore(databaseUrl), openPostgresStore(databaseUrl)]);
  expect(await one.epoch()).toBe(await two.epoch());
  await Promise.all([one.close(), two.close()]);
  const client = await admin(databaseUrl);
  await client.query("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 99999999999999)");
  await expect(openPostgresStore(databaseUrl)).rejects.toMatchObject({ code: 'store.newer' });
});

it('a second data folder with other keys is refused before it does harm', async () => {
  const databaseUrl = await database();
  const options = { create: true, overrides: { databaseUrl, logLevel: 'silent' as const } };
  const folder = tempDir();
  await (await openServices(folder, options)).store.close();
  await expect(openServices(tempDir(), options)).rejects.toMatchObject({ code: 'store.other-keys' });
  await (await openServices(folder, options)).store.close();
});
