import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Clock } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';

/** Where files come from when they are not here. */
export interface FileServer {
  fetch(kind: 'document' | 'invoice-copy', id: string, file: string): Promise<{ name: string; mediaType: string }>;
}

export interface FilePiece {
  name: string;
  mediaType: string;
  size: number;
  bytes: Buffer;
}

/** What was looked at last is kept, up to this. */
const KEEP_BYTES = 256 * 1024 * 1024;

/** Documents that were looked at, kept in the profile by their hash, so that a preview is there at once and offline too. */
export class DocumentFiles {
  private readonly folder: string;
  private readonly clock: Clock;
  private readonly server: () => FileServer;
  private readonly copies = new Map<string, { name: string; mediaType: string }>();

  constructor(profileFolder: string, clock: Clock, server: () => FileServer) {
    this.folder = join(profileFolder, 'documents');
    this.clock = clock;
    this.server = server;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.folder)) if (name.endsWith('.partial') || name.startsWith('copy-')) rmSync(join(this.folder, name));
  }

  /** @throws AppError `network.unreachable` when it is not here yet and the server cannot be reached, `upload.hash-differs` */
  async documentPiece({ id, name, mediaType, hash }: Row<'documents'>, offset: number, length: number): Promise<FilePiece> {
    const file = join(this.folder, hash);
    if (!existsSync(file)) await this.fetch(id, name, hash, file);
    return { name, mediaType, ...(await this.read(file, offset, length)) };
  }

  /** The copy of an invoice may be replaced on the server at any time: it is fetched anew with every first piece. */
  async copyPiece(invoiceId: string, offset: number, length: number): Promise<FilePiece> {
    const file = join(this.folder, `copy-${invoiceId}`);
    if (offset === 0 || !this.copies.has(invoiceId)) {
      this.copies.set(invoiceId, await this.server().fetch('invoice-copy', invoiceId, file));
    }
    const { name = '', mediaType = '' } = this.copies.get(invoiceId) ?? {};
    return { name, mediaType, ...(await this.read(file, offset, length)) };
  }

  /** Another user works here from now on. */
  forget(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name));
    this.copies.clear();
  }

  private async fetch(id: string, name: string, hash: string, file: string): Promise<void> {
    const partial = join(this.folder, `${randomUUID()}.partial`);
    try {
      await this.server().fetch('document', id, partial);
      const found = createHash('sha256');
      for await (const piece of createReadStream(partial)) found.update(piece as Buffer);
      if (found.digest('hex') !== hash) throw new AppError('upload.hash-differs', { name });
      this.makeRoom(statSync(partial).size);
      renameSync(partial, file);
    } finally {
      rmSync(partial, { force: true });
    }
  }

  private async read(file: string, offset: number, length: number): Promise<{ size: number; bytes: Buffer }> {
    const now = this.clock.now();
    utimesSync(file, now, now);
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(0, Math.min(length, size - offset))), 0, undefined, offset);
      return { size, bytes: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  }

  /** The longest unseen go first. */
  private makeRoom(bytes: number): void {
    const kept = readdirSync(this.folder)
      .filter((name) => !name.endsWith('.partial'))
      .map((name) => ({ file: join(this.folder, name), stat: statSync(join(this.folder, name)) }))
      .sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs);
    let total = kept.reduce((sum, { stat }) => sum + stat.size, bytes);
    for (const { file, stat } of kept) {
      if (total <= KEEP_BYTES) return;
      rmSync(file);
      total -= stat.size;
    }
  }
}
