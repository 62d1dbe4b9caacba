import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { appendFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Clock, errorShape, instant } from '../../src-shared/kernel/index.ts';
import type { AnnounceRequest } from '../../src-shared/protocol/documents.ts';
import { type QueuedUpload, UploadRows } from './upload-rows.ts';

/** The server as the queue needs it. Not reaching it is an AppError `network.unreachable`. */
export interface UploadServer {
  announce(request: AnnounceRequest): Promise<{ offset: number; done: boolean }>;
  give(id: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<number>;
  finish(id: string, invoiceIds: string[]): Promise<string>;
}

export interface UploadParts {
  /** Of the profile. */
  folder: string;
  clock: Clock;
  server(): UploadServer;
  /** Who is signed in; only that user's files are sent. */
  userId(): string | null;
  /** Something of the queue is to be shown anew. */
  changed(): void;
  /** A file has become a document. */
  filed(): void;
  report(error: unknown): void;
}

export type NewUpload = Pick<QueuedUpload, 'id' | 'debtorId' | 'name' | 'size' | 'invoiceIds'>;

const PIECE_BYTES = 512 * 1024;
/** The server has lost or refused what it had of a file; more than this is no accident. */
const MAX_RESTARTS = 3;
/** After these the file is still good, and the server may take it later. */
const LATER = new Set(['network.unreachable', 'network.unexpected-answer', 'auth.session-ended', 'sync.protocol-version']);

/**
 * Files that the user has dropped: kept in the profile from the moment the page has handed them over, and sent one after
 * another whenever the server can be reached, from where it stopped. Closing the program or losing the network costs nothing.
 */
export class UploadQueue {
  private readonly parts: UploadParts;
  private readonly rows: UploadRows;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopping = false;

  constructor(parts: UploadParts) {
    this.parts = parts;
    mkdirSync(this.spool, { recursive: true, mode: 0o700 });
    this.rows = new UploadRows(join(parts.folder, 'uploads.sqlite'));
    this.dropUnfinished();
  }

  /** Of the signed-in user, oldest first. */
  list(): QueuedUpload[] {
    const userId = this.parts.userId();
    return this.rows.all().filter((upload) => upload.userId === userId);
  }

  /** All that waits, in bytes; null when nothing does. */
  progress(): { count: number; done: number; total: number } | null {
    const waiting = this.list().filter(({ state }) => state !== 'refused');
    if (waiting.length === 0) return null;
    const sum = (of: 'sent' | 'size') => waiting.reduce((total, upload) => total + upload[of], 0);
    return { count: waiting.length, done: sum('sent'), total: sum('size') };
  }

  /** @returns from where the page is to hand the file over: further than 0 when it lost the core in between */
  begin(upload: NewUpload): number {
    const userId = this.parts.userId();
    if (userId === null) throw new AppError('auth.session-ended');
    if (upload.size <= 0) throw new AppError('document.empty', { name: upload.name });
    const known = this.rows.get(upload.id);
    if (known) return this.spooled(upload.id);
    this.rows.put({ ...upload, userId, hash: '', state: 'receiving', sent: 0, error: null, createdAt: instant(this.parts.clock) });
    this.parts.changed();
    return 0;
  }

  /** Takes a piece from the page; with the last one the file is safe here and its sending begins. */
  async take(id: string, offset: number, bytes: Buffer): Promise<number> {
    const upload = this.rows.get(id);
    if (upload?.state !== 'receiving') throw new AppError('not-found', { table: 'uploads', id });
    if (offset !== this.spooled(id)) throw new AppError('upload.offset-differs', { offset: this.spooled(id) });
    if (offset + bytes.length > upload.size) throw new AppError('upload.too-long');
    try {
      await appendFile(this.file(id), bytes, { mode: 0o600, flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new AppError('store.disk-full', {}, { cause: error, retry: true });
      throw error;
    }
    if (offset + bytes.length === upload.size) {
      this.rows.put({ ...upload, hash: await hashOf(this.file(id)), state: 'waiting' });
      this.parts.changed();
      this.kick();
    }
    return offset + bytes.length;
  }

  cancel(id: string): void {
    this.drop(id);
    this.parts.changed();
  }

  /** The server may be reachable: sends what waits. Calls while it does so are folded into one more round. */
  kick(): void {
    this.wanted = true;
    if (this.running || this.stopping) return;
    this.running = this.rounds()
      .catch(this.parts.report)
      .finally(() => {
        this.running = null;
      });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    this.rows.close();
  }

  /** Another server from now on: what was meant for the old one is not for this one. */
  forget(): void {
    for (const { id } of this.rows.all()) this.drop(id);
  }

  private async rounds(): Promise<void> {
    while (this.wanted && !this.stopping) {
      this.wanted = false;
      for (const upload of this.list()) {
        if (upload.state === 'waiting' && !(await this.trySending(upload))) return;
      }
    }
  }

  /** @returns false when there is no point in going on now */
  private async trySending(upload: QueuedUpload): Promise<boolean> {
    try {
      await this.send(upload);
      this.drop(upload.id);
      this.parts.filed();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.retry || LATER.has(error.code)) return false;
      if (this.rows.get(upload.id)) this.rows.put({ ...upload, state: 'refused', error: errorShape(error) });
    }
    this.parts.changed();
    return true;
  }

  private async send({ id, debtorId, name, size, hash, invoiceIds }: QueuedUpload): Promise<void> {
    const server = this.parts.server();
    for (let restarts = 0; ; restarts += 1) {
      const { offset, done } = await server.announce({ id, debtorId, name, size, hash });
      try {
        if (!done) await this.sendFrom(server, id, offset, size);
        await server.finish(id, invoiceIds);
        return;
      } catch (error) {
        const outOfStep = error instanceof AppError && /^upload\.(offset-differs|incomplete|hash-differs)$|^not-found$/.test(error.code);
        if (!outOfStep || restarts === MAX_RESTARTS) throw error;
      }
    }
  }

  private async sendFrom(server: UploadServer, id: string, from: number, size: number): Promise<void> {
    const handle = await open(this.file(id));
    try {
      const piece = new Uint8Array(PIECE_BYTES);
      for (let at = from; at < size; ) {
        this.note(id, at);
        if (this.stopping || !this.rows.get(id)) throw new AppError('network.unreachable', {}, { retry: true });
        const { bytesRead } = await handle.read(piece, 0, PIECE_BYTES, at);
        at = await server.give(id, at, piece.slice(0, bytesRead));
      }
      this.note(id, size);
    } finally {
      await handle.close();
    }
  }

  private note(id: string, sent: number): void {
    const upload = this.rows.get(id);
    if (upload) this.rows.put({ ...upload, sent });
    this.parts.changed();
  }

  private drop(id: string): void {
    this.rows.remove(id);
    rmSync(this.file(id), { force: true });
  }

  /** What a page was handing over when the program ended has no page any more; and files that no row speaks of are nobody's. */
  private dropUnfinished(): void {
    for (const { id, state } of this.rows.all()) if (state === 'receiving') this.drop(id);
    for (const name of readdirSync(this.spool)) if (!this.rows.get(name)) rmSync(join(this.spool, name));
  }

  private spooled(id: string): number {
    return existsSync(this.file(id)) ? statSync(this.file(id)).size : 0;
  }

  private get spool(): string {
    return join(this.parts.folder, 'uploads');
  }

  private file(id: string): string {
    return join(this.spool, id);
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
