import { z } from 'zod';
import { copyInvoiceSettingsSchema, type DocumentSettings, documentSettingsSchema } from '../../../src-shared/contract/index.ts';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';

const MIB = 1024 * 1024;
const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Media types as people speak of them. */
export const FILE_KINDS = {
  pdf: ['application/pdf'],
  images: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/tiff', 'image/heic'],
  mail: ['message/rfc822', 'application/vnd.ms-outlook'],
  letters: [
    'application/msword',
    `${OFFICE}.wordprocessingml.document`,
    'application/vnd.oasis.opendocument.text',
    'application/rtf',
    'text/plain',
  ],
  sheets: ['application/vnd.ms-excel', `${OFFICE}.spreadsheetml.sheet`, 'application/vnd.oasis.opendocument.spreadsheet', 'text/csv'],
  slides: [`${OFFICE}.presentationml.presentation`],
  xml: ['application/xml'],
  zip: ['application/zip'],
} as const satisfies Record<string, readonly string[]>;
export type FileKind = keyof typeof FILE_KINDS;
export const fileKinds = Object.keys(FILE_KINDS) as FileKind[];
const named = new Set<string>(Object.values(FILE_KINDS).flat());

export const MAXIMUM_MB = 200;
const megabytes = (text: string): number => Number(text.trim().replace(',', '.'));
const listed = (text: string): string[] => text.split(/[\s,;]+/).filter((type) => type !== '');

/** What of the settings is typed; a file's size in megabytes of 1024 × 1024 bytes. */
export const documentFieldsSchema = z
  .object({
    size: z.string().refine((text) => /^\s*\d{1,3}([.,]\d{1,2})?\s*$/.test(text) && megabytes(text) > 0 && megabytes(text) <= MAXIMUM_MB),
    types: z.array(z.string()),
    others: z.string().refine((text) => documentSettingsSchema.shape.types.safeParse(listed(text)).success),
    folder: copyInvoiceSettingsSchema.shape.folder.unwrap(),
    pattern: copyInvoiceSettingsSchema.shape.pattern.unwrap(),
  })
  .refine(({ types, others }) => types.length + listed(others).length > 0, { path: ['types'] });
export type DocumentFields = z.output<typeof documentFieldsSchema>;

/** The message at a field that does not pass. */
export function documentMessage(field: string): MessageKey {
  if (field === 'types') return 'field.file-kinds';
  if (field === 'others') return 'field.media-types';
  if (field === 'pattern') return 'field.copy-pattern';
  return field === 'folder' ? 'field.too-long' : 'field.megabytes';
}

export function documentFields({ documents, copyInvoices }: DocumentSettings, language: 'nl' | 'en'): DocumentFields {
  const size = String(Math.max(0.01, Math.round((documents.maximumBytes / MIB) * 100) / 100));
  return {
    size: language === 'nl' ? size.replace('.', ',') : size,
    types: documents.types.filter((type) => named.has(type)),
    others: documents.types.filter((type) => !named.has(type)).join(', '),
    ...copyInvoices,
  };
}

/** The settings as they are saved. A size that was not touched stays what it was to the byte. */
export function documentValues(fields: DocumentFields, before: DocumentFields, saved: DocumentSettings) {
  const maximumBytes = fields.size === before.size ? saved.documents.maximumBytes : Math.round(megabytes(fields.size) * MIB);
  return {
    documents: { maximumBytes, types: [...new Set([...fields.types, ...listed(fields.others)])] },
    copyInvoices: { folder: fields.folder, pattern: fields.pattern },
  };
}
