import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { uuidv7 } from '../../../src-shared/kernel/index.ts';
import { PROTOCOL_VERSION } from '../../../src-shared/protocol/index.ts';
import { engine } from '../../support/engine.ts';
import { type EngineUnderTest, engineUnderTest, sqliteEngine } from './engines.ts';
import type { Installation } from './installation.ts';
import { checkInvariants } from './invariants.ts';
import { dropSpares } from './postgres-databases.ts';
import { World } from './world.ts';

afterAll(dropSpares);

const DAY = 86_400_000;

/** A running server and loaded desktops of these people, all on line. */
async function worldOf(...people: string[]) {
  return worldOn(await engineUnderTest(), ...people);
}

async function worldOn(engine: EngineUnderTest, ...people: string[]) {
  const world = new World(7, engine);
  onTestFinished(() => world.close());
  await world.server.start();
  const desktops = people.map((person) => world.install(person));
  for (const desktop of desktops) await desktop.boot();
  await world.scheduler.runFor(3_000);
  return { world, desktops, anna: desktops[0] as Installation, bram: desktops[1] as Installation };
}

const debtorOf = ({ company }: World, administration = 0): string =>
  company.debtors.find(({ administrationId }) => administrationId === company.administrations[administration])?.id ?? '';

const addNote = (world: World, who: Installation, administration = 0) =>
  world.give(who, 'add-note', (text) => ({ debtorId: debtorOf(world, administration), text }));

const notesOnServer = (world: World) =>
  world.server.store.read(async (tx) => (await tx.list('notes', { where: {}, orderBy: { column: 'id' } })).map(({ text }) => text));

const notesHere = (who: Installation): string[] => who.rows<{ text: string }>('SELECT text FROM notes ORDER BY id').map(({ text }) => text);

async function allIsWell(world: World): Promise<void> {
  await world.heal();
  await checkInvariants(world);
}

