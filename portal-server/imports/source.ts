import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Mapping } from './mapping.ts';

export type Encoding = Exclude<Mapping['encoding'], 'auto'>;

/** What must be known of a file before its rows are read. Finding it out costs one pass over the file. */
export interface InspectedFile {
  path: string;
  gzip: boolean;
  encoding: Encoding;
  /** SHA-256 of the file as it is, in hex. */
  hash: string;
}

const CHUNK = 256 * 1024;

/**
 * @param wanted the mapping's encoding
 * @throws AppError `import.file-unreadable`, `import.gzip-broken`, `import.encoding` when the text is not in the encoding the mapping names
 */
export async function inspectFile(path: string, wanted: Mapping['encoding']): Promise<InspectedFile> {
  const gzip = await isGzip(path);
  const hash = createHash('sha256');
  const detector = new EncodingDetector();
  await readThrough(path, gzip, hash, (chunk) => detector.add(chunk));
  const encoding = wanted === 'auto' ? detector.result() : wanted;
  if (wanted === 'utf-8' && !detector.validUtf8()) throw new AppError('import.encoding', { file: path, encoding: wanted });
  return { path, gzip, encoding, hash: hash.digest('hex') };
}

async function isGzip(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function readThrough(path: string, gzip: boolean, hash: Hash, onText: (chunk: Buffer) => void): Promise<void> {
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const consume = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) onText(chunk);
  };
  const file = createReadStream(path, { highWaterMark: CHUNK });
  try {
    await pipeline(file, hashing, gzip ? createGunzip({ chunkSize: CHUNK }) : new PassThrough(), consume);
  } catch (cause) {
    throw readFault(path, cause);
  }
}

/** The file's text as UTF-8 bytes without a byte order mark. Errors are AppErrors. */
export function textStream({ path, gzip, encoding }: InspectedFile): Readable {
  const decoder = new TextDecoder(encoding);
  const recode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
  const file = createReadStream(path, { highWaterMark: CHUNK });
  const bytes = gzip ? createGunzip({ chunkSize: CHUNK }) : new PassThrough();
  // A fault anywhere in the chain destroys its end with that error, which is where the reader meets it.
  pipeline(file, bytes, recode).catch((cause: unknown) => recode.destroy(readFault(path, cause)));
  return recode;
}

function readFault(path: string, cause: unknown): Error {
  if (cause instanceof AppError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') return new AppError('import.gzip-broken', { file: path }, { cause });
  return unreadable(path, cause);
}

const unreadable = (path: string, cause: unknown): AppError => new AppError('import.file-unreadable', { file: path }, { cause });

/** Byte order mark, else zero bytes of UTF-16 in the first kilobytes, else valid UTF-8, else Windows-1252 (which fits any bytes). */
class EncodingDetector {
  private head = Buffer.alloc(0);
  private utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });

  add(chunk: Buffer): void {
    if (this.head.length < 4_096) this.head = Buffer.concat([this.head, chunk.subarray(0, 4_096)]);
    this.check((decoder) => decoder.decode(chunk, { stream: true }));
  }

  validUtf8(): boolean {
    this.check((decoder) => decoder.decode());
    return this.utf8 !== null;
  }

  result(): Encoding {
    const [first, second] = this.head;
    if (first === 0xff && second === 0xfe) return 'utf-16le';
    if (first === 0xfe && second === 0xff) return 'utf-16be';
    const zeros = [0, 0];
    for (let i = 0; i < this.head.length; i += 1) if (this.head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = zeros;
    if (Math.max(even, odd) > this.head.length / 4) return odd > even ? 'utf-16le' : 'utf-16be';
    return this.validUtf8() ? 'utf-8' : 'windows-1252';
  }

  private check(decode: (decoder: TextDecoder) => void): void {
    if (!this.utf8) return;
    try {
      decode(this.utf8);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.utf8 = null;
    }
  }
}
