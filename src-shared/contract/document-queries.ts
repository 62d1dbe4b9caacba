import { z } from 'zod';
import { documentMailReply } from '../protocol/documents.ts';
import { errorShapeSchema } from '../protocol/index.ts';

export type { DocumentMail } from '../protocol/documents.ts';

/** Bytes in one frame, before base64: small enough that other frames get through in between. */
export const PIECE_BYTES = 512 * 1024;

export const documentRowShape = z.object({
  id: z.string(),
  administrationId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  kind: z.enum(['file', 'mail', 'copy-invoice', 'proof', 'made']),
  origin: z.enum(['collector', 'portal', 'mail', 'robot']),
  invoiceNumbers: z.array(z.string()),
  createdAt: z.string(),
  /** Empty when it was not a colleague. */
  createdByName: z.string(),
});
export type DocumentRow = z.output<typeof documentRowShape>;

/** A file that is still on its way to the server. */
export const uploadRowShape = z.object({
  id: z.string(),
  name: z.string(),
  size: z.int(),
  /** Bytes the server has. */
  sent: z.int(),
  /** `receiving`: the page is still handing it over. `refused`: the server will not have it, see `error`. */
  state: z.enum(['receiving', 'waiting', 'refused']),
  error: errorShapeSchema.nullable(),
});
export type UploadRow = z.output<typeof uploadRowShape>;

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('document'), id: z.string() }),
  /** The company's copy of an invoice. */
  z.object({ kind: z.literal('invoice-copy'), id: z.string() }),
]);
export type DocumentSource = z.output<typeof source>;

const upload = z.object({ id: z.uuid() });

export const documentQueries = {
  'documents.list': {
    args: z.object({ debtorId: z.string() }),
    result: z.object({ documents: z.array(documentRowShape), uploads: z.array(uploadRowShape) }),
  },
  /** The bytes of a file from an offset on, at most {@link PIECE_BYTES}. The first piece may ask the server. */
  'document.piece': {
    args: z.object({ source, offset: z.int().min(0) }),
    result: z.object({ name: z.string(), mediaType: z.string(), size: z.int(), data: z.base64() }),
  },
  /** Asks the server to take a kept mail apart. */
  'document.mail': { args: z.object({ documentId: z.string() }), result: documentMailReply },
} as const;

export const documentCalls = {
  /**
   * A file is dropped on a debtor. Answers from where the page is to hand it over; the core keeps it, and sends it when the
   * server can be reached, also after a restart.
   */
  'document.begin': {
    args: upload.extend({
      debtorId: z.string(),
      name: z.string().trim().min(1).max(255),
      size: z.int(),
      invoiceIds: z.array(z.string()).max(200).default([]),
    }),
    result: z.object({ offset: z.int() }),
  },
  'document.give': { args: upload.extend({ offset: z.int().min(0), data: z.base64() }), result: z.object({ offset: z.int() }) },
  /** A file that is not wanted after all, or that the server refused. */
  'document.cancel': { args: upload, result: z.object({}) },
} as const;

export const documentQueryTables = {
  'documents.list': ['documents', 'uploads', 'invoices', 'users'],
  'document.piece': [],
  'document.mail': [],
} as const;