describe('sync survives', () => {
  it('a reply that is lost after the commit', async () => {
    const { world, anna } = await worldOf('anna', 'bram');
    anna.link.script.push('reply-lost');
    await addNote(world, anna);
    await world.scheduler.runFor(1_000);
    expect(await notesOnServer(world)).toEqual(['m1.']);
    expect(anna.now.outbox.size).toBe(1);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m1.']);
    expect(anna.now.outbox.size).toBe(0);
  });

  // Boundaries of "saved": the outbox's own commit, then the cache's. Each step is a crash before or after one of them.
  it.each([
    { crashAfter: 0, when: 'before the outbox write', kept: false },
    { crashAfter: 1, when: 'after the outbox write, before the cache commit', kept: true },
    { crashAfter: 2, when: 'after the outbox write, before the cache commit', kept: true },
    { crashAfter: 3, when: 'after the cache commit', kept: true },
  ])('a crash $when ($crashAfter)', async ({ crashAfter, kept }) => {
    const { world, anna } = await worldOf('anna');
    anna.link.set(false);
    anna.now.disk.crashAfter = crashAfter;
    expect(await addNote(world, anna)).toBe('crashed');
    await world.scheduler.runFor(10);
    await anna.boot();
    // Off line still: what is in the outbox is on the screen, and nothing else is.
    expect(notesHere(anna)).toEqual(kept ? ['m1.'] : []);
    expect(anna.now.outbox.size).toBe(kept ? 1 : 0);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(kept ? ['m1.'] : []);
  });

  // The outbox notes the reply, the cache takes in the pull, the outbox notes that it has: a crash before or after each.
  it.each([0, 1, 2, 3, 4, 5])('a crash while the server’s answer is taken in (%i)', async (crashAfter) => {
    const { world, anna } = await worldOf('anna');
    await addNote(world, anna);
    anna.now.disk.crashAfter = crashAfter;
    await world.scheduler.runFor(1_000);
    expect(anna.up).toBe(false);
    await anna.boot();
    await world.scheduler.runFor(1_000);
    // Nothing else happens on the server that would bring the cache up to date.
    await checkInvariants(world);
    expect(notesHere(anna)).toEqual(['m1.']);
    expect(await notesOnServer(world)).toEqual(['m1.']);
  });

  it('a push that arrives twice', async () => {
    const { world, anna } = await worldOf('anna');
    anna.link.script.push('twice');
    await addNote(world, anna);
    await world.scheduler.runFor(50_000);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m1.']);
  });

  it('a push that arrives after the one that repeated it', async () => {
    const { world, anna } = await worldOf('anna');
    anna.link.script.push('late');
    await addNote(world, anna);
    await world.scheduler.runFor(31_000);
    await addNote(world, anna);
    await world.scheduler.runFor(60_000);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m1.', 'm2.']);
  });

  it('half a pull', async () => {
    const { world, anna, bram } = await worldOf('anna', 'bram');
    const before = bram.now.cache.meta('version');
    for (let i = 0; i < 3; i += 1) bram.link.script.push('broken-off');
    await addNote(world, anna);
    await world.scheduler.runFor(5_000);
    expect(bram.now.cache.meta('version')).toBe(before);
    expect(notesHere(bram)).toEqual([]);
    await allIsWell(world);
    expect(notesHere(bram)).toEqual(['m1.']);
  });

  it('two installations from one disk image', async () => {
    const { world, anna } = await worldOf('anna');
    anna.link.set(false);
    await addNote(world, anna);
    anna.die();
    const twin = world.install('anna', anna);
    twin.link.set(false);
    await anna.boot();
    await twin.boot();
    expect(twin.now.outbox.clientId).toBe(anna.now.outbox.clientId);
    await addNote(world, anna);
    await addNote(world, twin);
    await allIsWell(world);
    // The one from before the copy once, and each its own.
    expect((await notesOnServer(world)).sort()).toEqual(['m1.', 'm2.', 'm3.']);
    expect(twin.now.outbox.clientId).not.toBe(anna.now.outbox.clientId);
  });

  it('a twin that acknowledges its own numbers while a command is being given', async () => {
    const { world, anna } = await worldOf('anna');
    anna.die();
    const twin = world.install('anna', anna);
    await anna.boot();
    await world.scheduler.runFor(2_000);
    await twin.boot();
    await world.scheduler.runFor(2_000);
    await addNote(world, anna);
    await world.scheduler.runFor(5);
    // The twin pulls, and gives the command with the number that anna's has just used before the answer is there.
    void twin.now.engine.sync();
    await addNote(world, twin);
    await allIsWell(world);
    expect((await notesOnServer(world)).sort()).toEqual(['m1.', 'm2.']);
  });

  it('a server that was put back from a backup', async () => {
    const { world, anna, bram } = await worldOf('anna', 'bram');
    await addNote(world, anna);
    await world.scheduler.runFor(1_000);
    await world.scheduler.until(world.server.backup());
    await addNote(world, anna);
    await addNote(world, bram);
    await world.scheduler.runFor(1_000);
    expect(anna.now.outbox.size + bram.now.outbox.size).toBe(0);
    const epoch = await world.server.store.epoch();
    await world.scheduler.until(world.server.restore());
    expect(await world.server.store.epoch()).not.toBe(epoch);
    expect(await notesOnServer(world)).toEqual(['m1.']);
    await allIsWell(world);
    expect((await notesOnServer(world)).sort()).toEqual(['m1.', 'm2.', 'm3.']);
  });

  it('a restored server that hears of a new command first: what it lost comes before', async () => {
    const { world, anna } = await worldOf('anna');
    await world.scheduler.until(world.server.backup());
    const planned = await world.give(anna, 'plan-action', (title) => ({
      debtorId: debtorOf(world),
      kind: 'call',
      title,
      dueOn: '2026-03-12',
    }));
    await world.scheduler.runFor(1_000);
    anna.link.set(false);
    const [action] = anna.rows<{ id: string }>("SELECT id FROM actions WHERE title = 'm1.'");
    await world.give(anna, 'finish-action', (outcome) => ({ actionId: action?.id, outcome }));
    await world.scheduler.until(world.server.restore());
    await allIsWell(world);
    expect(planned).toHaveProperty('commandId');
    expect(anna.now.outbox.refused()).toEqual([]);
    const [row] = anna.rows<{ state: string }>("SELECT state FROM actions WHERE title = 'm1.'");
    expect(row?.state).toBe('done');
  });

  it('a backup whose file was only copied back, when its version shows it', async () => {
    const { world, anna } = await worldOf('anna');
    await world.scheduler.until(world.server.backup());
    await addNote(world, anna);
    await world.scheduler.runFor(1_000);
    await world.scheduler.until(world.server.restoreByHand());
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m1.']);
  });

  it('rights that are taken away, with work on the way', async () => {
    const { world, anna } = await worldOf('anna');
    expect(anna.rows('SELECT 1 FROM debtors')).toHaveLength(2);
    anna.link.set(false);
    await addNote(world, anna);
    await world.server.store.write(async (tx) => {
      for (const role of await tx.list('userRoles', { where: { userId: anna.userId } })) await tx.remove('userRoles', role.id);
    });
    await allIsWell(world);
    for (const table of ['debtors', 'invoices', 'notes', 'worklist', 'debtor_summary'])
      expect(anna.rows(`SELECT 1 FROM ${table}`)).toEqual([]);
    expect(anna.now.outbox.refused()).toMatchObject([{ name: 'add-note', error: { code: 'not-allowed' } }]);
    expect(await notesOnServer(world)).toEqual([]);
  });

  it('a debtor that moves to an administration which is new to the client', async () => {
    const { world, anna } = await worldOf('anna');
    const debtorId = debtorOf(world);
    const [, other = ''] = world.company.administrations;
    anna.link.set(false);
    await world.server.store.write(async (tx) => {
      await tx.put('userRoles', { id: world.id(), userId: anna.userId, administrationId: other, role: 'collector' });
      const debtor = await tx.get('debtors', debtorId);
      if (debtor) await tx.put('debtors', { ...debtor, administrationId: other, number: 'moved' });
    });
    await allIsWell(world);
    expect(anna.rows('SELECT 1 FROM debtors')).toHaveLength(4);
  });

  it('weeks off line, past the end of the session', async () => {
    const { world, anna, bram } = await worldOf('anna', 'bram');
    anna.link.set(false);
    for (let i = 0; i < 150; i += 1) await addNote(world, anna);
    world.scheduler.leap(40 * DAY);
    bram.link.token = await world.server.signIn(bram.userId);
    await addNote(world, bram);
    anna.link.set(true);
    await world.scheduler.runFor(60_000);
    expect(anna.signedOut).toBe(true);
    expect(anna.now.outbox.size).toBe(150);
    await allIsWell(world);
    expect(await notesOnServer(world)).toHaveLength(151);
  });

  it.each([-30 * 365 * DAY, 30 * 365 * DAY])('a client clock that is off by %i ms', async (clockError) => {
    const { world, anna } = await worldOf('anna', 'bram');
    anna.clockError = clockError;
    await addNote(world, anna);
    await allIsWell(world);
    const [entry] = anna.rows<{ at: string }>("SELECT at FROM timeline_entries WHERE kind = 'note'");
    // The server's clock counts.
    expect(entry?.at.slice(0, 10)).toBe('2026-03-10');
  });

  it('a full disk: nothing is half saved, and the user is told', async () => {
    const { world, anna } = await worldOf('anna', 'bram');
    anna.now.disk.full = true;
    expect(await addNote(world, anna)).toMatchObject({ refused: { code: 'store.disk-full' } });
    expect(notesHere(anna)).toEqual([]);
    await world.scheduler.runFor(31_000);
    anna.now.disk.full = false;
    await addNote(world, anna);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m2.']);
  });

  it('a disk that fills up during a pull, and says why nothing moves', async () => {
    const { world, anna, bram } = await worldOf('anna', 'bram');
    bram.now.disk.full = true;
    await addNote(world, anna);
    await world.scheduler.runFor(31_000);
    expect(bram.now.engine.problem).toMatchObject({ code: 'store.disk-full' });
    await allIsWell(world);
    expect(notesHere(bram)).toEqual(['m1.']);
  });

  it.each(['header', 'pages'] as const)('a damaged cache (%s): loaded again, the outbox intact', async (what) => {
    const { world, anna } = await worldOf('anna');
    anna.link.set(false);
    await addNote(world, anna);
    anna.damageCache(what);
    await anna.boot();
    expect(anna.now.outbox.size).toBe(1);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m1.']);
    expect(notesHere(anna)).toEqual(['m1.']);
  });

  it('a client of another version: a clear state, and nothing is lost', async () => {
    const { world, anna } = await worldOf('anna');
    anna.link.protocol = String(PROTOCOL_VERSION - 1);
    await addNote(world, anna);
    await world.scheduler.runFor(61_000);
    expect(anna.now.engine.connection).toBe('offline');
    expect(anna.now.engine.problem).toMatchObject({ code: 'sync.protocol-version', params: { server: PROTOCOL_VERSION } });
    expect(anna.now.outbox.size).toBe(1);
    // After the update:
    anna.link.protocol = String(PROTOCOL_VERSION);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m1.']);
  });

  it('a command that an older server does not know: refused, kept, and never in the way', async () => {
    const { world, anna } = await worldOf('anna');
    anna.now.outbox.append({
      commandId: uuidv7(new Date(), world.random.bytes(16)),
      name: 'record-moon',
      args: { phase: 1 },
      expected: [],
      createdAt: '2026-03-10T08:00:00.000Z',
    });
    await addNote(world, anna);
    await allIsWell(world);
    expect(await notesOnServer(world)).toEqual(['m1.']);
    expect(anna.now.outbox.refused()).toMatchObject([{ name: 'record-moon', args: { phase: 1 }, error: { code: 'command.unknown' } }]);
  });

  it('the move from SQLite to this engine', async () => {
    const { world, anna } = await worldOn(await sqliteEngine(), 'anna', 'bram');
    const target = await engineUnderTest();
    await addNote(world, anna);
    await world.scheduler.runFor(1_000);
    anna.link.set(false);
    await addNote(world, anna);
    await world.scheduler.until(world.server.moveTo(target.newEmpty(world.folder, 'other')));
    await allIsWell(world);
    expect((await notesOnServer(world)).sort()).toEqual(['m1.', 'm2.']);
    expect(world.server.store.engine).toBe(engine);
  });
});

