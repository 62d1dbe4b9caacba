import { z } from 'zod';
import { calendarSettingsSchema } from './calendar-feed.ts';
import { copyInvoiceSettingsSchema, documentSettingsSchema } from './document-settings.ts';
import { portalSettingsSchema } from './portal-settings.ts';
import type { RowReader } from './row-reader.ts';
import { statutoryInterestSettingsSchema } from './statutory-interest-rates.ts';
import { handOverSettingsSchema, writeOffSettingsSchema } from './write-off-settings.ts';

/**
 * Settings of one administration, by key. Each has a default for everything, so that an administration that never saw a
 * settings screen works, and a setting that a later version adds needs no migration.
 */
export const ADMINISTRATION_SETTINGS = {
  portal: portalSettingsSchema,
  calendar: calendarSettingsSchema,
  plans: z.object({
    /** Calendar days after an instalment's day before it counts as missed. */
    graceDays: z.int().min(0).max(30).default(3),
    /** Days before an instalment on which the debtor is reminded of it; null is not. */
    remindDaysBefore: z.int().min(1).max(30).nullable().default(3),
    /** Missed instalments at which a plan lapses by itself; 0 leaves it to a person. */
    lapseAfterMissed: z.int().min(0).max(12).default(2),
  }),
  'copy-invoices': copyInvoiceSettingsSchema,
  documents: documentSettingsSchema,
  'hand-over': handOverSettingsSchema,
  'statutory-interest': statutoryInterestSettingsSchema,
  'write-offs': writeOffSettingsSchema,
  promises: z.object({
    /** Calendar days after the promised day on which it is looked whether the money came. */
    graceDays: z.int().min(0).max(30).default(2),
    /** Furthest day a collector may record, days from now. */
    maximumDaysAhead: z.int().min(1).max(365).default(60),
  }),
} as const;

export type AdministrationSetting = keyof typeof ADMINISTRATION_SETTINGS;
export type AdministrationSettingValue<K extends AdministrationSetting> = z.output<(typeof ADMINISTRATION_SETTINGS)[K]>;

export const administrationSettingId = (administrationId: string, key: AdministrationSetting): string => `${administrationId}:${key}`;

/** The setting as it was saved, with defaults for what was not. */
export async function loadAdministrationSettings<K extends AdministrationSetting>(
  reader: RowReader,
  administrationId: string,
  key: K,
): Promise<AdministrationSettingValue<K>> {
  const row = await reader.get('administrationSettings', administrationSettingId(administrationId, key));
  return ADMINISTRATION_SETTINGS[key].parse(row?.value ?? {}) as AdministrationSettingValue<K>;
}
