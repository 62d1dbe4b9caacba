import { expect, it, onTestFinished, vi } from 'vitest';
import { Lease } from '../../../portal-server/storage/lease.ts';
import { openPostgresStore } from '../../../portal-server/storage/postgres/postgres-store.ts';
import { day, systemClock } from '../../../src-shared/kernel/index.ts';
import { ADMINISTRATION, type DunningWorld, debtor, invoice, openDunningWorld, TestClock } from '../../support/dunning-world.ts';
import { startSmtpServer } from '../../support/smtp-server.ts';
import { TestCore } from '../../support/test-core.ts';
import { addDebtor, addUser } from '../../support/test-server.ts';
import { startServerProcess } from '../../support/test-server-process.ts';
import { testPlace, testStore } from '../../support/test-store.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Short, so that a test need not wait long for a dead process's work; a living one renews its leases in time on a busy machine too. */
const LEASE = { KASSTROOM_LEASE_SECONDS: '12' };
/** Only so that a test ends that waits in vain. */
const PATIENCE_MS = 60_000;

async function newWorld(): Promise<DunningWorld> {
  const world = await openDunningWorld();
  onTestFinished(() => world.close());
  return world;
}

async function twoServers(world: DunningWorld) {
  return Promise.all([startServerProcess(world.dataDir, LEASE), startServerProcess(world.dataDir, LEASE)]);
}

