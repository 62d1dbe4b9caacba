import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Headers of a file that is saved, never opened inside the portal: what is in it is not ours. */
export function fileHeaders(res: Response, name: string, mediaType: string): void {
  res.attachment(name);
  res.type(mediaType);
  res.setHeader('Content-Security-Policy', "default-src 'none';sandbox");
  res.setHeader('Cache-Control', 'no-store');
}

export function sendBytes(res: Response, bytes: Buffer, name: string, mediaType: string): void {
  fileHeaders(res, name, mediaType);
  res.end(bytes);
}

/** Streams a file; who goes away in the middle is no fault. */
export async function sendFile(res: Response, file: string, name: string, mediaType: string, size: number): Promise<void> {
  fileHeaders(res, name, mediaType);
  res.setHeader('Content-Length', size);
  try {
    await pipeline(createReadStream(file), res);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** A file name that every system takes: letters, digits, dots, dashes and underscores. */
export const plainName = (text: string): string => text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|-+$/g, '') || 'document';
