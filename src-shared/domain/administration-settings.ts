import type { z } from 'zod';
import { copyInvoiceSettingsSchema, documentSettingsSchema } from './document-settings.ts';
import type { RowReader } from './row-reader.ts';

export const ADMINISTRATION_SETTINGS = {
  documents: documentSettingsSchema,
  'copy-invoices': copyInvoiceSettingsSchema,
} as const;

type Key = keyof typeof ADMINISTRATION_SETTINGS;

export async function loadAdministrationSettings<K extends Key>(
  reader: RowReader,
  administrationId: string,
  key: K,
): Promise<z.output<(typeof ADMINISTRATION_SETTINGS)[K]>> {
  const row = await reader.get('administrationSettings', `${administrationId}:${key}`);
  return ADMINISTRATION_SETTINGS[key].parse(row?.value ?? {}) as z.output<(typeof ADMINISTRATION_SETTINGS)[K]>;
}