it('a command through one server pokes the clients of the other', async () => {
  const world = await newWorld();
  await addUser(world.services, 'collector', ADMINISTRATION, 'anna@example.test');
  await addUser(world.services, 'collector', ADMINISTRATION, 'bram@example.test');
  const debtorId = await addDebtor(world.services, ADMINISTRATION, '1001');
  // Clients pull on a timer too. It never fires here, so what comes has come by a poke.
  vi.useFakeTimers({ toFake: ['setInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const [first, second] = await twoServers(world);
  const anna = await new TestCore(first.url, { clock: systemClock }).signIn('anna@example.test');
  const bram = await new TestCore(second.url, { clock: systemClock }).signIn('bram@example.test');
  const pinned = async (core: TestCore) => (await core.query('debtor.header', { debtorId })).pinnedNotes.map(({ text }) => text).sort();
  for (let round = 0; round < 5; round += 1) {
    await anna.command('add-note', { debtorId, text: `note ${round}`, pinned: true });
    await bram.until(async () => (await pinned(bram)).length === round + 1);
  }
  await bram.command('add-note', { debtorId, text: 'seen', pinned: true });
  await anna.until(async () => (await pinned(anna)).length === 6);
  expect(await pinned(anna)).toEqual(await pinned(bram));
  expect(await first.stop()).toBe(0);
  expect(await second.stop()).toBe(0);
});

it('each message is sent by one server, and what a killed one had begun by the other', { timeout: 4 * PATIENCE_MS }, async () => {
  const world = await newWorld();
  const smtp = await startSmtpServer();
  onTestFinished(() => smtp.close());
  await world.give('save-outgoing-mail', { transport: 'smtp', host: '127.0.0.1', port: smtp.port, security: 'none' });
  const [first, second] = await twoServers(world);
  const give = async (from: number, to: number): Promise<void> => {
    const numbers = Array.from({ length: to - from }, (_, index) => String(from + index));
    world.clock.advance(Date.now() - world.clock.now().getTime());
    await world.put('debtors', ...numbers.map((number) => debtor(number)));
    await world.put('invoices', ...numbers.map((number) => invoice(number, `F${number}`, '2026-01-07', 20_000)));
    await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
  };
  const sent = async () => (await world.list('messages')).filter(({ state }) => state === 'sent').length;

  await give(1_000, 1_050);
  await waitFor(async () => expect(await sent()).toBe(50), PATIENCE_MS);
  expect(smtp.received).toHaveLength(50);
  expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(50);

  // One server alone leases a batch of twenty and hangs on five of them; another one comes and sends the rest.
  await second.stop();
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  smtp.onData = async (_mail, count) => {
    if (count <= 55) await held;
    return undefined;
  };
  await give(2_000, 2_050);
  await waitFor(() => expect(smtp.received.length).toBe(55), PATIENCE_MS);
  await startServerProcess(world.dataDir, LEASE);
  await waitFor(() => expect(smtp.received.length).toBe(85), PATIENCE_MS);
  // The living renew their leases. When what they had at first has run out, nobody has taken anything over, which would count as an attempt.
  const leased = async () =>
    (await world.list('outbox')).flatMap(({ id, state, attempts, leasedUntil }) =>
      state === 'sending' ? [{ id, attempts, leasedUntil: leasedUntil ?? '' }] : [],
    );
  await waitFor(async () => expect(await leased()).toHaveLength(20), PATIENCE_MS);
  const before = await leased();
  const ranOut =
    before
      .map(({ leasedUntil }) => leasedUntil)
      .toSorted()
      .at(-1) ?? '';
  await waitFor(async () => {
    expect(new Date().toISOString() > ranOut).toBe(true);
    expect((await leased()).every(({ leasedUntil }) => leasedUntil > ranOut)).toBe(true);
  }, PATIENCE_MS);
  const strip = (rows: typeof before) => rows.map(({ id, attempts }) => ({ id, attempts })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(strip(await leased())).toEqual(strip(before));
  expect(smtp.received.length).toBe(85);
  await first.kill();
  answer();
  await waitFor(async () => expect(await sent()).toBe(100), PATIENCE_MS);
  const byId = Map.groupBy(smtp.received.slice(50), ({ mail }) => mail.messageId);
  expect(byId.size).toBe(50);
  // Only what the killed server had handed over and got no answer to is sent again, and that to the byte.
  const repeats = [...byId.values()].filter(({ length }) => length > 1);
  expect(repeats).toHaveLength(5);
  for (const [one, another] of repeats) expect(another?.raw).toBe(one?.raw);
});

it('one process at a time holds a lease, and another has it when that falls silent or lets go', async () => {
  const place = await testPlace();
  const clock = new TestClock('2026-03-10T08:00:00.000Z');
  const lease = async () => new Lease({ store: await testStore(place), clock, config: { leaseSeconds: 60 } }, 'poll');
  const [a, b] = [await lease(), await lease()];
  const held = await Promise.all([a.hold(), b.hold()]);
  expect(held.filter(Boolean)).toHaveLength(1);
  const [holder, other] = held[0] ? [a, b] : [b, a];
  clock.advance(40_000);
  expect([await holder.hold(), await other.hold()]).toEqual([true, false]);
  clock.advance(40_000);
  expect([await other.hold(), await holder.hold()]).toEqual([false, true]);
  clock.advance(61_000);
  expect([await other.hold(), await holder.hold()]).toEqual([true, false]);
  await other.release();
  expect(await holder.hold()).toBe(true);
});

it('writes of two processes go one after another, and each is told of the commits of both, once', async () => {
  const place = await testPlace();
  const stores = [await testStore(place), await openPostgresStore(place.databaseUrl)];
  onTestFinished(() => stores[1]?.close());
  const told = stores.map((store) => {
    const versions: number[] = [];
    store.onCommit((version) => versions.push(version));
    return versions;
  });
  const raise = (store: (typeof stores)[number]) =>
    store.write(async (tx) => {
      const value = ((await tx.get('settings', 'counter'))?.value as number | undefined) ?? 0;
      await tx.put('settings', { id: 'counter', value: value + 1 });
      return tx.version;
    });
  // Both must listen before it counts.
  await waitFor(async () => {
    for (const store of stores) await raise(store);
    expect(told.every((versions) => versions.length > 1 && new Set(versions).size === versions.length)).toBe(true);
    expect(told[0]?.at(-1)).toBe(told[1]?.at(-1));
  });
  const start = ((await stores[0]?.read((tx) => tx.get('settings', 'counter')))?.value as number) ?? 0;
  for (const versions of told) versions.length = 0;
  const versions = await Promise.all(Array.from({ length: 40 }, (_, index) => raise(stores[index % 2] as (typeof stores)[number])));
  expect((await stores[1]?.read((tx) => tx.get('settings', 'counter')))?.value).toBe(start + 40);
  const all = versions.toSorted((x, y) => x - y);
  await waitFor(() => {
    for (const heard of told) expect(heard.toSorted((x, y) => x - y)).toEqual(all);
  });
});
