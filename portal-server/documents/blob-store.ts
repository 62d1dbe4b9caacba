import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../src-shared/kernel/index.ts';

/** Bytes are kept once by their SHA-256, under the first two of its digits so that no folder grows too long to list. */
const pathOf = (dataDir: string, hash: string): string => join(dataDir, 'documents', hash.slice(0, 2), hash.slice(2));

/** Keeps bytes; the same ones again are kept once. A crash halfway leaves no file of the right name with wrong contents. */
export async function storeBlob({ dataDir }: { dataDir: string }, bytes: Uint8Array): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const path = pathOf(dataDir, hash);
  if (!existsSync(path)) {
    await mkdir(join(dataDir, 'documents', hash.slice(0, 2)), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${newId()}`;
    await writeFile(unfinished, bytes, { mode: 0o600, flush: true });
    await rename(unfinished, path);
  }
  return { hash, size: bytes.byteLength };
}

/** The bytes of a hash; null when there are none. */
export async function readBlob({ dataDir }: { dataDir: string }, hash: string): Promise<Buffer | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  try {
    return await readFile(pathOf(dataDir, hash));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