describe('what the user saw', () => {
  type Seen = { id: string; row_version: number };
  const block = (world: World, who: Installation) => {
    const debtorId = debtorOf(world);
    const [seen] = who.rows<Seen>('SELECT id, row_version FROM invoices WHERE debtor_id = ? ORDER BY id', debtorId);
    const { id = '', row_version: version = 0 } = seen ?? {};
    return world.give(who, 'block-invoice', (reason) => ({ debtorId, invoiceIds: [id], reason }), [{ table: 'invoices', id, version }]);
  };

  it('is refused with both values when a colleague was first, and the queue goes on', async () => {
    const { world, anna, bram } = await worldOf('anna', 'bram');
    anna.link.set(false);
    await block(world, anna);
    await addNote(world, anna);
    await block(world, bram);
    await allIsWell(world);
    expect(anna.now.outbox.refused()).toMatchObject([{ name: 'block-invoice', args: { reason: 'm1.' }, error: { code: 'row-changed' } }]);
    expect(await notesOnServer(world)).toEqual(['m2.']);
  });

  it('includes one’s own waiting changes: two in a row on one invoice are both taken', async () => {
    const { world, anna } = await worldOf('anna');
    anna.link.set(false);
    await block(world, anna);
    await block(world, anna);
    await allIsWell(world);
    expect(anna.now.outbox.refused()).toEqual([]);
    const [invoice] = anna.rows<{ blocked_reason: string }>("SELECT blocked_reason FROM invoices WHERE blocked_reason <> ''");
    expect(invoice?.blocked_reason).toBe('m2.');
  });

  it('does not include a change of one’s own that was refused', async () => {
    const { world, anna, bram } = await worldOf('anna', 'bram');
    anna.link.set(false);
    await block(world, anna);
    await block(world, anna);
    await block(world, bram);
    await allIsWell(world);
    expect(anna.now.outbox.refused().map(({ error }) => error.code)).toEqual(['row-changed', 'row-changed']);
  });
});
