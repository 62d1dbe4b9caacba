import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type RunningServer, startServer } from '../../portal-server/app/server.ts';
import { openServices, type Services } from '../../portal-server/app/services.ts';
import { contentFile } from '../../portal-server/documents/index.ts';
import { fixedClock, newId } from '../../src-shared/kernel/index.ts';
import { prepareDataDir, removeDataDir } from '../support/engine.ts';
import { tempDir } from '../support/temp-dir.ts';
import { memorySecrets, TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addUser, TODAY } from '../support/test-server.ts';

const MIB = 1024 * 1024;
const EMAIL = 'anna@example.test';

/** A server that can be stopped and started again on its address, and one desktop profile. */
class World {
  readonly dataDir = tempDir();
  readonly profile = tempDir();
  readonly secrets = memorySecrets();
  debtorId = '';
  private running: RunningServer | null = null;
  private port = 0;

  static async open(): Promise<World> {
    const world = new World();
    await prepareDataDir(world.dataDir);
    await world.start();
    onTestFinished(async () => {
      await world.stop();
      await removeDataDir(world.dataDir);
    });
    const administrationId = await addAdministration(world.services);
    await addUser(world.services, 'collector', administrationId, EMAIL);
    world.debtorId = await addDebtor(world.services, administrationId, '1001');
    return world;
  }

  get services(): Services {
    if (!this.running) throw new Error('the server is not running');
    return this.running.services;
  }

  async start(): Promise<void> {
    const overrides = { port: this.port, logLevel: 'silent' as const };
    this.running = await startServer(
      await openServices(this.dataDir, { create: true, clock: fixedClock(`${TODAY}T12:00:00Z`), overrides }),
    );
    this.port = Number(new URL(this.running.url).port);
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = null;
  }

  async desktop(): Promise<TestCore> {
    const desktop = new TestCore(`http://127.0.0.1:${this.port}`, { folder: this.profile, secrets: this.secrets });
    await desktop.core.start();
    return desktop;
  }

  documents() {
    return this.services.store.read((tx) => tx.list('documents', { where: {} }));
  }
}

async function handOver(desktop: TestCore, debtorId: string, bytes: Buffer, upTo = bytes.length): Promise<string> {
  const id = newId();
  await desktop.request('call', 'document.begin', { id, debtorId, name: 'scan.pdf', size: bytes.length });
  for (let offset = 0; offset < upTo; offset += 512 * 1024) {
    const data = bytes.subarray(offset, Math.min(offset + 512 * 1024, upTo)).toString('base64');
    await desktop.request('call', 'document.give', { id, offset, data });
  }
  return id;
}

const pdf = (bytes: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]);

const uploadsOf = async (desktop: TestCore, debtorId: string) => (await desktop.query('documents.list', { debtorId })).uploads;

it('a file given offline waits, survives a restart of the desktop, and arrives when the server is back', async () => {
  const world = await World.open();
  const first = await (await world.desktop()).signIn(EMAIL);
  await world.stop();
  const bytes = pdf(2 * MIB + 17);
  await handOver(first, world.debtorId, bytes);
  expect(await uploadsOf(first, world.debtorId)).toMatchObject([{ name: 'scan.pdf', state: 'waiting', sent: 0, size: bytes.length }]);
  expect(first.core.status().uploads).toMatchObject({ count: 1, total: bytes.length });
  // What the page had not handed over in full dies with the program; what it had does not.
  await handOver(first, world.debtorId, pdf(MIB), MIB / 2);
  await first.core.stop();

  const second = await world.desktop();
  expect(await uploadsOf(second, world.debtorId)).toMatchObject([{ name: 'scan.pdf', state: 'waiting' }]);
  await world.start();
  await second.request('call', 'sync.now', {});
  await second.until(async () => (await world.documents()).length === 1 && (await uploadsOf(second, world.debtorId)).length === 0);
  const [document] = await world.documents();
  expect(readFileSync(contentFile(world.dataDir, document?.hash ?? ''))).toEqual(bytes);
  expect(readdirSync(join(world.profile, 'uploads'))).toEqual([]);
  await second.until(async () => (await second.query('documents.list', { debtorId: world.debtorId })).documents.length === 1);
});

it('goes on from what a server had before it died', async () => {
  const world = await World.open();
  const desktop = await (await world.desktop()).signIn(EMAIL);
  const bytes = pdf(4 * MIB);
  await handOver(desktop, world.debtorId, bytes);
  // The server goes away as soon as it has a part of it.
  await desktop.until(async () => {
    const [upload] = await uploadsOf(desktop, world.debtorId);
    return upload === undefined || upload.sent > 0;
  });
  await world.stop();
  await world.start();
  await desktop.request('call', 'sync.now', {});
  await desktop.until(async () => (await world.documents()).length === 1);
  const [document] = await world.documents();
  expect(document?.size).toBe(bytes.length);
  expect(readFileSync(contentFile(world.dataDir, document?.hash ?? ''))).toEqual(bytes);
});

it('a file the server will not have is shown with the reason, and holds nothing up', async () => {
  const world = await World.open();
  const desktop = await (await world.desktop()).signIn(EMAIL);
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5_000)]);
  const refused = await handOver(desktop, world.debtorId, program);
  await handOver(desktop, world.debtorId, pdf(10_000));
  await desktop.until(async () => (await world.documents()).length === 1);
  await desktop.until(async () => (await uploadsOf(desktop, world.debtorId)).every(({ state }) => state === 'refused'));
  expect(await uploadsOf(desktop, world.debtorId)).toMatchObject([{ id: refused, error: { code: 'document.type-not-allowed' } }]);
  await desktop.request('call', 'document.cancel', { id: refused });
  expect(await uploadsOf(desktop, world.debtorId)).toEqual([]);
  const tooLarge = desktop.request('call', 'document.begin', { id: newId(), debtorId: world.debtorId, name: 'film.mp4', size: 26 * MIB });
  await expect(tooLarge).rejects.toMatchObject({ code: 'document.too-large', params: { name: 'film.mp4', maximum: 25 } });
});

it('a document is read through the core piece by piece, also offline once it was seen, and can be removed and put back', async () => {
  const world = await World.open();
  const desktop = await (await world.desktop()).signIn(EMAIL);
  const bytes = pdf(1_200_000);
  await handOver(desktop, world.debtorId, bytes);
  await desktop.until(async () => (await desktop.query('documents.list', { debtorId: world.debtorId })).documents.length === 1);
  const [document] = (await desktop.query('documents.list', { debtorId: world.debtorId })).documents;
  const source = { kind: 'document' as const, id: document?.id ?? '' };
  const read = async () => {
    const parts: Buffer[] = [];
    for (let offset = 0; offset < bytes.length; ) {
      const piece = Buffer.from((await desktop.query('document.piece', { source, offset })).data, 'base64');
      parts.push(piece);
      offset += piece.length;
    }
    return Buffer.concat(parts);
  };
  expect(await read()).toEqual(bytes);
  const count = async () => (await desktop.query('debtor.header', { debtorId: world.debtorId })).counts.documents;
  await desktop.command('remove-document', { documentId: source.id });
  expect([(await desktop.query('documents.list', { debtorId: world.debtorId })).documents, await count()]).toEqual([[], 0]);
  await desktop.command('remove-document', { documentId: source.id, undo: true });
  expect(await count()).toBe(1);
  await world.stop();
  expect(await read()).toEqual(bytes);
  expect(
    existsSync(join(world.profile, 'documents', (await desktop.core.context().cache.rows.get('documents', source.id))?.hash ?? '')),
  ).toBe(true);
});
