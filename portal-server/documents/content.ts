import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../../src-shared/kernel/index.ts';

/**
 * The bytes of documents, each kept once under its SHA-256: `documents/ab/cdef…` in the data folder. What is there never
 * changes. Server processes that share a PostgreSQL database must share this folder (and `uploads`) as well: mount one file
 * share at both places of every process's data folder.
 */
export const contentFile = (dataDir: string, hash: string): string => join(dataDir, 'documents', hash.slice(0, 2), hash.slice(2));

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Puts bytes in their place, unless they are there already. A crash leaves the whole file or none under the name. */
export async function keepContent(dataDir: string, hash: string, source: Readable | Buffer): Promise<void> {
  const file = contentFile(dataDir, hash);
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.${randomUUID()}.partial`;
  try {
    const handle = await open(partial, 'wx', 0o600);
    try {
      await handle.writeFile(source);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw diskError(error);
  }
}

/** @throws AppError `document.content-missing` */
export async function openContent(dataDir: string, hash: string): Promise<{ size: number; stream: Readable }> {
  const file = contentFile(dataDir, hash);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new AppError('document.content-missing', { name: hash.slice(0, 12) });
    throw error;
  });
  return { size: found.size, stream: createReadStream(file) };
}

export const diskError = (error: unknown): unknown =>
  (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new AppError('store.disk-full', {}, { cause: error, retry: true }) : error;
