import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';

/** Enough to tell text from anything else. */
const SAMPLE = 64 * 1024;

/** Microsoft's old container holds mails, letters and sheets alike; only the name tells which. */
const COMPOUND: Record<string, string> = {
  '.msg': 'application/vnd.ms-outlook',
  '.doc': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
};
const TEXTS: Record<string, string> = {
  '.eml': 'message/rfc822',
  '.csv': 'text/csv',
  '.xml': 'application/xml',
  '.html': 'text/html',
  '.htm': 'text/html',
};
const UNKNOWN = 'application/octet-stream';

/**
 * What a file is, by its bytes; its name only chooses between kinds that look alike. A program that is called invoice.pdf
 * is a program.
 */
export async function mediaTypeOf(file: string, name: string): Promise<string> {
  const extension = extname(name).toLowerCase();
  const found = await fileTypeFromFile(file);
  if (found?.mime === 'application/x-cfb') return COMPOUND[extension] ?? UNKNOWN;
  if (found) return found.mime;
  const text = await sampleText(file);
  if (text === null) return UNKNOWN;
  if (/^\s*(<!doctype html|<html|<script)/i.test(text)) return 'text/html';
  if (extension === '.eml') return looksLikeMail(text) ? 'message/rfc822' : 'text/plain';
  return TEXTS[extension] ?? 'text/plain';
}

/** Header lines first (RFC 5322 §2.1); an mbox's own first line is passed over. */
const looksLikeMail = (text: string): boolean => /^(From [^\n]*\n)?[!-9;-~]+:[ \t]?/.test(text.trimStart());

/** The beginning of a file as text; null when it is none. Old mails are in many encodings, so only control characters decide. */
async function sampleText(file: string): Promise<string | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    const text = buffer.subarray(0, bytesRead).toString('latin1');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells text from the rest
    return /[\x00-\x06\x0e-\x1a]/.test(text) ? null : text.replace(/^\u00ef\u00bb\u00bf/, '');
  } finally {
    await handle.close();
  }
}
