import { z } from 'zod';

/**
 * Files between desktop core and server. A file is announced, sent in pieces from where the server is, and finished; a piece
 * that was lost is sent again from the offset that the next announcement answers.
 */
export const documentPaths = {
  uploads: '/api/uploads',
  /** PATCH: a piece, as it is, with its place in the header {@link OFFSET_HEADER}. */
  upload: '/api/uploads/:id',
  finishUpload: '/api/uploads/:id/finish',
  /** The bytes of a document. */
  document: '/api/documents/:id',
  /** A mail that is kept as a document, taken apart. */
  documentMail: '/api/documents/:id/mail',
  /** POST: makes the file of a hand-over. */
  handOverFile: '/api/hand-overs/:id/file',
  /** The copy of an invoice, from the company's folder or from its documents. */
  invoiceCopy: '/api/invoices/:id/copy',
} as const;

export const OFFSET_HEADER = 'upload-offset';

export const announceRequest = z.object({
  /** The uploader's own; the same one goes on with the same file. */
  id: z.uuid(),
  debtorId: z.string().max(64),
  name: z.string().trim().min(1).max(255),
  /** Bytes. */
  size: z.int().min(1),
  /** SHA-256, hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AnnounceRequest = z.output<typeof announceRequest>;

/** From where to go on; `done` when it has become a document before. */
export const announceReply = z.object({ offset: z.int(), done: z.boolean() });
export const pieceReply = z.object({ offset: z.int() });

export const finishRequest = z.object({ invoiceIds: z.array(z.string().max(64)).max(200).default([]) });
export const finishReply = z.object({ documentId: z.string() });

export const handOverFileReply = z.object({ documentId: z.string(), archiveId: z.string() });

/** A mail in parts. Addresses as they are read: `Name <address>`. */
export const documentMailReply = z.object({
  subject: z.string(),
  from: z.string(),
  to: z.string(),
  /** Instant; null when the mail has none. */
  date: z.string().nullable(),
  /** Empty when the mail has plain text only. */
  html: z.string(),
  text: z.string(),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), size: z.int() })),
});
export type DocumentMail = z.output<typeof documentMailReply>;
