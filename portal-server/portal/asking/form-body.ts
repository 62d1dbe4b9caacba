import busboy from 'busboy';
import type { Request, RequestHandler } from 'express';

/** Of all files of one form together. */
export const MAX_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 5;
const MAX_FIELDS = 1_000;
const MAX_FIELD_BYTES = 64 * 1024;

export interface ReceivedFile {
  name: string;
  bytes: Buffer;
}

export interface ReceivedFiles {
  files: ReceivedFile[];
  /** More or larger files than are taken; none of them was kept. */
  tooLarge: boolean;
}

const received = new WeakMap<Request, ReceivedFiles>();

/** The files that came with a form; none for a form of another kind. */
export const filesOf = (req: Request): ReceivedFiles => received.get(req) ?? { files: [], tooLarge: false };

/**
 * Reads a form with files into `req.body` and {@link filesOf}. What is too large is read to its end and thrown away, so
 * that the browser gets a page that says so rather than a broken connection.
 */
export const multipart: RequestHandler = (req, _res, next) => {
  if (!req.is('multipart/form-data')) return next();
  const body: Record<string, string | string[]> = {};
  const found: ReceivedFiles = { files: [], tooLarge: false };
  let bytes = 0;
  const limits = {
    files: MAX_FILES,
    fileSize: MAX_BYTES + 1,
    fields: MAX_FIELDS,
    fieldSize: MAX_FIELD_BYTES,
    parts: MAX_FIELDS + MAX_FILES,
  };
  let parser: busboy.Busboy;
  try {
    parser = busboy({ headers: req.headers, limits, defParamCharset: 'utf8' });
  } catch (error) {
    return next(badForm(error));
  }
  parser.on('field', (name, value) => add(body, name, value));
  parser.on('file', (_name, stream, { filename }) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) found.tooLarge = true;
      else chunks.push(chunk);
    });
    stream.on('close', () => {
      const file = Buffer.concat(chunks);
      // A file field in which nothing was chosen comes as a file without a name and without a byte.
      if (filename && file.length > 0 && !found.tooLarge) found.files.push({ name: filename, bytes: file });
    });
  });
  parser.on('filesLimit', () => {
    found.tooLarge = true;
  });
  parser.on('error', (error) => {
    req.unpipe(parser);
    req.resume();
    next(badForm(error));
  });
  parser.on('close', () => {
    req.body = body;
    received.set(req, found.tooLarge ? { files: [], tooLarge: true } : found);
    next();
  });
  req.pipe(parser);
};

function add(body: Record<string, string | string[]>, name: string, value: string): void {
  const before = Object.hasOwn(body, name) ? body[name] : undefined;
  if (before === undefined) Object.defineProperty(body, name, { value, enumerable: true, writable: true, configurable: true });
  else body[name] = Array.isArray(before) ? [...before, value] : [before, value];
}

/** Answered as the browser's fault, not ours. */
const badForm = (cause: unknown): Error => Object.assign(new Error('malformed form', { cause }), { status: 400 });
