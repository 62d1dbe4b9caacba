import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, instant } from '../../src-shared/kernel/index.ts';
import type { AnnounceRequest } from '../../src-shared/protocol/documents.ts';
import type { Role, Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import type { Caller } from '../sync/sign-in.ts';
import { diskError, hashOfFile } from './content.ts';
import { documentSettingsOf, keepFile, refuseTooLarge, uploadFolder } from './keep-document.ts';

const MAY: readonly Role[] = ['administrator', 'credit-manager', 'collector', 'sales'];
/** A file whose sender never came back is forgotten. */
const FORGET_AFTER_MS = 14 * 86_400_000;

/** Ids of uploads that are being written to in this process: two connections of one client must not mix their pieces. */
const busy = new Set<string>();

const partFile = (dataDir: string, id: string): string => join(uploadFolder(dataDir), `${id}.part`);

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.size ?? 0;
}

/**
 * Says from where to send a file, which is 0 for a new one.
 * @throws AppError `document.too-large`, `not-allowed`, `upload.other-file` when the id stands for another file
 */
export async function announceUpload(
  services: Services,
  { actor }: Caller,
  wanted: AnnounceRequest,
): Promise<{ offset: number; done: boolean }> {
  const { store, dataDir, clock } = services;
  const { known, done, settings } = await store.read(async (tx) => {
    const debtor = await tx.get('debtors', wanted.debtorId);
    // A debtor of an administration the caller has no role in is as good as none.
    if (!debtor || !mayFile(actor.roles, debtor.administrationId)) throw new AppError('not-allowed', { command: 'upload' });
    return {
      settings: await documentSettingsOf(tx, wanted.debtorId),
      known: await tx.get('uploads', wanted.id),
      done: await tx.get('commandResults', wanted.id),
    };
  });
  if (done?.outcome.status === 'applied') return { offset: wanted.size, done: true };
  refuseTooLarge(settings, wanted.name, wanted.size);
  if (known) {
    refuseOther(known, actor.userId, wanted);
    return { offset: await sizeOf(partFile(dataDir, wanted.id)), done: false };
  }
  await mkdir(uploadFolder(dataDir), { recursive: true, mode: 0o700 });
  await forgetOld(services, actor.userId);
  await store.write((tx) => tx.put('uploads', { ...wanted, userId: actor.userId, createdAt: instant(clock) }));
  return { offset: 0, done: false };
}

const mayFile = (roles: Caller['actor']['roles'], administrationId: string): boolean =>
  roles.some(({ administrationId: where, role }) => MAY.includes(role) && (where === null || where === administrationId));

function refuseOther(known: Row<'uploads'>, userId: string, { size, hash, debtorId }: AnnounceRequest): void {
  if (known.userId !== userId || known.size !== size || known.hash !== hash || known.debtorId !== debtorId)
    throw new AppError('upload.other-file');
}

async function forgetOld({ store, dataDir, clock }: Services, userId: string): Promise<void> {
  const before = new Date(clock.now().getTime() - FORGET_AFTER_MS).toISOString();
  const old = (await store.read((tx) => tx.list('uploads', { where: { userId } }))).filter(({ createdAt }) => createdAt < before);
  for (const { id } of old) await rm(partFile(dataDir, id), { force: true });
  if (old.length) {
    await store.write(async (tx) => {
      for (const { id } of old) await tx.remove('uploads', id);
    });
  }
}

async function ownUpload({ store }: Services, { actor }: Caller, id: string): Promise<Row<'uploads'>> {
  const upload = await store.read((tx) => tx.get('uploads', id));
  if (upload?.userId !== actor.userId) throw new AppError('not-found', { table: 'uploads', id });
  return upload;
}

/**
 * Adds a piece. What arrived of a broken connection counts: the next announcement tells how much.
 * @throws AppError `upload.offset-differs` with the right one, `upload.too-long`
 */
export async function takePiece(services: Services, caller: Caller, id: string, offset: number, piece: Readable): Promise<number> {
  const upload = await ownUpload(services, caller, id);
  const file = partFile(services.dataDir, id);
  if (busy.has(id)) throw new AppError('upload.busy', {}, { retry: true });
  busy.add(id);
  try {
    const at = await sizeOf(file);
    if (offset !== at) throw new AppError('upload.offset-differs', { offset: at });
    await pipeline(piece, atMost(upload.size - at), createWriteStream(file, { flags: 'a', mode: 0o600, flush: true }));
    return await sizeOf(file);
  } catch (error) {
    throw diskError(error);
  } finally {
    busy.delete(id);
  }
}

function atMost(bytes: number): Transform {
  let left = bytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(new AppError('upload.too-long'));
      else done(null, chunk);
    },
  });
}

/**
 * Checks that the whole file has arrived and files it. A file that is refused, or is not what was announced, is thrown away.
 * @throws AppError `upload.incomplete`, `upload.hash-differs`, and what {@link keepFile} throws
 */
export async function finishUpload(services: Services, caller: Caller, id: string, invoiceIds: string[]): Promise<string> {
  const earlier = await finishedBefore(services, id);
  if (earlier !== null) return earlier;
  const upload = await ownUpload(services, caller, id);
  const file = partFile(services.dataDir, id);
  const { debtorId, name, size, hash } = upload;
  const arrived = await sizeOf(file);
  if (arrived < size) throw new AppError('upload.incomplete', { offset: arrived });
  try {
    if ((await hashOfFile(file)) !== hash) throw new AppError('upload.hash-differs', { name });
    const debtor = await services.store.read((tx) => tx.get('debtors', debtorId));
    if (!debtor || !mayFile(caller.actor.roles, debtor.administrationId)) throw new AppError('not-allowed', { command: 'upload' });
    const filed = { debtorId, name, invoiceIds, createdById: caller.actor.userId };
    const documentId = await keepFile(services, file, filed, { commandId: id, hash });
    await forget(services, id, file);
    return documentId;
  } catch (error) {
    if (error instanceof AppError && !error.retry) await forget(services, id, file);
    throw error;
  }
}

/** The answer to a finish may have been lost; then the document is there already. */
async function finishedBefore({ store }: Services, id: string): Promise<string | null> {
  const result = await store.read((tx) => tx.get('commandResults', id));
  if (result?.outcome.status !== 'applied') return null;
  return (result.outcome.value as { documentId?: string }).documentId ?? null;
}

/** The row last: while it is there, a client that asks is told what there is of the file. */
async function forget({ store }: Services, id: string, file: string): Promise<void> {
  await rm(file, { force: true });
  await store.write((tx) => tx.remove('uploads', id));
}
