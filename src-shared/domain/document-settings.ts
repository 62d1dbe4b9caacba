import { z } from 'zod';

const MIB = 1024 * 1024;

/** Media types that may be kept in a debtor's file: what credit departments get and send, and nothing that can be run. */
const DEFAULT_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/heic',
  'message/rfc822',
  'application/vnd.ms-outlook',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/rtf',
  'application/xml',
  'application/zip',
  'text/plain',
  'text/csv',
];

/** Setting `documents`: what a file may be. */
export const documentSettingsSchema = z.object({
  maximumBytes: z
    .int()
    .min(1_024)
    .max(200 * MIB)
    .default(25 * MIB),
  types: z.array(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/)).default(DEFAULT_TYPES),
});
export type DocumentSettings = z.output<typeof documentSettingsSchema>;

/**
 * Setting `copy-invoices`: where the server finds the copy of an invoice. `{number}` and `{year}` (of the invoice's date) are filled
 * in; the rest of the pattern is literal and may name folders. An empty folder is `copy-invoices/<administration code>` in
 * the data folder; another one is a path on the server's machine.
 */
export const copyInvoiceSettingsSchema = z.object({
  folder: z.string().trim().max(500).default(''),
  pattern: z
    .string()
    .trim()
    .max(200)
    .regex(/^(?!.*\.\.)[^\\:*?"<>|]*\{number\}[^\\:*?"<>|]*\.pdf$/i)
    .default('{number}.pdf'),
});
export type CopyInvoiceSettings = z.output<typeof copyInvoiceSettingsSchema>;

/** A number may hold what a file name cannot; a slash in it is not a folder. */
export const plainFileName = (text: string): string => text.replace(/[\\/:*?"<>|]/g, '-').replace(/^\.+/, '-');

/** Where the copies of an administration's invoices are when its settings name no folder, within the data folder. */
export const standardCopyFolder = (administrationCode: string): string => `copy-invoices/${plainFileName(administrationCode)}`;

/** The file within the folder that a pattern leads to. @param year of the invoice's date; empty when there is no such invoice */
export const copyInvoiceFile = (pattern: string, number: string, year: string): string =>
  pattern
    .replaceAll('{number}', () => plainFileName(number))
    .replaceAll('{year}', year)
    .replace(/^\/+/, '');
